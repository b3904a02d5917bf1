import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import { communicationsLeads, impactWindows } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { people } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../components/components.ts'
import { readIncident } from './incident-record.ts'
import { openIncident } from './incidents.ts'
import { readLead } from './leads.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - minuteMs)
  checkout = makeComponent(db, {}, now - minuteMs)
})

function publicly(id: string): PublicIncident {
  const page = readIncidentPage(db, id, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

describe('opening an incident', () => {
  test('needs no more than a title', () => {
    const id = openIncident(db, terminal, { title: '  Checkout  refuses cards ' }, now)
    expect(publicly(id)).toMatchObject({
      title: 'Checkout refuses cards',
      status: 'investigating',
      impact: 'none',
      startedAt: now,
      publishedAt: now,
      resolvedAt: null,
    })
    expect(publicly(id).updates).toMatchObject([{ label: 'Investigating', body: 'We are looking into it.' }])
  })

  test('makes its components what it says of them, at once', () => {
    const search = makeComponent(db, { name: 'Search' }, now)
    const components = [
      { componentId: checkout, status: 'major_outage' as const },
      { componentId: search, status: 'degraded_performance' as const },
    ]
    const id = openIncident(db, terminal, { title: 'Payments fail', components }, now)
    expect(publicly(id)).toMatchObject({ impact: 'critical', components: [{ name: 'Checkout' }, { name: 'Search' }] })
    expect(publicly(id).updates[0]?.components).toMatchObject([
      { name: 'Checkout', slug: 'checkout', oldStatus: 'operational', newStatus: 'major_outage' },
      { name: 'Search', slug: 'search', oldStatus: 'operational', newStatus: 'degraded_performance' },
    ])
    expect(readStatusPage(db, now).ungrouped.map((one) => one.status)).toEqual(['major_outage', 'degraded_performance'])
  })

  test.each([
    ['major_outage', 10],
    ['partial_outage', 15],
    ['degraded_performance', 15],
    ['operational', 15],
  ] as const)('with a %s promises the next update in %d minutes', (status, minutes) => {
    const components = [{ componentId: checkout, status }]
    const id = openIncident(db, terminal, { title: 'Payments fail', components }, now)
    expect(publicly(id).promise).toEqual({ by: now + minutes * minuteMs, missedByMs: 0 })
  })

  test('can promise another time, or none by choice', () => {
    const soon = openIncident(db, terminal, { title: 'One', promise: 7 }, now)
    expect(publicly(soon)).toMatchObject({ promise: { by: now + 7 * minuteMs }, promisesNone: false })
    const none = openIncident(db, terminal, { title: 'Two', promise: 'none' }, now)
    expect(publicly(none)).toMatchObject({ promise: null, promisesNone: true })
  })

  test('gives it a communications lead: the person who opened it', () => {
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const id = openIncident(db, priya, { title: 'Payments fail' }, now)
    expect(db.select().from(communicationsLeads).all()).toMatchObject([
      { incidentId: id, personId: priya.id, since: now },
    ])
    expect(readIncident(db, id)?.openedById).toBe(priya.id)
  })

  test('gives it another lead where one is chosen, who may post updates and is still on the team', () => {
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
    const sam = makePerson(db, { name: 'Sam', role: 'support' }, now)
    const id = openIncident(db, priya, { title: 'Payments fail', leadId: dana.id }, now)
    expect(readLead(db, id)).toEqual({ personId: dana.id, name: 'Dana', since: now, note: null })
    const left = makePerson(db, { name: 'Lee', role: 'owner' }, now)
    db.update(people).set({ deactivatedAt: now }).where(eq(people.id, left.id)).run()
    for (const leadId of [sam.id, left.id, 'nobody']) {
      expect(() => openIncident(db, priya, { title: 'Search fails', leadId }, now)).toThrow(
        expect.objectContaining({ code: 'invalid', field: 'leadId' }),
      )
    }
  })

  test('later than it happened keeps both clocks: it affects its components from then on', () => {
    const begun = now - 21 * minuteMs
    const components = [{ componentId: checkout, status: 'major_outage' as const }]
    const id = openIncident(db, terminal, { title: 'Payments fail', components, happenedAt: begun }, now)
    expect(publicly(id)).toMatchObject({ startedAt: begun, publishedAt: now, promise: { by: now + 10 * minuteMs } })
    expect(publicly(id).updates).toMatchObject([{ happenedAt: begun, publishedAt: now }])
    expect(db.select().from(impactWindows).all()).toMatchObject([{ startedAt: begun, startEnteredAt: now }])
  })

  test('takes the page’s own promise where its settings have one', () => {
    db.update(page)
      .set({ promiseMinutes: { none: { investigating: 45 } } })
      .run()
    expect(publicly(openIncident(db, terminal, { title: 'A' }, now)).promise?.by).toBe(now + 45 * minuteMs)
  })

  test('internally tells nobody outside, and changes no public status', () => {
    const components = [{ componentId: checkout, status: 'major_outage' as const }]
    const id = openIncident(db, terminal, { title: 'Payments may fail', components, isInternal: true }, now)
    expect(readIncident(db, id)).toMatchObject({ publishedAt: null, status: 'investigating' })
    expect(readIncidentPage(db, id, now)).toBeNull()
    expect(readStatusPage(db, now)).toMatchObject({ open: [], headline: { state: 'operational' } })
  })

  test.each([
    ['no title', { title: ' ' }, 'The title is empty'],
    ['a status that ends it', { title: 'A', status: 'resolved' as never }, 'Invalid option'],
    ['a promise past a week', { title: 'A', promise: 10_081 }, 'at most a week'],
    ['a beginning in the future', { title: 'A', happenedAt: now + 1 }, 'lies in the future'],
    [
      'a beginning of another year',
      { title: 'A', happenedAt: now - 367 * 24 * 60 * minuteMs },
      'more than a year back',
    ],
    ['a promise of no minutes', { title: 'A', promise: 0 }, 'Too small'],
  ])('is refused with %s', (_, input, message) => {
    expect(() => openIncident(db, terminal, input, now)).toThrow(message)
    expect(readStatusPage(db, now).open).toEqual([])
  })

  test('is refused as a whole where a component is archived or unknown', () => {
    archiveComponent(db, terminal, checkout, now)
    for (const componentId of [checkout, 'none']) {
      const input = { title: 'Payments fail', components: [{ componentId, status: 'major_outage' as const }] }
      expect(() => openIncident(db, terminal, input, now)).toThrow(expect.objectContaining({ code: 'invalid' }))
    }
    expect(readStatusPage(db, now).open).toEqual([])
  })
})
