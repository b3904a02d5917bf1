import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { listEndedIncidents, listOpenIncidents, listOpenMaintenances, readIncidentList } from './incidents.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const hourMs = 60 * minuteMs

function scene() {
  const db = testDatabase()
  makePage(db, {}, now - 24 * hourMs)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now - 24 * hourMs)
  const checkout = makeComponent(db, {}, now - 24 * hourMs)
  const search = makeComponent(db, { name: 'Search', isHidden: true }, now - 24 * hourMs)
  return { db, priya, checkout, search }
}

describe('what is open', () => {
  test('internal incidents and hidden components are in it, the newest incident first', () => {
    const { db, priya, checkout, search } = scene()
    const older = makeIncident(
      db,
      { by: priya, components: [{ componentId: checkout, status: 'partial_outage' }] },
      now - hourMs,
    )
    const newer = makeIncident(
      db,
      { title: 'Search', isInternal: true, components: [{ componentId: search, status: 'major_outage' }] },
      now,
    )
    const open = listOpenIncidents(db, now)
    expect(open.map((incident) => incident.id)).toEqual([newer, older])
    expect(open[0]).toMatchObject({
      isInternal: true,
      impact: 'critical',
      components: [{ id: search, name: 'Search', status: 'major_outage' }],
    })
    expect(open[1]).toMatchObject({
      isInternal: false,
      impact: 'major',
      lead: { name: 'Priya', since: now - hourMs },
    })
  })

  test('a promise is the newest update’s, and says by how much it is missed', () => {
    const { db, priya } = scene()
    const incidentId = makeIncident(db, { by: priya }, now - 40 * minuteMs)
    expect(listOpenIncidents(db, now - 39 * minuteMs)[0]?.promise).toEqual({ by: now - 25 * minuteMs, missedByMs: 0 })
    expect(listOpenIncidents(db, now)[0]?.promise?.missedByMs).toBe(25 * minuteMs)
    postUpdate(db, priya, { incidentId, status: 'identified', promise: 'none' }, now - minuteMs)
    expect(listOpenIncidents(db, now)[0]).toMatchObject({ promise: null, promisesNone: true })
  })

  test('an open incident names what it holds now, an ended one what it held at its worst', () => {
    const { db, priya, checkout } = scene()
    const incidentId = makeIncident(
      db,
      { components: [{ componentId: checkout, status: 'major_outage' }] },
      now - hourMs,
    )
    const milder = [{ componentId: checkout, status: 'degraded_performance' as const }]
    postUpdate(db, priya, { incidentId, status: 'monitoring', components: milder }, now - minuteMs)
    expect(listOpenIncidents(db, now)[0]?.components[0]?.status).toBe('degraded_performance')
    postUpdate(db, priya, { incidentId, status: 'resolved' }, now)
    expect(listOpenIncidents(db, now)).toEqual([])
    expect(listEndedIncidents(db, 5, now)[0]).toMatchObject({
      id: incidentId,
      isOver: true,
      promise: null,
      impact: 'critical',
      components: [{ status: 'major_outage' }],
    })
  })
})

test('maintenances that are not over come soonest first, with what they will touch', () => {
  const { db, checkout } = scene()
  const later = makeMaintenance(db, { scheduledFor: now + 48 * hourMs, scheduledUntil: now + 49 * hourMs }, now)
  const sooner = makeMaintenance(
    db,
    { scheduledFor: now + hourMs, scheduledUntil: now + 2 * hourMs, componentIds: [checkout] },
    now,
  )
  const planned = listOpenMaintenances(db, now)
  expect(planned.map((maintenance) => maintenance.id)).toEqual([sooner, later])
  expect(planned[0]).toMatchObject({
    impact: 'maintenance',
    scheduledFor: now + hourMs,
    components: [{ id: checkout, status: 'under_maintenance' }],
  })
})

test('a list has 50 to a page, and a number past its end gives the last one', () => {
  const { db } = scene()
  for (let count = 0; count < 51; count++) makeIncident(db, { title: `Incident ${count}` }, now - count * minuteMs)
  makeMaintenance(db, {}, now)
  const first = readIncidentList(db, { kind: 'incident', number: 1 }, now)
  expect(first).toMatchObject({ number: 1, pages: 2, total: 51 })
  expect(first.incidents[0]?.title).toBe('Incident 0')
  expect(readIncidentList(db, { kind: 'incident', number: 9 }, now)).toMatchObject({
    number: 2,
    incidents: [{ title: 'Incident 50' }],
  })
  expect(readIncidentList(db, { kind: 'maintenance', number: 1 }, now).total).toBe(1)
})
