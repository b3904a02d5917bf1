import { expect, test } from 'vitest'
import { instantsOf, nextChange, reportInstantsOf } from './next-change.ts'

const now = Date.UTC(2026, 10, 24, 22, 30)
const minuteMs = 60_000
const nothing = { promise: null, scheduledFor: null, scheduledUntil: null }

test('a page without anything to come changes at midnight in its own zone', () => {
  expect(nextChange([], now, 'Etc/UTC')).toBe(Date.UTC(2026, 10, 25))
  expect(nextChange(instantsOf(nothing), now, 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 24, 23))
})

test('it changes just after the first promise or planned time to come; what lies behind counts for nothing', () => {
  const promised = { ...nothing, promise: { by: now + 10 * minuteMs, missedByMs: 0 } }
  const missed = { ...nothing, promise: { by: now - minuteMs, missedByMs: minuteMs } }
  const planned = { ...nothing, scheduledFor: now - minuteMs, scheduledUntil: now + 5 * minuteMs }
  expect(nextChange([promised, missed].flatMap(instantsOf), now, 'Etc/UTC')).toBe(now + 10 * minuteMs + 1)
  expect(nextChange([promised, planned].flatMap(instantsOf), now, 'Etc/UTC')).toBe(now + 5 * minuteMs + 1)
})

test('it changes when a report or an action item falls due; what is done already does not', () => {
  const item = { id: 'a', title: 'Alert sooner', ownerRole: 'Payments', lateByMs: 0, doneAt: null, dropped: null }
  const open = { ...item, state: 'open' as const, dueAt: now + 4 * minuteMs }
  const done = { ...item, state: 'done' as const, dueAt: now + minuteMs, doneAt: now }
  const debt = {
    awaits: 'preliminary' as const,
    dueAt: now + 3 * minuteMs,
    lateByMs: 0,
    finalDueAt: now + 9 * minuteMs,
  }
  expect(nextChange(reportInstantsOf({ debt, actionItems: [open, done] }), now, 'Etc/UTC')).toBe(debt.dueAt + 1)
  expect(nextChange(reportInstantsOf({ debt: null, actionItems: [open, done] }), now, 'Etc/UTC')).toBe(open.dueAt + 1)
})
