import { expect, test } from 'vitest'
import { nextChange } from './next-change.ts'

const now = Date.UTC(2026, 10, 24, 22, 30)
const minuteMs = 60_000
const nothing = { promise: null, scheduledFor: null, scheduledUntil: null }

test('a page without anything to come changes at midnight in its own zone', () => {
  expect(nextChange([], now, 'Etc/UTC')).toBe(Date.UTC(2026, 10, 25))
  expect(nextChange([nothing], now, 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 24, 23))
})

test('it changes just after the first promise or planned time to come; what lies behind counts for nothing', () => {
  const promised = { ...nothing, promise: { by: now + 10 * minuteMs, missedByMs: 0 } }
  const missed = { ...nothing, promise: { by: now - minuteMs, missedByMs: minuteMs } }
  const planned = { ...nothing, scheduledFor: now - minuteMs, scheduledUntil: now + 5 * minuteMs }
  expect(nextChange([promised, missed], now, 'Etc/UTC')).toBe(now + 10 * minuteMs + 1)
  expect(nextChange([promised, planned], now, 'Etc/UTC')).toBe(now + 5 * minuteMs + 1)
})
