import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import {
  correctWindows,
  listWindows,
  markOfWindows,
  type CorrectWindowsInput,
} from '../corrections/window-corrections.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { readIncidentPage } from '../public/incidents.ts'
import { rehearseCorrection } from './correction-rehearsal.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** An hour after midnight in Berlin, so that a month's end lies within reach. */
const opened = Date.UTC(2026, 10, 1, 0)
const ended = opened + 2 * hourMs
const now = Date.UTC(2026, 10, 11)

let db: Connection
let checkout: string
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'Europe/Berlin' }, opened)
  checkout = makeComponent(db, { startsAt: Date.UTC(2026, 8, 30, 22) }, opened)
  incidentId = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, opened)
})

type Line = CorrectWindowsInput['windows'][number]

function rehearsed(change: Partial<Line>, more: Partial<CorrectWindowsInput> = {}) {
  const rows = listWindows(db, incidentId)
  const seen = markOfWindows(requireIncident(db, incidentId), rows)
  const windows = rows.map((row) => ({ ...row, ...change }))
  const input = { incidentId, windows, reason: 'the logs say so', seen, ...more }
  return rehearseCorrection(db, incidentId, (tx) => correctWindows(tx, terminal, input, now), now)
}

describe('the effects of a correction', () => {
  test('are told by month of the page’s time zone, the newest first, and by how long it lasted', () => {
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, ended)
    const { effects } = rehearsed({ startedAt: opened - 3 * hourMs })
    // October in Berlin has 745 hours and ends an hour before midnight in UTC; of November 241 have passed.
    expect(effects).toEqual({
      components: [
        {
          componentId: checkout,
          name: 'Checkout',
          isHidden: false,
          status: { before: 'operational', after: 'operational' },
          months: [
            { year: 2026, month: 11, before: 9917, after: 9875 },
            { year: 2026, month: 10, before: 10_000, after: 9973 },
          ],
        },
      ],
      duration: { before: 2 * hourMs, after: 5 * hourMs, isOver: true },
      impact: null,
    })
  })

  test('are a status now, the impact and no length where what lasts was milder', () => {
    const { effects, incident } = rehearsed({ status: 'degraded_performance' })
    expect(effects).toMatchObject({
      components: [{ status: { before: 'major_outage', after: 'degraded_performance' }, months: [{ after: 10_000 }] }],
      duration: null,
      impact: { before: 'critical', after: 'minor' },
    })
    expect(incident).toMatchObject({ impact: 'minor', corrections: [{ at: now, reason: 'the logs say so' }] })
  })

  test('count what another incident holds, too', () => {
    makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, opened)
    expect(rehearsed({ isWithdrawn: true }).effects).toMatchObject({ components: [], impact: { after: 'none' } })
  })

  test('are none on components where the incident counts for nothing', () => {
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, ended)
    markFalseAlarm(db, terminal, { incidentId: incidentId, reason: 'The check was at fault.' }, now)
    expect(rehearsed({ status: 'partial_outage' }).effects).toEqual({ components: [], duration: null, impact: null })
  })

  test('are looked at and undone', () => {
    const before = db.$client.serialize()
    rehearsed({ startedAt: opened + hourMs })
    expect(db.$client.serialize().equals(before)).toBe(true)
    expect(readIncidentPage(db, incidentId, now)).toMatchObject({ incident: { corrections: [] } })
  })

  test('of what is refused are not told: the refusal is thrown', () => {
    expect(() => rehearsed({ startedAt: now + 1 })).toThrow(/lies in the future/)
  })
})
