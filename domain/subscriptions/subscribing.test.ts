import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { claimMessages } from '../outbox/claims.ts'
import { linkToken, newLinkSalt, type LinkUse, type SubscriberRow } from './links.ts'
import { renewOwnLinks } from './own-links.ts'
import { readChoices } from './subscriber-record.ts'
import {
  askByEmail,
  askToLeave,
  changeSubscription,
  confirmSubscription,
  findByAddress,
  forgetUnconfirmed,
  leave,
  readByLink,
} from './subscribing.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000
const email = 'ada@example.com'

let db: Connection
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  checkout = makeComponent(db, {}, now)
})

const ada = () => findByAddress(db, 'email', email) as SubscriberRow
const token = (use: LinkUse, row = ada()) => linkToken(linkKey, use, row)
const letters = () =>
  db.all<{ letter: string }>(sql`select letter from notifications where letter is not null`).map(({ letter }) => letter)
const everything = { coversPage: true }

describe('asking', () => {
  test('writes a letter and nothing else is sent until the address says yes', () => {
    askByEmail(db, { email: ' Ada@Example.com ', choices: everything }, {}, now)
    expect(ada()).toMatchObject({ address: email, confirmedAt: null, askedAt: now })
    makeIncident(db, {}, now)
    const messages = claimMessages(db, 'email', { most: 10, leaseMs: 1_000 }, now)
    expect(messages.map(({ letter }) => letter)).toEqual(['confirm'])
  })

  test('reaches one address at most three times a day, and looks the same', () => {
    for (let count = 0; count < 5; count++) askByEmail(db, { email, choices: everything }, {}, now + count)
    expect(letters()).toEqual(['confirm', 'confirm', 'confirm'])
    askByEmail(db, { email, choices: everything }, {}, now + dayMs + 1)
    expect(letters()).toHaveLength(4)
  })

  test('refuses what is no address and what is not on the page', () => {
    expect(() => askByEmail(db, { email: 'ada', choices: everything }, {}, now)).toThrow('no e-mail address')
    expect(() => askByEmail(db, { email, choices: {} }, {}, now)).toThrow('Choose the whole page')
    expect(() => askByEmail(db, { email, choices: { componentIds: ['nothing'] } }, {}, now)).toThrow('not on this page')
  })

  test('can’t find out an internal incident or a hidden component', () => {
    const incidentId = makeIncident(db, { isInternal: true }, now)
    db.run(sql`update components set hidden_at = ${now}`)
    for (const choices of [{ incidentIds: [incidentId] }, { componentIds: [checkout] }]) {
      expect(() => askByEmail(db, { email, choices }, {}, now)).toThrow('not on this page')
    }
  })

  test('is forgotten with the address after a week without an answer', () => {
    askByEmail(db, { email, choices: everything }, {}, now)
    forgetUnconfirmed(db, now + 7 * dayMs)
    expect(findByAddress(db, 'email', email)).not.toBeNull()
    forgetUnconfirmed(db, now + 7 * dayMs + 1)
    expect(findByAddress(db, 'email', email)).toBeNull()
    expect(JSON.stringify(db.select().from(subscribers).all())).not.toContain('@example.com')
  })
})

describe('saying yes', () => {
  test('makes what was asked for what is heard, once', () => {
    askByEmail(db, { email, choices: { componentIds: [checkout], updates: 'start_and_end' } }, {}, now)
    confirmSubscription(db, linkKey, token('confirm'), {}, now + 1)
    confirmSubscription(db, linkKey, token('confirm'), {}, now + 2)
    expect(ada()).toMatchObject({ confirmedAt: now + 1, askedFor: null })
    expect(readChoices(db, ada())).toMatchObject({ componentIds: [checkout], updates: 'start_and_end' })
  })

  test('to an incident adds it and changes nothing else', () => {
    makeSubscriber(db, { email, coversPage: true, leastImpact: 'major' }, now)
    const incidentId = makeIncident(db, {}, now)
    askByEmail(db, { email, choices: { incidentIds: [incidentId] } }, {}, now)
    expect(readChoices(db, ada()).incidentIds).toEqual([])
    confirmSubscription(db, linkKey, token('confirm'), {}, now)
    expect(readChoices(db, ada())).toMatchObject({ coversPage: true, leastImpact: 'major', incidentIds: [incidentId] })
  })

  test('still works where a component was hidden meanwhile, of which nothing is heard', () => {
    askByEmail(db, { email, choices: { componentIds: [checkout] } }, {}, now)
    db.run(sql`update components set hidden_at = ${now}`)
    confirmSubscription(db, linkKey, token('confirm'), {}, now)
    makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now)
    const messages = claimMessages(db, 'email', { most: 10, leaseMs: 1_000 }, now)
    expect(messages.map(({ letter }) => letter)).toEqual(['confirm'])
  })

  test('is to what its letter asked, and not to what a stranger asks in the same name afterwards', () => {
    askByEmail(db, { email, choices: everything }, {}, now)
    const first = token('confirm')
    askByEmail(db, { email, choices: { componentIds: [checkout], leastImpact: 'critical' } }, {}, now + 1)
    expect(() => confirmSubscription(db, linkKey, first, {}, now + 2)).toThrow('Something else was asked for')
    expect(ada().confirmedAt).toBeNull()
    askByEmail(db, { email, choices: everything }, {}, now + 3)
    confirmSubscription(db, linkKey, first, {}, now + 4)
    expect(readChoices(db, ada())).toMatchObject({ coversPage: true, componentIds: [], leastImpact: 'none' })
    confirmSubscription(db, linkKey, first, {}, now + 5)
  })

  test('works by the link of an older letter, which says no choices, and by none with other choices', () => {
    askByEmail(db, { email, choices: everything }, {}, now)
    const [id = '', , code = ''] = token('confirm').split('.')
    for (const forged of [`${id}.${'A'.repeat(16)}.${code}`, `${id}.${code}`]) {
      expect(() => confirmSubscription(db, linkKey, forged, {}, now)).toThrow('not valid')
    }
    confirmSubscription(db, linkKey, linkToken(linkKey, 'confirm', { ...ada(), askedFor: null }), {}, now)
    expect(ada().confirmedAt).toBe(now)
  })

  test('to a question of more than a week ago is refused', () => {
    askByEmail(db, { email, choices: everything }, {}, now)
    expect(() => confirmSubscription(db, linkKey, token('confirm'), {}, now + 7 * dayMs + 1)).toThrow('7 days old')
  })
})

