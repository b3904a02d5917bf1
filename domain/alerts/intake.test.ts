import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { makePerson, terminal } from '#db/demo/actors'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { alertGroups, alerts } from '#db/schema/alerts'
import { auditLog } from '#db/schema/audit'
import { impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../components/components.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { mergeIncident } from '../incidents/life/merges.ts'
import { publishIncident } from '../incidents/life/publications.ts'
import { selectRevision } from '../public/rows.ts'
import { readStatusPage } from '../public/status-page.ts'
import { removeAlertRule, type AlertRuleInput } from './alert-rules.ts'
import type { AlertSourceRow } from './alert-sources.ts'
import type { ReceivedAlert } from './formats/delivery.ts'
import { readIncidentAlerts } from './incident-alerts.ts'

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

describe('alerts that a rule maps to a component', () => {
  test('become an internal incident in customers’ words, which nobody outside sees', () => {
    const before = readStatusPage(db, now)
    const answer = take([alert('checkout'), alert('search')])
    expect(answer).toMatchObject({ outcome: 'draft_opened', matched: 2, ignored: 0 })
    const draft = requireIncident(db, answer.draft ?? '')
    expect(draft).toMatchObject({
      title: 'Checkout and Search: partial outage',
      status: 'investigating',
      publishedAt: null,
      startedAt: now - 5 * minuteMs,
    })
    expect(readStatusPage(db, now)).toEqual({ ...before, revision: selectRevision(db) })
    const bodies = db.select({ body: incidentUpdates.body }).from(incidentUpdates).all()
    expect(JSON.stringify([draft.title, bodies])).not.toContain('web-eu-3')
    const row = db.select().from(auditLog).where(eq(auditLog.action, 'incident.open')).get()
    expect(row).toMatchObject({ actorKind: 'alert', actorId: source.id, actorName: 'Prometheus' })
  })

  test('name no component in a draft that customers don’t know', () => {
    const hidden = makeComponent(db, { name: 'Backoffice', isHidden: true }, now - 1)
    rule('backoffice', { componentId: hidden })
    const { draft } = take([alert('backoffice')])
    expect(requireIncident(db, draft ?? '').title).toBe('A problem that alerts report: partial outage')
  })

  test('told twice change nothing', () => {
    const { draft } = take([alert('checkout')])
    const [revision, rows] = [selectRevision(db), db.select().from(auditLog).all().length]
    expect(take([alert('checkout')], now + 1)).toEqual({ outcome: 'nothing_new', draft, matched: 1, ignored: 0 })
    expect(selectRevision(db)).toBe(revision)
    expect(db.select().from(auditLog).all()).toHaveLength(rows)
    expect(db.select().from(incidents).all()).toHaveLength(1)
  })

  test('of the same group add components to the draft, whose title stays', () => {
    const { draft } = take([alert('checkout')])
    const answer = take([alert('checkout'), alert('search')], now + minuteMs)
    expect(answer).toMatchObject({ outcome: 'draft_updated', draft })
    const alone = requireIncident(db, draft ?? '')
    expect(alone.title).toBe('Checkout: partial outage')
    const held = db.select().from(impactWindows).where(eq(impactWindows.incidentId, alone.id)).all()
    expect(held.map(({ componentId }) => componentId).sort()).toEqual([checkout, search].sort())
    const bodies = db.select({ body: incidentUpdates.body }).from(incidentUpdates).all()
    expect(bodies.at(-1)?.body).toBe('Search is affected too. We are looking into it.')
  })

  test('make a component of the draft worse, never better', () => {
    rule('checkout-down', { componentId: checkout, status: 'major_outage' })
    rule('checkout-slow', { componentId: checkout, status: 'degraded_performance' })
    take([alert('checkout')])
    expect(take([alert('checkout-slow')], now + 1).outcome).toBe('noted')
    expect(take([alert('checkout-down')], now + 2).outcome).toBe('draft_updated')
  })

  test('of another group have a draft of their own', () => {
    const [one, other] = [take([alert('checkout')]), take([alert('checkout')], now, 'group-2')]
    expect(other.draft).not.toBe(one.draft)
  })

  test('that nothing matches are kept for owners to see, and become nothing', () => {
    expect(take([alert('mail')])).toEqual({ outcome: 'unmatched', draft: null, matched: 0, ignored: 1 })
    expect(db.select().from(incidents).all()).toEqual([])
    // A rule that is made afterwards holds for what still fires.
    rule('mail', { componentId: search })
    expect(take([alert('mail')], now + 1).outcome).toBe('draft_opened')
  })

  test('of an archived component match nothing', () => {
    archiveComponent(db, terminal, search, now)
    expect(take([alert('search')], now + 1)).toMatchObject({ outcome: 'unmatched', draft: null })
  })

  test('keep what a rule made of them when it is removed', () => {
    const id = rule('mail', { componentId: search })
    const { draft } = take([alert('mail')])
    removeAlertRule(db, terminal, id, now)
    expect(take([ended('mail', now + 1)], now + 1)).toMatchObject({ outcome: 'alerts_ended' })
    expect(readIncidentAlerts(db, draft ?? '')?.proposesMonitoring).toBe(true)
  })
})

describe('a draft', () => {
  test('is published by somebody, and further alerts then change nothing that is public', () => {
    const { draft } = take([alert('checkout')])
    publishIncident(db, makePerson(db, { name: 'Priya', role: 'responder' }, now), { incidentId: draft ?? '' }, now + 1)
    expect(statusOf(checkout, now + 2)).toBe('partial_outage')
    const revision = selectRevision(db)
    expect(take([alert('checkout'), alert('search')], now + 2)).toMatchObject({ outcome: 'noted', draft })
    expect(selectRevision(db)).toBe(revision)
    const told = readIncidentAlerts(db, draft ?? '')
    expect(told).toMatchObject({ sources: ['Prometheus'], firing: 2, ended: 0, proposesMonitoring: false })
  })

  test('proposes monitoring where all of its alerts have ended, and posts nothing by itself', () => {
    const id = take([alert('checkout'), alert('search')]).draft ?? ''
    take([alert('checkout'), ended('search', now + 1)], now + 1)
    expect(readIncidentAlerts(db, id)).toMatchObject({ firing: 1, ended: 1, proposesMonitoring: false })
    take([ended('checkout', now + 2), ended('search', now + 1)], now + 2)
    expect(readIncidentAlerts(db, id)).toMatchObject({ firing: 0, ended: 2, proposesMonitoring: true })
    expect(requireIncident(db, id).status).toBe('investigating')
    take([alert('checkout', { startedAt: now + 3 })], now + 3)
    expect(readIncidentAlerts(db, id)?.proposesMonitoring).toBe(false)
    take([ended('checkout', now + 4)], now + 4)
    postUpdate(db, terminal, { incidentId: id, status: 'monitoring' }, now + 5)
    expect(readIncidentAlerts(db, id)?.proposesMonitoring).toBe(false)
    expect(db.select().from(incidents).all()).toHaveLength(1)
  })

  test('that was discarded doesn’t come back while its group fires, and does when it fires anew', () => {
    const id = take([alert('checkout')]).draft ?? ''
    markFalseAlarm(db, terminal, { incidentId: id, reason: 'A test.' }, now + 1)
    expect(take([alert('checkout'), alert('search')], now + 2)).toMatchObject({ outcome: 'noted', draft: id })
    expect(db.select().from(incidents).all()).toHaveLength(1)
    take([ended('checkout', now + 3), ended('search', now + 3)], now + 3)
    const again = take([alert('checkout', { startedAt: now + 10 })], now + 10)
    expect(again.outcome).toBe('draft_opened')
    expect(again.draft).not.toBe(id)
    expect(db.select().from(alertGroups).all()).toHaveLength(2)
  })

  test('that became a resolved incident stays so while the same alerts fire; a new one begins another', () => {
    const id = take([alert('checkout')]).draft ?? ''
    publishIncident(db, terminal, { incidentId: id }, now + 1)
    postUpdate(db, terminal, { incidentId: id, status: 'resolved' }, now + 2)
    expect(take([alert('checkout')], now + 3)).toMatchObject({ outcome: 'nothing_new', draft: id })
    const next = take([alert('checkout'), alert('search')], now + 4)
    expect(next.outcome).toBe('draft_opened')
    expect(requireIncident(db, next.draft ?? '').title).toBe('Search: degraded performance')
    take([ended('checkout', now + 5), ended('search', now + 5)], now + 5)
    expect(readIncidentAlerts(db, next.draft ?? '')).toMatchObject({ firing: 0, proposesMonitoring: true })
  })

  test('that was merged goes on in the other incident', () => {
    const id = take([alert('checkout')]).draft ?? ''
    const target = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now + 1)
    mergeIncident(db, terminal, { incidentId: id, intoId: target }, now + 2)
    expect(take([alert('checkout'), alert('search')], now + 3)).toMatchObject({ outcome: 'noted', draft: target })
    expect(readIncidentAlerts(db, target)).toMatchObject({ firing: 2 })
  })

  test('isn’t made of words that come late: an end before the beginning, a beginning after the end', () => {
    expect(take([ended('checkout', now)]).outcome).toBe('nothing_new')
    expect(db.select().from(alerts).all()).toEqual([])
    take([alert('checkout')], now + 1)
    take([ended('checkout', now + 2)], now + 2)
    expect(take([alert('checkout')], now + 3).outcome).toBe('nothing_new')
    expect(db.select().from(alerts).all()[0]?.endedAt).toBe(now + 2)
  })

  test('begins within the last year, and never ahead', () => {
    const { draft } = take([alert('checkout', { startedAt: now + 60 * minuteMs })])
    expect(requireIncident(db, draft ?? '').startedAt).toBe(now)
    const old = take([alert('checkout', { startedAt: 1 })], now, 'group-2')
    expect(requireIncident(db, old.draft ?? '').startedAt).toBe(now - 365 * 24 * 60 * minuteMs)
  })
})
