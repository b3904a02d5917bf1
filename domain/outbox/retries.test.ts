import { expect, test } from 'vitest'
import { nextTryAt } from './retries.ts'

const triedFrom = 0
const middle = 0.5

test('the wait doubles from half a minute up to an hour', () => {
  const waits = [1, 2, 3, 8, 20].map((attempts) => nextTryAt({ attempts, triedFrom }, middle, 0))
  expect(waits).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000])
})

test('many that failed at once don’t come back at once', () => {
  expect(nextTryAt({ attempts: 1, triedFrom }, 0, 0)).toBe(24_000)
  expect(nextTryAt({ attempts: 1, triedFrom }, 1, 0)).toBe(36_000)
})

test('who asks for patience gets it', () => {
  expect(nextTryAt({ attempts: 1, triedFrom, retryAfter: 500_000 }, middle, 0)).toBe(500_000)
})

test('what was tried for a day is given up', () => {
  expect(nextTryAt({ attempts: 30, triedFrom }, middle, 23.5 * 3_600_000)).toBeNull()
})
