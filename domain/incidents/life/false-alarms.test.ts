import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { readIncidentPage, type PublicIncident } from '../../public/incidents.ts'
import { readStatusPage } from '../../public/status-page.ts'
import { readIncident } from '../incident-record.ts'
import { postUpdate } from '../incident-updates.ts'
import { markFalseAlarm } from './false-alarms.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs
const reason = 'Our own check was at fault.'

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened - minuteMs)
  const componentId = makeComponent(db, {}, opened - 60 * minuteMs)
  incidentId = makeIncident(db, { components: [{ componentId, status: 'major_outage' }] }, opened)
})

function publicly(): PublicIncident {
  const page = readIncidentPage(db, incidentId, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

const checkout = () => readStatusPage(db, now).ungrouped[0]

describe('a false alarm', () => {
  test('ends an open incident, counts for nothing, and says why', () => {
    markFalseAlarm(db, terminal, { incidentId, reason }, now)
    expect(publicly()).toMatchObject({
      status: 'resolved',
      resolvedAt: now,
      impact: 'none',
      promise: null,
      falseAlarm: { at: now, reason },
      updates: [{ label: 'Resolved', body: `This was a false alarm. ${reason}` }, { label: 'Investigating' }],
    })
    expect(checkout()).toMatchObject({ status: 'operational', uptime: 10_000 })
  })

  test('can be found after the end, which stays where it was', () => {
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, opened + 20 * minuteMs)
    expect(checkout()?.uptime).toBeLessThan(10_000)
    markFalseAlarm(db, terminal, { incidentId, reason }, now)
    expect(publicly()).toMatchObject({ resolvedAt: opened + 20 * minuteMs, updates: [{ label: 'Update' }, {}, {}] })
    expect(checkout()?.uptime).toBe(10_000)
  })

  test('is taken back by going on with the incident, and the page tells of both', () => {
    markFalseAlarm(db, terminal, { incidentId, reason }, opened + 20 * minuteMs)
    postUpdate(db, terminal, { incidentId, status: 'investigating' }, opened + 30 * minuteMs)
    expect(publicly()).toMatchObject({ falseAlarm: null, impact: 'critical', isOver: false })
    expect(publicly().updates.map((update) => update.label)).toEqual([
      'Reopened: investigating',
      'Resolved',
      'Investigating',
    ])
    expect(checkout()).toMatchObject({ status: 'major_outage' })
    expect(checkout()?.days.at(-1)?.tally.majorMs).toBe(50 * minuteMs)
  })

  test('stays one through a later word', () => {
    markFalseAlarm(db, terminal, { incidentId, reason }, opened + 20 * minuteMs)
    postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'We look at our checks.' }, now)
    expect(publicly().falseAlarm?.reason).toBe(reason)
  })

  test('of an internal incident is told to nobody outside', () => {
    const internal = makeIncident(db, { isInternal: true }, opened)
    markFalseAlarm(db, terminal, { incidentId: internal, reason }, now)
    expect(readIncident(db, internal)).toMatchObject({ status: 'resolved', falseAlarmReason: reason })
    expect(readIncidentPage(db, internal, now)).toBeNull()
  })

  test('asks for its reason, and is none twice', () => {
    expect(() => markFalseAlarm(db, terminal, { incidentId, reason: ' ' }, now)).toThrow('Say why')
    markFalseAlarm(db, terminal, { incidentId, reason }, now)
    const again = expect.objectContaining({ code: 'conflict' })
    expect(() => markFalseAlarm(db, terminal, { incidentId, reason }, now)).toThrow(again)
  })

  test('is nothing that a maintenance can be', () => {
    const maintenance = makeMaintenance(db, {}, opened)
    const invalid = expect.objectContaining({ code: 'invalid' })
    expect(() => markFalseAlarm(db, terminal, { incidentId: maintenance, reason }, now)).toThrow(invalid)
  })
})
