import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { actorAs, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { auditLog } from '#db/schema/audit'
import { notifications } from '#db/schema/outbox'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { findByLink, linkToken } from './links.ts'
import { quarantineSubscriber } from './recipients.ts'
import {
  addSubscriber,
  askAgain,
  changeChoices,
  leaveIncident,
  liftQuarantine,
  removeSubscriber,
  renewLinks,
  requireSubscriber,
} from './subscriber-acts.ts'
import { countSubscribers, listMessagesTo, readSubscriberPage } from './subscriber-list.ts'
import { readChoices } from './subscriber-record.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 24 * 3_600_000
const wholePage = { coversPage: true }
const responder = actorAs('responder')

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - dayMs)
})

const letters = () => db.select().from(notifications).all()
const audit = () => JSON.stringify(db.select().from(auditLog).all())

test('whoever the team adds is asked by mail, and hears nothing until they say yes', () => {
  const id = addSubscriber(db, responder, { email: ' Ada@Example.com ', choices: wholePage }, now)
  expect(requireSubscriber(db, id)).toMatchObject({ address: 'ada@example.com', confirmedAt: null, coversPage: false })
  expect(letters()).toMatchObject([{ letter: 'confirm', sentAt: null }])
  expect(audit()).not.toContain('ada@')
})

test('an owner’s word that somebody consented is enough, with its day and source', () => {
  const consent = { consentedAt: now - dayMs, consentSource: 'the contract of 2026' }
  const id = addSubscriber(db, terminal, { email: 'ada@example.com', choices: wholePage, ...consent }, now)
  expect(requireSubscriber(db, id)).toMatchObject({
    confirmedAt: now - dayMs,
    consentSource: 'the contract of 2026',
    coversPage: true,
  })
  expect(letters()).toEqual([])
  const add = (input: object) => () =>
    addSubscriber(db, terminal, { email: 'b@example.com', choices: wholePage, ...consent, ...input }, now)
  expect(add({ consentedAt: now + 1 })).toThrow(/still to come/)
  expect(add({ consentSource: ' ' })).toThrow(/is empty/)
  expect(() => addSubscriber(db, responder, { email: 'b@example.com', choices: wholePage, ...consent }, now)).toThrow(
    /Only an owner/,
  )
})

test('an internal subscriber is there at once, beside a public one of the same address', () => {
  makeSubscriber(db, { email: 'sam@acme.example' }, now)
  const id = addSubscriber(db, responder, { email: 'sam@acme.example', audience: 'internal', choices: wholePage }, now)
  expect(requireSubscriber(db, id)).toMatchObject({ audience: 'internal', confirmedAt: now })
})

test('whoever is subscribed is not added again, but hears of one incident more', () => {
  const incident = makeIncident(db, {}, now)
  const { id } = makeSubscriber(db, {}, now)
  const again = () => addSubscriber(db, terminal, { email: 'ada@example.com', choices: wholePage }, now)
  expect(again).toThrow(/subscribed already/)
  const consent = { consentedAt: now, consentSource: 'on the phone' }
  const choices = { incidentIds: [incident] }
  expect(addSubscriber(db, terminal, { email: 'ada@example.com', choices, ...consent }, now)).toBe(id)
  expect(readChoices(db, requireSubscriber(db, id))).toMatchObject({ coversPage: true, incidentIds: [incident] })
  leaveIncident(db, responder, { id, incidentId: incident }, now)
  expect(readChoices(db, requireSubscriber(db, id))).toMatchObject({ coversPage: true, incidentIds: [] })
})

test('who hears of one incident alone and leaves it is gone', () => {
  const incident = makeIncident(db, {}, now)
  const { id } = makeSubscriber(db, { incidentIds: [incident] }, now)
  leaveIncident(db, responder, { id, incidentId: incident }, now)
  expect(() => requireSubscriber(db, id)).toThrow(/no such subscriber/)
})

