import { expect, test } from 'vitest'
import { makeComponent, makeIncident, makeMaintenance } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { nextInstant } from './next-instant.ts'

const now = Date.UTC(2026, 10, 24, 12)
const minuteMs = 60_000
const hourMs = 60 * minuteMs

test('without anything to come, the day’s end in the page’s zone', () => {
  expect(nextInstant(testDatabase(), now)).toBe(Date.UTC(2026, 10, 25))
})

test('the nearest promise of an open public incident, and just after it what comes next', () => {
  const db = testDatabase()
  makeComponent(db, {}, now)
  makeIncident(db, { promise: 45 }, now)
  makeIncident(db, { promise: 20 }, now)
  makeIncident(db, { promise: 5, isInternal: true }, now)
  expect(nextInstant(db, now)).toBe(now + 20 * minuteMs + 1)
  expect(nextInstant(db, now + 20 * minuteMs + 1)).toBe(now + 45 * minuteMs + 1)
})

test('the planned start of a maintenance, and then its end', () => {
  const db = testDatabase()
  makeMaintenance(db, { scheduledFor: now + hourMs, scheduledUntil: now + 2 * hourMs }, now)
  expect(nextInstant(db, now)).toBe(now + hourMs + 1)
  expect(nextInstant(db, now + hourMs + 1)).toBe(now + 2 * hourMs + 1)
})
