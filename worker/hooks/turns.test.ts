import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const hook = (path: string) => `https://hooks.example/${path}`

test('a host is posted to by so many at once, and by the next when one is through', () => {
  const turns = createTurns({ atOnce: 2, everyMs: 0 })
  expect([turns.take(hook('a'), 0), turns.take(hook('b'), 0)]).toEqual([null, null])
  expect(turns.take(hook('c'), 0)).toBe(1_000)
  expect(turns.take('https://other.example/', 0)).toBeNull()
  turns.giveBack(hook('a'))
  expect(turns.take(hook('c'), 1)).toBeNull()
})

test('an address is posted to once a second, whatever else its host takes', () => {
  const turns = createTurns({ atOnce: 9, everyMs: 1_000 })
  expect(turns.take(hook('a'), 0)).toBeNull()
  turns.giveBack(hook('a'))
  expect(turns.take(hook('a'), 999)).toBe(1_000)
  expect(turns.take(hook('b'), 999)).toBeNull()
  expect(turns.take(hook('a'), 1_000)).toBeNull()
})

test('an address that asked for patience is left alone', () => {
  const turns = createTurns({ atOnce: 9, everyMs: 0 })
  turns.rest(hook('a'), 60_000)
  expect(turns.take(hook('a'), 59_999)).toBe(60_000)
  expect(turns.take(hook('a'), 60_000)).toBeNull()
})
