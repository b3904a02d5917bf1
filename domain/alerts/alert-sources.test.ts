import { beforeEach, describe, expect, test } from 'vitest'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { alertDeliveries, alertGroups, alerts, alertSources } from '#db/schema/alerts'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { purgeExpired } from '../housekeeping.ts'
import {
  createAlertSource,
  findAlertSource,
  listAlertSources,
  readAlertSource,
  readRevocation,
  revokeAlertSource,
} from './alert-sources.ts'
import { listDeliveries, listUnmatched, noteRefusedDelivery } from './deliveries.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 24 * 3_600_000

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
})

describe('the address of a source', () => {
  test('is known by a token that is kept nowhere', () => {
    const dana = makePerson(db, { name: 'Dana' }, now)
    const { id, token } = createAlertSource(db, dana, { name: ' Prometheus, live ' }, now)
    expect(token).toMatch(/^cndr_in_[A-Za-z0-9]{43}$/)
    expect(findAlertSource(db, token)).toMatchObject({ id, name: 'Prometheus, live' })
    expect(listAlertSources(db)).toMatchObject([{ createdBy: 'Dana', start: token.slice(0, 12), lastUsedAt: null }])
    const kept = JSON.stringify([db.select().from(alertSources).all(), db.select().from(auditLog).all()])
    expect(kept).not.toContain(token)
    expect(JSON.stringify(listAlertSources(db))).not.toContain('hash')
  })

  test('leads nowhere once it is revoked, like one that never was', () => {
    const { id, token } = createAlertSource(db, terminal, { name: 'Prometheus' }, now)
    revokeAlertSource(db, terminal, id, now)
    expect(findAlertSource(db, token)).toBeNull()
    expect(findAlertSource(db, token.replace('cndr_in_', 'cndr_'))).toBeNull()
    expect(findAlertSource(db, 'cndr_in_unknown')).toBeNull()
    expect(readAlertSource(db, id)?.revokedAt).toBe(now)
    expect(() => revokeAlertSource(db, terminal, id, now)).toThrow('is revoked')
    expect(() => revokeAlertSource(db, terminal, 'none', now)).toThrow('no such source')
  })

  test('says what stops with it', () => {
    const source = makeAlertSource(db, now)
    const componentId = makeComponent(db, {}, now)
    makeAlertRule(db, { source, service: 'checkout', componentId, mode: 'status' }, now)
    deliver(db, { source, alerts: ['checkout', 'mail'].map((name) => receivedAlert(name, {}, now)) }, now)
    expect(readRevocation(db, source.id)).toEqual({ windows: 1, firing: 2 })
  })

  test('is given to fifty sources at most', () => {
    for (let count = 0; count < 50; count++) createAlertSource(db, terminal, { name: `Source ${count}` }, now)
    expect(() => createAlertSource(db, terminal, { name: 'One more' }, now)).toThrow('There are 50 sources')
  })
})

describe('the deliveries of a source', () => {
  test('are listed, the last fifty, with what came of them', () => {
    const source = makeAlertSource(db, now)
    for (let count = 0; count < 60; count++) {
      deliver(db, { source, alerts: [receivedAlert('mail', {}, now)] }, now + count)
    }
    noteRefusedDelivery(db, source, 'This is no JSON.', now + 60)
    const listed = listDeliveries(db, source.id)
    expect(listed).toHaveLength(50)
    expect(listed[0]).toMatchObject({ outcome: 'refused', format: null, note: 'This is no JSON.' })
    expect(listed[1]).toMatchObject({ outcome: 'unmatched', ignored: 1, at: now + 59 })
    expect(listUnmatched(db, source.id, 10)).toMatchObject({ total: 1, alerts: [{ labels: { service: 'mail' } }] })
    expect(readAlertSource(db, source.id)?.lastUsedAt).toBe(now)
  })

  test('leave at most five hundred alerts that nothing matches', () => {
    const source = makeAlertSource(db, now)
    for (let part = 0; part < 3; part++) {
      const many = Array.from({ length: 200 }, (_, index) => receivedAlert(`service-${part}-${index}`, {}, now))
      deliver(db, { source, alerts: many }, now + part)
    }
    expect(listUnmatched(db, source.id, 1_000).alerts).toHaveLength(500)
  })

  test('are forgotten after thirty days, and with them the alerts that serve nobody', () => {
    const source = makeAlertSource(db, now)
    const componentId = makeComponent(db, {}, now)
    makeAlertRule(db, { source, service: 'checkout', componentId }, now)
    deliver(db, { source, alerts: [receivedAlert('checkout', {}, now)] }, now)
    deliver(db, { source, alerts: [receivedAlert('mail', {}, now)], group: 'group-2' }, now)
    purgeExpired(db, now + 29 * dayMs)
    expect(db.select().from(alertDeliveries).all()).toHaveLength(2)
    purgeExpired(db, now + 31 * dayMs)
    expect(db.select().from(alertDeliveries).all()).toEqual([])
    // Its incident is open: its alerts stay with it.
    expect(db.select().from(alerts).all()).toHaveLength(1)
    expect(db.select().from(alertGroups).all()).toHaveLength(1)
  })
})
