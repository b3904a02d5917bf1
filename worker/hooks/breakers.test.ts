import { expect, test } from 'vitest'
import { createBreakers } from './breakers.ts'

const minuteMs = 60_000
const hook = (path: string) => `https://hooks.example/${path}`

test('an address that fails five times in a row is left alone for five minutes, and after its next failure again', () => {
  const breakers = createBreakers()
  expect(Array.from({ length: 5 }, () => breakers.failed(hook('a'), 0))).toEqual([false, false, false, false, true])
  expect(breakers.openUntil(hook('a'), 5 * minuteMs - 1)).toBe(5 * minuteMs)
  expect(breakers.openUntil(hook('a'), 5 * minuteMs)).toBeNull()
  expect(breakers.failed(hook('a'), 5 * minuteMs)).toBe(true)
  breakers.succeeded(hook('a'))
  expect(breakers.failed(hook('a'), 5 * minuteMs)).toBe(false)
})

test('however often one address fails, others of its host are posted to', () => {
  const breakers = createBreakers()
  for (let count = 0; count < 50; count++) breakers.failed(hook('a'), 0)
  expect(breakers.openUntil(hook('b'), 0)).toBeNull()
})

test('a host where five addresses fail is left alone, unless one was answered between', () => {
  const breakers = createBreakers()
  for (const path of ['a', 'b', 'c', 'd']) breakers.failed(hook(path), 0)
  breakers.succeeded(hook('e'))
  expect(breakers.failed(hook('a'), 0)).toBe(false)
  for (const path of ['b', 'c', 'd']) breakers.failed(hook(path), 0)
  expect(breakers.failed(hook('f'), 0)).toBe(true)
  expect(breakers.openUntil(hook('g'), 0)).toBe(5 * minuteMs)
  expect(breakers.openUntil('https://other.example/', 0)).toBeNull()
  // After its pause a host is not judged by one address.
  breakers.failed(hook('x'), 5 * minuteMs)
  expect(breakers.openUntil(hook('g'), 5 * minuteMs)).toBeNull()
})
