import { expect, test } from 'vitest'
import { historyIncident } from './history-entries.ts'

function read(
  timestamp: string,
  { name = 'January', year = 2026, impact = 'minor', zone = null as string | null } = {},
) {
  const entry = { code: 'lk0inc000006', name: 'Search found nothing', message: 'It works.', impact, timestamp }
  const incident = historyIncident({ name, year, incidents: [entry] }, entry, zone)
  return incident && [incident.startedAt, incident.resolvedAt].map((at) => new Date(at ?? NaN).toISOString())
}

const date = (day: number | string) => `<var data-var='date'>${day}</var>`
const time = (clock: string) => `<var data-var='time'>${clock}</var>`

test('an interval within a day, across days and across the year is read', () => {
  expect(read(`Jan ${date(' 9')}, ${time('08:00')} - ${time('09:15')} GMT`)).toEqual([
    '2026-01-09T08:00:00.000Z',
    '2026-01-09T09:15:00.000Z',
  ])
  expect(read(`Jan ${date(9)}, ${time('23:00')} - Jan ${date(10)}, ${time('01:00')} UTC`)).toEqual([
    '2026-01-09T23:00:00.000Z',
    '2026-01-10T01:00:00.000Z',
  ])
  expect(read(`Dec ${date(31)}, ${time('23:30')} - Jan ${date(1)}, ${time('00:20')} UTC`)).toEqual([
    '2025-12-31T23:30:00.000Z',
    '2026-01-01T00:20:00.000Z',
  ])
})

test('a single time is beginning and end, and the page’s zone counts', () => {
  expect(read(`Jan ${date(9)}, ${time('10:00')} PST`, { zone: 'America/Los_Angeles' })).toEqual([
    '2026-01-09T18:00:00.000Z',
    '2026-01-09T18:00:00.000Z',
  ])
})

test('a maintenance is told by its impact', () => {
  const entry = {
    code: 'a',
    name: 'Cables',
    message: null,
    impact: 'maintenance',
    timestamp: 'Jan 9, 08:00 - 09:00 UTC',
  }
  expect(historyIncident({ name: 'January', year: 2026, incidents: [] }, entry, null)).toMatchObject({
    isScheduled: true,
    status: 'completed',
    scheduledFor: Date.UTC(2026, 0, 9, 8),
    scheduledUntil: Date.UTC(2026, 0, 9, 9),
  })
})

test('a line in another form is not guessed at', () => {
  expect(read('last Tuesday')).toBeNull()
  expect(read(`Feb ${date(30)}, ${time('10:00')} UTC`)).toBeNull()
})
