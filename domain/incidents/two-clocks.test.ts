import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { impactWindows } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { archiveComponent, setComponentStatus } from '../components/components.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { readStatusPage } from '../public/status-page.ts'
import type { ComponentStatus } from '../status.ts'
import { readIncident } from './incident-record.ts'
import { postUpdate, type PostUpdateInput } from './incident-updates.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs

let db: Connection
let checkout: string
let search: string
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened)
  checkout = makeComponent(db, {}, opened)
  search = makeComponent(db, { name: 'Search' }, opened)
  incidentId = makeIncident(db, { components: [held(checkout, 'partial_outage')] }, opened)
})

function held(componentId: string, status: ComponentStatus) {
  return { componentId, status }
}

function post(input: Partial<PostUpdateInput> & { status: PostUpdateInput['status'] }, at = now): string {
  return postUpdate(db, terminal, { incidentId, ...input }, at)
}

function publicly(): PublicIncident {
  const page = readIncidentPage(db, incidentId, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

function windows() {
  return db
    .select()
    .from(impactWindows)
    .all()
    .map(({ status, startedAt, endedAt }) => [
      status,
      (startedAt - opened) / minuteMs,
      endedAt === null ? null : (endedAt - opened) / minuteMs,
    ])
}

const minute = (count: number) => opened + count * minuteMs

describe('an update that is told later than it happened', () => {
  test('changes its components from when it happened, and promises from when it was told', () => {
    const components = [held(checkout, 'major_outage')]
    post({ status: 'identified', components, happenedAt: minute(20) })
    expect(windows()).toEqual([
      ['partial_outage', 0, 20],
      ['major_outage', 20, null],
    ])
    expect(publicly()).toMatchObject({ promise: { by: now + 10 * minuteMs } })
    expect(publicly().updates[0]).toMatchObject({ happenedAt: minute(20), publishedAt: now })
  })

  test('ends the incident and what it held when it happened', () => {
    post({ status: 'resolved', happenedAt: minute(40) })
    expect(windows()).toEqual([['partial_outage', 0, 40]])
    expect(publicly()).toMatchObject({ resolvedAt: minute(40), startedAt: opened })
  })

  test('ends nothing before it began, nor the incident before what it held', () => {
    post({ status: 'identified', components: [held(search, 'degraded_performance')] }, minute(30))
    post({ status: 'identified', components: [held(checkout, 'operational')] }, minute(35))
    post({ status: 'resolved', happenedAt: minute(10) })
    expect(windows()).toEqual([
      ['partial_outage', 0, 35],
      ['degraded_performance', 30, 30],
    ])
    expect(publicly().resolvedAt).toBe(minute(35))
  })

  test('may say the minute in which the incident began', () => {
    incidentId = makeIncident(db, {}, opened + 42_000)
    post({ status: 'identified', happenedAt: opened })
    expect(publicly().updates[0]?.happenedAt).toBe(opened + 42_000)
  })

  test.each([
    ['in the future', now + 1],
    ['before the incident began', opened - minuteMs],
  ])('is refused %s', (_, happenedAt) => {
    expect(() => post({ status: 'resolved', happenedAt })).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'happenedAt' }),
    )
    expect(publicly()).toMatchObject({ isOver: false, updates: [{}] })
  })

  test('of a planned maintenance may lie before the plan', () => {
    incidentId = makeMaintenance(db, { scheduledFor: now + minuteMs, scheduledUntil: now + 2 * minuteMs }, opened)
    post({ status: 'scheduled', body: 'Moved here from the calendar.', happenedAt: minute(5) })
    expect(publicly().updates[0]?.happenedAt).toBe(minute(5))
  })
})

describe('going on with an incident that was over', () => {
  test('holds again what it held at its end, not what it had let go of before', () => {
    post({ status: 'identified', components: [held(search, 'major_outage')] }, minute(10))
    post({ status: 'monitoring', components: [held(search, 'operational')] }, minute(20))
    post({ status: 'resolved' }, minute(30))
    post({ status: 'investigating' }, minute(40))
    expect(publicly()).toMatchObject({ isOver: false, resolvedAt: null, promise: { by: minute(40 + 10) } })
    expect(publicly().updates[0]).toMatchObject({
      label: 'Reopened: investigating',
      components: [{ name: 'Checkout', oldStatus: 'operational', newStatus: 'partial_outage' }],
    })
    expect(windows().filter(([, , end]) => end === null)).toEqual([['partial_outage', 40, null]])
  })

  test('holds what is said instead, where something is said', () => {
    post({ status: 'resolved' }, minute(30))
    post({ status: 'monitoring', components: [held(checkout, 'operational'), held(search, 'degraded_performance')] })
    expect(windows().filter(([, , end]) => end === null)).toEqual([['degraded_performance', 60, null]])
  })

  test('leaves out what is archived meanwhile', () => {
    post({ status: 'resolved' }, minute(30))
    archiveComponent(db, terminal, checkout, minute(35))
    post({ status: 'investigating' })
    expect(windows().filter(([, , end]) => end === null)).toEqual([])
  })
})

describe('a maintenance that does not set its components back', () => {
  function run(byHand: ComponentStatus | null) {
    post({ status: 'resolved' }, opened)
    incidentId = makeMaintenance(
      db,
      { componentIds: [checkout, search], scheduledFor: minute(10), restoresComponents: false },
      opened,
    )
    post({ status: 'in_progress' }, minute(10))
    if (byHand) setComponentStatus(db, terminal, { componentId: checkout, status: byHand }, minute(15))
    return postUpdate(db, terminal, { incidentId, status: 'completed' }, minute(20))
  }

  test('leaves them in maintenance as it completes, held by hand from then on', () => {
    run(null)
    expect(readIncident(db, incidentId)?.resolvedAt).toBe(minute(20))
    expect(readStatusPage(db, now).ungrouped.map((one) => one.status)).toEqual([
      'under_maintenance',
      'under_maintenance',
    ])
    const open = db
      .select()
      .from(impactWindows)
      .all()
      .filter((window) => window.endedAt === null)
    expect(open).toMatchObject([
      { incidentId: null, status: 'under_maintenance', startedAt: minute(20) },
      { incidentId: null, status: 'under_maintenance', startedAt: minute(20) },
    ])
    setComponentStatus(db, terminal, { componentId: search, status: 'operational' }, now)
    expect(readStatusPage(db, now).ungrouped.map((one) => one.status)).toEqual(['under_maintenance', 'operational'])
  })

  test('makes nothing milder that a hand holds at worse', () => {
    run('major_outage')
    expect(readStatusPage(db, now).ungrouped.map((one) => one.status)).toEqual(['major_outage', 'under_maintenance'])
  })

  test('lets go of them where it is called off', () => {
    post({ status: 'resolved' }, opened)
    incidentId = makeMaintenance(db, { componentIds: [checkout], restoresComponents: false }, opened)
    post({ status: 'in_progress' }, minute(10))
    post({ status: 'cancelled' }, minute(20))
    expect(readStatusPage(db, now).ungrouped[0]?.status).toBe('operational')
  })
})
