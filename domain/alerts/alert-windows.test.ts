import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { alerts } from '#db/schema/alerts'
import { auditLog } from '#db/schema/audit'
import { impactWindows, incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { setComponentStatus } from '../components/components.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { publishIncident } from '../incidents/life/publications.ts'
import { readStatusPage } from '../public/status-page.ts'
import type { AlertRuleInput } from './alert-rules.ts'
import { revokeAlertSource, type AlertSourceRow } from './alert-sources.ts'
import type { ReceivedAlert } from './formats/delivery.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let source: AlertSourceRow
let checkout: string
let search: string

beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  checkout = makeComponent(db, { name: 'Checkout', startsAt: now - 1000 * minuteMs }, now - 1)
  search = makeComponent(db, { name: 'Search', startsAt: now - 1000 * minuteMs }, now - 1)
  source = makeAlertSource(db, now - 1)
  rule('checkout', { componentId: checkout })
  rule('search', { componentId: search, status: 'degraded_performance' })
})

const rule = (service: string, input: Partial<AlertRuleInput> & { componentId: string }) =>
  makeAlertRule(db, { source, service, ...input }, now - 1)

const alert = (service: string, overrides: Partial<ReceivedAlert> = {}) => receivedAlert(service, overrides, now)
const ended = (service: string, at: number) => alert(service, { isFiring: false, endedAt: at })
const take = (received: ReceivedAlert[], at = now, group = 'group-1') =>
  deliver(db, { source, alerts: received, group }, at)

function statusOf(id: string, at = now): string | undefined {
  return readStatusPage(db, at).ungrouped.find((component) => component.id === id)?.status
}

const actions = () =>
  db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.actorKind, 'alert'))
    .all()
    .map(({ action }) => action)

describe('a rule that sets the status by itself', () => {
  beforeEach(() => {
    rule('edge', { componentId: checkout, status: 'major_outage', mode: 'status' })
  })

  test('opens a window from when the alert began, and ends it when the alert does', () => {
    expect(take([alert('edge')])).toEqual({ outcome: 'status_set', draft: null, matched: 1, ignored: 0 })
    expect(statusOf(checkout)).toBe('major_outage')
    expect(statusOf(checkout, now - minuteMs)).toBe('major_outage')
    expect(take([alert('edge')], now + 1).outcome).toBe('nothing_new')
    expect(take([ended('edge', now + 2)], now + 3).outcome).toBe('alerts_ended')
    expect(statusOf(checkout, now + 4)).toBe('operational')
    const [window] = db.select().from(impactWindows).all()
    expect(window).toMatchObject({ incidentId: null, startedAt: now - 5 * minuteMs, endedAt: now + 2 })
    expect(db.select().from(incidents).all()).toEqual([])
    expect(actions()).toEqual(['alert.set_status', 'alert_group.update', 'alert.release_status', 'alert_group.update'])
  })

  test('leaves the component to somebody’s open incident, public or not, and says why', () => {
    for (const isInternal of [false, true]) {
      const id = makeIncident(
        db,
        { components: [{ componentId: checkout, status: 'degraded_performance' }], isInternal },
        now,
      )
      const answer = take([alert('edge')], now + 1, `group-${isInternal}`)
      expect(answer).toMatchObject({ outcome: 'noted', draft: null })
      expect(db.select().from(alerts).all().at(-1)).toMatchObject({ windowId: null, yieldedToId: id })
      expect(actions()).toContain('alert.yield')
      postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, now + 2)
      // It goes on firing: whoever resolved the incident has the word.
      take([alert('edge')], now + 3, `group-${isInternal}`)
      expect(statusOf(checkout, now + 4)).toBe('operational')
    }
  })

  test('leaves it to a maintenance that runs', () => {
    const id = makeMaintenance(db, { componentIds: [checkout] }, now)
    postUpdate(db, terminal, { incidentId: id, status: 'in_progress' }, now + 1)
    take([alert('edge')], now + 2)
    expect(statusOf(checkout, now + 3)).toBe('under_maintenance')
  })

  test('ends where somebody’s public incident takes the component over, by posting or publishing', () => {
    take([alert('edge')])
    makeIncident(db, { components: [{ componentId: checkout, status: 'degraded_performance' }] }, now + 1)
    expect(statusOf(checkout, now + 2)).toBe('degraded_performance')
    take([alert('edge', { fingerprint: 'other' })], now + 2, 'group-2')
    expect(statusOf(checkout, now + 3)).toBe('degraded_performance')
  })

  test('holds on under an internal incident, and until a draft is published', () => {
    take([alert('edge')])
    makeIncident(
      db,
      { components: [{ componentId: checkout, status: 'degraded_performance' }], isInternal: true },
      now + 1,
    )
    expect(statusOf(checkout, now + 2)).toBe('major_outage')
    const { draft } = take([alert('checkout')], now + 2, 'group-2')
    expect(statusOf(checkout, now + 3)).toBe('major_outage')
    publishIncident(db, terminal, { incidentId: draft ?? '' }, now + 3)
    expect(statusOf(checkout, now + 4)).toBe('partial_outage')
  })

  test('isn’t held up by a draft from alerts', () => {
    take([alert('checkout')])
    expect(take([alert('edge')], now + 1).outcome).toBe('status_set')
  })

  test('doesn’t set again what somebody took back by hand', () => {
    take([alert('edge')])
    setComponentStatus(db, terminal, { componentId: checkout, status: 'operational' }, now + 1)
    take([alert('edge')], now + 2)
    expect(statusOf(checkout, now + 3)).toBe('operational')
    take([ended('edge', now + 4)], now + 4)
    take([alert('edge', { startedAt: now + 5 })], now + 5)
    expect(statusOf(checkout, now + 6)).toBe('major_outage')
  })

  test('lets go where its source is revoked', () => {
    take([alert('edge')])
    revokeAlertSource(db, terminal, source.id, now + 1)
    expect(statusOf(checkout, now + 2)).toBe('operational')
  })
})
