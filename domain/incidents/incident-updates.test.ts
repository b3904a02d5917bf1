import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { incidents, incidentUpdates, impactWindows } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { eq } from 'drizzle-orm'
import { requireIncident } from './incident-record.ts'
import { readImpact } from './incident-impact.ts'
import { postUpdate, type PostUpdateInput } from './incident-updates.ts'
import { defaultBodies } from './update-insertion.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { readStatusPage } from '../public/status-page.ts'
import type { ComponentStatus } from '../status.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs

let db: Connection
let checkout: string
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened)
  checkout = makeComponent(db, {}, opened)
  incidentId = makeIncident(db, { components: holds(checkout, 'partial_outage') }, opened)
})

function holds(componentId: string, status: ComponentStatus) {
  return [{ componentId, status }]
}

function post(input: Partial<PostUpdateInput> & { status: PostUpdateInput['status'] }, at: number): string {
  return postUpdate(db, terminal, { incidentId, ...input }, at)
}

function publicly(id = incidentId): PublicIncident {
  const page = readIncidentPage(db, id, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

function statusNow(at = now): string | undefined {
  return readStatusPage(db, at).ungrouped[0]?.status
}

describe('an update', () => {
  test('changes the status, the components and the promise in one go', () => {
    post({ status: 'identified', components: holds(checkout, 'degraded_performance') }, opened + 15 * minuteMs)
    expect(publicly()).toMatchObject({
      status: 'identified',
      promise: { by: opened + 45 * minuteMs },
      updates: [
        { label: 'Identified', components: [{ oldStatus: 'partial_outage', newStatus: 'degraded_performance' }] },
        { label: 'Investigating' },
      ],
    })
    expect(statusNow()).toBe('degraded_performance')
  })

  test('keeps the worst that was as the incident’s impact', () => {
    post({ status: 'identified', components: holds(checkout, 'degraded_performance') }, opened + minuteMs)
    expect(publicly().impact).toBe('major')
  })

  test('is called “Update” where it keeps the status', () => {
    post({ status: 'investigating', body: 'Still looking.' }, opened + minuteMs)
    expect(publicly().updates.map((update) => update.label)).toEqual(['Update', 'Investigating'])
  })

  test('says so where it goes back', () => {
    post({ status: 'monitoring' }, opened + minuteMs)
    post({ status: 'identified' }, opened + 2 * minuteMs)
    expect(publicly().updates[0]?.label).toBe('Back to identified')
  })

  test('says something true where nobody wrote a text', () => {
    post({ status: 'monitoring' }, opened + minuteMs)
    expect(publicly().updates[0]?.body).toBe(defaultBodies.monitoring)
  })

  test('is refused where it says nothing at all', () => {
    const empty = expect.objectContaining({ code: 'invalid', field: 'body' })
    expect(() => post({ status: 'investigating', body: '  ' }, now)).toThrow(empty)
    expect(publicly().updates).toHaveLength(1)
  })

  test('is refused with a status of the other kind, and for an incident that does not exist', () => {
    expect(() => post({ status: 'in_progress' }, now)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'status' }),
    )
    expect(() => post({ incidentId: 'none', status: 'resolved' }, now)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    )
  })

  test('keeps who wrote it and both its clocks', () => {
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const id = postUpdate(db, priya, { incidentId, status: 'identified' }, now)
    const row = db.select().from(incidentUpdates).where(eq(incidentUpdates.id, id)).get()
    expect(row).toMatchObject({ authorId: priya.id, happenedAt: now, publishedAt: now, createdAt: now })
  })

  test('to an internal incident is not published', () => {
    const internal = makeIncident(db, { isInternal: true }, opened)
    const id = postUpdate(db, terminal, { incidentId: internal, status: 'identified' }, now)
    expect(db.select().from(incidentUpdates).where(eq(incidentUpdates.id, id)).get()?.publishedAt).toBeNull()
  })
})

describe('the promise of an update', () => {
  test.each([
    ['major_outage', 'identified', 10],
    ['major_outage', 'monitoring', 30],
    ['partial_outage', 'identified', 30],
    ['partial_outage', 'monitoring', 60],
  ] as const)('of a %s that is %s is %d minutes by default', (status, state, minutes) => {
    post({ status: state, components: holds(checkout, status) }, now)
    expect(publicly().promise?.by).toBe(now + minutes * minuteMs)
  })

  test('follows an impact that was set by hand', () => {
    db.update(incidents).set({ impactOverride: 'critical' }).run()
    expect(readImpact(db, requireIncident(db, incidentId))).toBe('critical')
    post({ status: 'identified' }, now)
    expect(publicly().promise?.by).toBe(now + 10 * minuteMs)
  })

  test('is missed by what has passed since, until the next update', () => {
    expect(publicly().promise).toEqual({ by: opened + 15 * minuteMs, missedByMs: 45 * minuteMs })
    post({ status: 'identified' }, now)
    expect(publicly().promise?.missedByMs).toBe(0)
  })

  test('ends with the incident', () => {
    post({ status: 'resolved' }, now)
    expect(publicly()).toMatchObject({ promise: null, promisesNone: false })
  })
})