describe('a link', () => {
  test('is for one use, one subscriber and one installation', () => {
    const row = makeSubscriber(db, { email }, now)
    const other = makeSubscriber(db, { email: 'bob@example.com' }, now)
    const mixed = `${row.id}.${token('manage', other).split('.')[1]}`
    for (const wrong of [token('confirm'), token('unsubscribe'), mixed, `${token('manage')}x`, '', 'x', row.id]) {
      expect(() => readByLink(db, linkKey, 'manage', wrong)).toThrow('not valid')
    }
    const otherKey = Buffer.alloc(32, 8).toString('base64')
    expect(() => readByLink(db, otherKey, 'manage', token('manage'))).toThrow('not valid')
    expect(readByLink(db, linkKey, 'manage', token('manage')).row.id).toBe(row.id)
  })

  test('is revoked by a new salt', () => {
    makeSubscriber(db, { email }, now)
    const old = token('manage')
    db.update(subscribers).set({ linkSalt: newLinkSalt() }).run()
    expect(() => readByLink(db, linkKey, 'manage', old)).toThrow('not valid')
  })

  test('is renewed by its own holder, with the new one in a letter alone', () => {
    makeSubscriber(db, { email }, now)
    const old = token('manage')
    const renew = (by: string, sendsMail = true) => renewOwnLinks(db, { key: linkKey, sendsMail }, by, {}, now)
    expect(() => renew(old, false)).toThrow('stays')
    renew(old)
    expect(() => readByLink(db, linkKey, 'manage', old)).toThrow('not valid')
    expect(() => renew(old)).toThrow('not valid')
    expect(letters()).toEqual(['confirm', 'renewed'])
    renew(token('manage'))
    renew(token('manage'))
    const last = token('manage')
    expect(() => renew(last)).toThrow('The newest message has the one that works')
    expect(readByLink(db, linkKey, 'manage', last).choices.coversPage).toBe(true)
  })

  test('lets change what is heard, and the address is told so', () => {
    makeSubscriber(db, { email }, now)
    changeSubscription(db, linkKey, { token: token('manage'), choices: { componentIds: [checkout] } }, {}, now)
    expect(readChoices(db, ada())).toMatchObject({ coversPage: false, componentIds: [checkout] })
    expect(letters()).toEqual(['confirm', 'changed'])
  })
})

describe('leaving', () => {
  test('by a link that each mail carries only asks the mailbox', () => {
    makeSubscriber(db, { email }, now)
    askToLeave(db, linkKey, token('manage'), {}, now)
    expect(letters()).toEqual(['confirm', 'leave'])
    expect(() => leave(db, linkKey, { use: 'leave', token: token('manage') }, {}, now)).toThrow('not valid')
    expect(ada().leftAt).toBeNull()
  })

  test.each(['leave', 'unsubscribe'] as const)('by the link for %s leaves nothing but a count', (use) => {
    makeSubscriber(db, { email }, now)
    makeIncident(db, {}, now)
    leave(db, linkKey, { use, token: token(use) }, {}, now + 1)
    const [row] = db.select().from(subscribers).all()
    expect(row).toMatchObject({ address: null, addressHash: null, leftAt: now + 1 })
    expect(claimMessages(db, 'email', { most: 10, leaseMs: 1_000 }, now + 2)).toEqual([])
    const traces = [db.select().from(subscribers).all(), db.select().from(auditLog).all()]
    expect(JSON.stringify(traces)).not.toContain('@example.com')
    makeIncident(db, {}, now + 3)
    expect(claimMessages(db, 'email', { most: 10, leaseMs: 1_000 }, now + 4)).toEqual([])
  })

  test('is possible for whoever came back, too', () => {
    makeSubscriber(db, { email }, now)
    leave(db, linkKey, { use: 'leave', token: token('leave') }, {}, now + 1)
    makeSubscriber(db, { email }, now + 2)
    expect(ada().leftAt).toBeNull()
  })
})

test('each act of a subscriber stands in the audit log, without the address', () => {
  makeSubscriber(db, { email }, now)
  changeSubscription(db, linkKey, { token: token('manage'), choices: everything }, { address: '192.0.2.7' }, now)
  askToLeave(db, linkKey, token('manage'), {}, now)
  leave(db, linkKey, { use: 'leave', token: token('leave') }, {}, now)
  const rows = db
    .select()
    .from(auditLog)
    .all()
    .filter(({ actorKind }) => actorKind === 'subscriber')
  expect(rows.map(({ action }) => action)).toEqual([
    'subscription.ask',
    'subscription.confirm',
    'subscription.change',
    'subscription.ask_to_leave',
    'subscription.leave',
  ])
})