test('of whom is removed nothing stays but a count: not in the row, the ledger or the log', () => {
  const row = makeSubscriber(db, { email: 'gone@example.com' }, now)
  db.update(notifications).set({ answer: '250 ok for gone@example.com' }).run()
  quarantineSubscriber(db, terminal, { id: row.id, reason: '550 no gone@example.com here' }, now)
  removeSubscriber(db, responder, { id: row.id }, now)
  expect(db.$client.serialize().toString('latin1')).toContain(row.id)
  const left = db.select().from(subscribers).where(eq(subscribers.id, row.id)).get()
  expect(left).toMatchObject({ address: null, addressHash: null, leftAt: now, consentSource: '' })
  expect(JSON.stringify([left, letters(), audit()])).not.toContain('gone@')
  expect(countSubscribers(db)).toEqual([])
  expect(() => removeSubscriber(db, responder, { id: row.id }, now)).toThrow(/may have left/)
  // Their server's answer may come when they are gone already.
  const before = audit()
  quarantineSubscriber(db, terminal, { id: row.id, reason: '550 no gone@example.com here' }, now)
  expect(db.select().from(subscribers).where(eq(subscribers.id, row.id)).get()).toEqual(left)
  expect(audit()).toEqual(before)
})

test('a quarantine is lifted once, and new links end the old ones', () => {
  const row = makeSubscriber(db, {}, now)
  quarantineSubscriber(db, terminal, { id: row.id, reason: '550' }, now)
  liftQuarantine(db, responder, { id: row.id }, now)
  expect(requireSubscriber(db, row.id)).toMatchObject({ quarantinedAt: null, quarantineReason: null })
  expect(() => liftQuarantine(db, responder, { id: row.id }, now)).toThrow(/Nothing is held back/)
  const token = linkToken(linkKey, 'manage', row)
  renewLinks(db, responder, { id: row.id }, now)
  expect(findByLink(db, linkKey, 'manage', token)).toBeNull()
})

test('what somebody hears is changed, and they are told by mail', () => {
  const component = makeComponent(db, {}, now)
  const { id } = makeSubscriber(db, {}, now)
  changeChoices(db, responder, { id, choices: { componentIds: [component] } }, now)
  const row = requireSubscriber(db, id)
  expect(readChoices(db, row)).toMatchObject({ coversPage: false, componentIds: [component] })
  expect(listMessagesTo(db, row)).toMatchObject([{ letter: 'changed' }, { letter: 'confirm' }])
  expect(() => changeChoices(db, responder, { id, choices: {} }, now)).toThrow(/Choose the whole page/)
})

test('somebody is asked again at most three times a day', () => {
  const id = addSubscriber(db, responder, { email: 'ada@example.com', choices: wholePage }, now)
  askAgain(db, responder, { id }, now)
  askAgain(db, responder, { id }, now)
  expect(() => askAgain(db, responder, { id }, now)).toThrow(/three times within a day/)
  askAgain(db, responder, { id }, now + dayMs + 1)
  expect(letters()).toHaveLength(4)
  const { id: confirmed } = makeSubscriber(db, { email: 'b@example.com' }, now)
  expect(() => askAgain(db, responder, { id: confirmed }, now)).toThrow(/nothing to ask/)
})

test('the list is searched by a part of the address, and narrowed by state, channel and audience', () => {
  makeSubscriber(db, { email: 'ada@example.com' }, now)
  const held = makeSubscriber(db, { email: 'grace@acme.example' }, now)
  quarantineSubscriber(db, terminal, { id: held.id, reason: '550' }, now)
  addSubscriber(db, responder, { email: 'noor@acme.example', choices: wholePage }, now)
  addSubscriber(db, responder, { email: 'sam@acme.example', audience: 'internal', choices: wholePage }, now)
  const found = (query: object) => readSubscriberPage(db, query, 1).rows.map(({ address }) => address?.split('@')[0])
  expect(found({})).toEqual(['sam', 'noor', 'grace', 'ada'])
  expect(found({ search: 'ACME' })).toEqual(['sam', 'noor', 'grace'])
  expect(found({ search: '%' })).toEqual([])
  expect(found({ state: 'active' })).toEqual(['sam', 'ada'])
  expect(found({ state: 'quarantined' })).toEqual(['grace'])
  expect(found({ state: 'unconfirmed' })).toEqual(['noor'])
  expect(found({ audience: 'internal' })).toEqual(['sam'])
  expect(found({ channel: 'webhook' })).toEqual([])
  expect(countSubscribers(db, { audience: 'public' })).toHaveLength(3)
})

test('pages hold 50, and numbers past the end give the last one', () => {
  for (let one = 0; one < 51; one++) {
    const input = { email: `a${one}@acme.example`, audience: 'internal' as const, choices: wholePage }
    addSubscriber(db, responder, input, now)
  }
  expect(readSubscriberPage(db, {}, 9)).toMatchObject({ number: 2, pages: 2, total: 51, rows: [{}] })
})
