import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { historyDocument, readToldHistory } from './history-document.ts'
import { historySchema } from './schemas.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'Europe/London' }, Date.UTC(2026, 0, 1))
})

function history(number = 1) {
  return historySchema.parse(historyDocument(readToldHistory(db, number, 'https://status.acme.example', now)))
}

test('a history holds three months, the newest first, as a calendar draws them', () => {
  const { months, page_status, start_time, end_time } = history()
  expect(page_status.page).toMatchObject({ domain: 'status.acme.example', time_zone: 'Europe/London' })
  expect(months).toEqual([
    { name: 'November', year: 2026, starts_on: 0, days: 30, incidents: [] },
    { name: 'October', year: 2026, starts_on: 4, days: 31, incidents: [] },
    { name: 'September', year: 2026, starts_on: 2, days: 30, incidents: [] },
  ])
  expect(start_time).toBe('2026-09-01T00:00:00.000+01:00')
  expect(end_time).toBe('2026-11-30T23:59:59.999+00:00')
})

test('an incident stands under the month in which it ended, with its newest words as HTML', () => {
  const incidentId = makeIncident(db, { title: 'Search is down' }, Date.UTC(2026, 9, 31, 23, 30))
  postUpdate(db, terminal, { incidentId, status: 'resolved', body: '**Found** again.' }, Date.UTC(2026, 10, 1, 0, 15))
  expect(history().months[0]?.incidents).toEqual([
    {
      code: incidentId,
      name: 'Search is down',
      message: '<strong>Found</strong> again.',
      impact: 'none',
      timestamp:
        "Oct <var data-var='date'>31</var>, <var data-var='time'>23:30</var> - Nov <var data-var='date'> 1</var>, <var data-var='time'>00:15</var> GMT",
    },
  ])
  expect(history().months[1]?.incidents).toEqual([])
})

test('an open incident has its beginning only, and what is still to come is not there', () => {
  makeIncident(db, {}, now - hourMs)
  makeMaintenance(db, {}, now - hourMs)
  makeIncident(db, { isInternal: true }, now)
  const [month] = history().months
  expect(month?.incidents.map((incident) => incident.timestamp)).toEqual([
    "Nov <var data-var='date'>24</var>, <var data-var='time'>13:05</var> GMT",
  ])
})

test('later pages go back, and past the last one there is only that', () => {
  const incidentId = makeIncident(db, {}, Date.UTC(2026, 3, 1))
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, Date.UTC(2026, 3, 2))
  expect(history(3).months.map(({ name }) => name)).toEqual(['May', 'April', 'March'])
  expect(history(99)).toEqual(history(3))
})
