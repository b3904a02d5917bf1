import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startMirror, type Mirror } from './mirror.ts'

const startedAt = Date.UTC(2026, 10, 24)
let mirror: Mirror
let revision: number | null
let writes: number
let isFailing: boolean

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt })
  ;[revision, writes, isFailing] = [1, 0, false]
  mirror = startMirror({
    name: 'a folder',
    revision: () => revision,
    everyMs: 60_000,
    write: () => {
      writes++
      return isFailing ? Promise.reject(new Error('no room')) : Promise.resolve({ written: 1 })
    },
  })
})

afterEach(() => {
  mirror.stop()
  vi.useRealTimers()
})

test('it is written at once, after each publication, and once a minute without one', async () => {
  await vi.advanceTimersByTimeAsync(1_000)
  expect(writes).toBe(1)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(writes).toBe(1)
  revision = 2
  await vi.advanceTimersByTimeAsync(1_000)
  expect(writes).toBe(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(writes).toBe(3)
})

test('what fails is tried again, less and less often, and its lag is told until it succeeds', async () => {
  isFailing = true
  await vi.advanceTimersByTimeAsync(120_000)
  expect(writes).toBeGreaterThan(5)
  expect(writes).toBeLessThan(10)
  expect(mirror.health(Date.now())).toEqual({ lagSeconds: 120, problem: 'no room' })
  isFailing = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(mirror.health(Date.now())).toEqual({ lagSeconds: 0, problem: null })
})

test('while nobody knows what is published, nothing is written', async () => {
  revision = null
  await vi.advanceTimersByTimeAsync(10_000)
  expect(writes).toBe(0)
})
