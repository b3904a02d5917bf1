import { beforeEach, describe, expect, test } from 'vitest'
import { makeBrowser, newBrowser } from '#db/demo/browsers'
import { testVault } from '#db/demo/hooks'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { notifications } from '#db/schema/outbox'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { linkToken } from './links.ts'
import { readPushKeys, subscribeByPush } from './push.ts'
import { changeSubscription, leave } from './subscribing.ts'
import { readChoices } from './subscriber-record.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const endpoint = 'https://fcm.googleapis.com/fcm/send/dGhpcy1pcy1hLXNlY3JldA'
const allowing = { vault: testVault, allowsPrivate: false }
const everything = { coversPage: true }

let db: Connection
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  checkout = makeComponent(db, {}, now - 1)
})

const one = () => db.select().from(subscribers).get() as typeof subscribers.$inferSelect

test('a browser hears at once, and nothing in the database says where it is met', () => {
  const { browser } = makeBrowser(db, { endpoint }, now)
  expect(one()).toMatchObject({ channel: 'push', address: 'Browser, by fcm.googleapis.com', confirmedAt: now })
  expect(readPushKeys(testVault, one())).toEqual(browser.keys)
  makeIncident(db, {}, now + 1)
  expect(db.select().from(notifications).all()).toMatchObject([{ channel: 'push' }])
  const all = [subscribers, notifications, auditLog].map((table) => db.select().from(table).all())
  for (const secret of [endpoint, browser.keys.p256dh, browser.keys.auth]) {
    expect(JSON.stringify(all)).not.toContain(secret)
  }
})

test('a browser that asks again changes what it hears; one incident is added to that', () => {
  const incidentId = makeIncident(db, {}, now)
  const { browser } = makeBrowser(db, { endpoint }, now)
  makeBrowser(db, { endpoint, browser, componentIds: [checkout], updates: 'start_and_end' }, now + 1)
  expect(readChoices(db, one())).toMatchObject({ coversPage: false, componentIds: [checkout] })
  makeBrowser(db, { endpoint, browser, incidentIds: [incidentId] }, now + 2)
  expect(readChoices(db, one())).toMatchObject({
    componentIds: [checkout],
    incidentIds: [incidentId],
    updates: 'start_and_end',
  })
  expect(db.select().from(subscribers).all()).toHaveLength(1)
  const actions = db
    .select()
    .from(auditLog)
    .all()
    .filter(({ subjectKind }) => subjectKind === 'subscriber')
  expect(actions.map(({ action }) => action)).toEqual([
    'subscription.confirm',
    'subscription.change',
    'subscription.change',
  ])
})

describe('what no browser gives', () => {
  const { keys } = newBrowser()
  const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url')
  test.each([
    ['no address', { endpoint: 'fcm' }],
    ['an address of another kind', { endpoint: 'file:///etc/passwd' }],
    ['an address without encryption', { endpoint: 'http://fcm.googleapis.com/x' }],
    ['a password', { endpoint: 'https://a:b@fcm.googleapis.com/x' }],
    ['a point that is not on the curve', { p256dh: offCurve }],
    ['a short key', { p256dh: 'AAAA' }],
    ['a short secret', { auth: 'AAAA' }],
  ])('is refused: %s', (_what, wrong) => {
    const asked = { endpoint, ...keys, choices: everything, ...wrong }
    expect(() => subscribeByPush(db, allowing, asked, {}, now)).toThrow('no usable address')
    expect(db.select().from(subscribers).all()).toEqual([])
  })
})

test('a host that nobody knows as a push service is not made to hear of everything by a stranger', () => {
  const ask = (host: string, index: number) => makeBrowser(db, { endpoint: `https://${host}/${index}` }, now)
  for (let index = 0; index < 20; index++) ask('victim.example', index)
  expect(() => ask('victim.example', 20)).toThrow('no more are taken')
  for (let index = 0; index < 30; index++) ask('web.push.apple.com', index)
})

test('a browser leaves at once by the link that it alone has; a mailbox is asked', () => {
  const row = makeBrowser(db, { endpoint }, now)
  const token = linkToken(linkKey, 'manage', row)
  changeSubscription(db, linkKey, { token, choices: { coversPage: true, cadence: 'daily' } }, {}, now)
  expect(one().cadence).toBe('as_it_happens')
  leave(db, linkKey, { use: 'manage', token }, {}, now)
  expect(one()).toMatchObject({ address: null, sealedTarget: null, sealedSecrets: null, leftAt: now })
  const ada = makeSubscriber(db, {}, now)
  const ofAda = linkToken(linkKey, 'manage', ada)
  expect(() => leave(db, linkKey, { use: 'manage', token: ofAda }, {}, now)).toThrow('Ask for the link')
})
