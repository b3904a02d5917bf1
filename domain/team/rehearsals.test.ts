import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { listComponentStatuses } from '../components/component-statuses.ts'
import { setComponentStatus } from '../components/components.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import type { Db } from '../database.ts'
import { openIncident } from '../incidents/incidents.ts'
import { readIncidentPage } from '../public/incidents.ts'
import { rehearseIncident } from './rehearsals.ts'
import { listOpenIncidents } from './incidents.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const later = now + 60_000

function scene() {
  const db = testDatabase()
  makePage(db, {}, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const checkout = makeComponent(db, {}, now)
  const search = makeComponent(db, { name: 'Search' }, now)
  return { db, priya, checkout, search }
}

describe('a rehearsal', () => {
  test('shows what customers would read, word for word, and leaves nothing behind', () => {
    const { db, priya, checkout } = scene()
    const input = {
      title: 'Checkout refuses card payments',
      body: 'Paying by invoice **works**.',
      components: [{ componentId: checkout, status: 'partial_outage' as const }],
    }
    const rehearsed = rehearseIncident(db, (tx) => openIncident(tx, priya, input, now), now)
    expect(listOpenIncidents(db, now)).toEqual([])
    const id = openIncident(db, priya, input, now)
    const read = readIncidentPage(db, id, now)
    const told = read && 'incident' in read ? read.incident : null
    const withoutIds = (incident: typeof told) =>
      JSON.stringify(incident).replace(/"(id|updateId)":"[a-z0-9]{12}"/g, '"$1":""')
    expect(told).not.toBeNull()
    expect(withoutIds(rehearsed.incident)).toBe(withoutIds(told))
    expect(rehearsed.consequences).toMatchObject([
      { name: 'Checkout', from: 'operational', to: 'partial_outage', stillHeldBy: [] },
    ])
  })

  test('of an internal incident shows nothing, and that no status changes', () => {
    const { db, priya, checkout } = scene()
    const components = [{ componentId: checkout, status: 'major_outage' as const }]
    const input = { title: 'Disk', components, isInternal: true }
    const { incident, consequences } = rehearseIncident(db, (tx) => openIncident(tx, priya, input, now), now)
    expect(incident).toBeNull()
    expect(consequences).toMatchObject([{ from: 'operational', to: 'operational' }])
  })

  test('of a resolution says what returns to operational, and what something else still holds', () => {
    const { db, priya, checkout, search } = scene()
    const both = [checkout, search].map((componentId) => ({ componentId, status: 'partial_outage' as const }))
    const incidentId = makeIncident(db, { by: priya, components: both }, now)
    setComponentStatus(db, priya, { componentId: search, status: 'degraded_performance' }, now)
    const run = (tx: Db): string => {
      postUpdate(tx, priya, { incidentId, status: 'resolved' }, later)
      return incidentId
    }
    const { consequences } = rehearseIncident(db, run, later)
    expect(consequences).toMatchObject([
      { name: 'Checkout', from: 'partial_outage', to: 'operational', stillHeldBy: [] },
      {
        name: 'Search',
        from: 'partial_outage',
        to: 'degraded_performance',
        stillHeldBy: [{ incidentId: null, status: 'degraded_performance' }],
      },
    ])
  })

  test('throws what the write throws', () => {
    const { db, priya } = scene()
    const input = { title: '', components: [] }
    expect(() => rehearseIncident(db, (tx) => openIncident(tx, priya, input, now), now)).toThrow(/title/i)
  })
})

test('what holds a component is listed with internal incidents, which don’t count for its status', () => {
  const { db, checkout } = scene()
  const components = [{ componentId: checkout, status: 'major_outage' as const }]
  const incidentId = makeIncident(db, { title: 'Disk', components, isInternal: true }, now)
  expect(listComponentStatuses(db, now)[0]).toMatchObject({
    id: checkout,
    status: 'operational',
    holders: [{ incidentId, title: 'Disk', isInternal: true, status: 'major_outage', since: now }],
  })
})