describe('resolving', () => {
  test('ends what the incident holds, and its components are operational again', () => {
    post({ status: 'resolved' }, opened + 40 * minuteMs)
    expect(publicly()).toMatchObject({ status: 'resolved', isOver: true, resolvedAt: opened + 40 * minuteMs })
    expect(publicly().updates[0]?.components).toMatchObject([
      { name: 'Checkout', slug: 'checkout', oldStatus: 'partial_outage', newStatus: 'operational' },
    ])
    expect(statusNow()).toBe('operational')
    expect(readStatusPage(db, now).headline.text).toBe('All systems operational')
  })

  test('leaves alone what another incident holds', () => {
    const other = makeIncident(db, { title: 'Slow', components: holds(checkout, 'degraded_performance') }, opened)
    expect(statusNow(opened + minuteMs)).toBe('partial_outage')
    post({ status: 'resolved' }, opened + 40 * minuteMs)
    expect(statusNow()).toBe('degraded_performance')
    const openWindows = db
      .select()
      .from(impactWindows)
      .all()
      .filter((window) => window.endedAt === null)
    expect(openWindows.map((window) => window.incidentId)).toEqual([other])
  })

  test('keeps the times of its windows, and when they were entered', () => {
    post({ status: 'resolved' }, opened + 40 * minuteMs)
    expect(db.select().from(impactWindows).all()).toMatchObject([
      {
        startedAt: opened,
        endedAt: opened + 40 * minuteMs,
        startEnteredAt: opened,
        endEnteredAt: opened + 40 * minuteMs,
      },
    ])
  })

  test('once more, with a later word, does not move the end', () => {
    post({ status: 'resolved' }, opened + 40 * minuteMs)
    post({ status: 'resolved', body: 'Every late e-mail has arrived.' }, opened + 50 * minuteMs)
    expect(publicly()).toMatchObject({ resolvedAt: opened + 40 * minuteMs, updates: [{ label: 'Update' }, {}, {}] })
  })

  test('and then going back says that it was reopened', () => {
    post({ status: 'resolved' }, opened + 40 * minuteMs)
    post({ status: 'investigating', components: holds(checkout, 'partial_outage') }, opened + 50 * minuteMs)
    expect(publicly()).toMatchObject({ isOver: false, resolvedAt: null })
    expect(publicly().updates[0]?.label).toBe('Reopened: investigating')
    expect(statusNow()).toBe('partial_outage')
    post({ status: 'resolved' }, opened + 55 * minuteMs)
    expect(publicly().resolvedAt).toBe(opened + 55 * minuteMs)
  })
})

describe('an update to a maintenance', () => {
  test('holds its components, and completing it lets go of them', () => {
    const maintenance = makeMaintenance(db, { componentIds: [checkout], scheduledFor: now }, opened)
    post({ status: 'resolved' }, opened + minuteMs)
    post({ incidentId: maintenance, status: 'in_progress', components: holds(checkout, 'under_maintenance') }, now)
    expect(readStatusPage(db, now)).toMatchObject({
      activeMaintenance: [{ id: maintenance, impact: 'maintenance', promisesNone: false }],
      headline: { text: 'Checkout is under maintenance' },
    })
    post({ incidentId: maintenance, status: 'completed' }, now)
    expect(readStatusPage(db, now)).toMatchObject({ activeMaintenance: [], headline: { state: 'operational' } })
    expect(publicly(maintenance)).toMatchObject({ status: 'completed', impact: 'maintenance', isOver: true })
  })

  test('that says it begins sets what was planned to maintenance, unless that was declined', () => {
    post({ status: 'resolved' }, opened + minuteMs)
    const search = makeComponent(db, { name: 'Search' }, opened)
    const plan = { componentIds: [checkout, search], scheduledFor: now }
    const quiet = makeMaintenance(db, { ...plan, setsComponents: false }, opened)
    post({ incidentId: quiet, status: 'in_progress' }, now)
    expect(readStatusPage(db, now).headline.state).toBe('operational')
    const loud = makeMaintenance(db, plan, opened)
    post({ incidentId: loud, status: 'in_progress', components: holds(search, 'degraded_performance') }, now)
    expect(readStatusPage(db, now).ungrouped.map((one) => one.status)).toEqual([
      'under_maintenance',
      'degraded_performance',
    ])
  })
})

test('an update that resolves does not call a component operational that another incident still holds', () => {
  makeIncident(db, { components: holds(checkout, 'degraded_performance') }, opened)
  post({ status: 'resolved' }, opened + minuteMs)
  expect(publicly().updates[0]?.components).toMatchObject([
    { oldStatus: 'partial_outage', newStatus: 'degraded_performance' },
  ])
})
