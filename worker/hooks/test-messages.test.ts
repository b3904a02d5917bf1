import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { decrypted, makeBrowser } from '#db/demo/browsers'
import { makeHook, testVault } from '#db/demo/hooks'
import { makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { auditLog } from '#db/schema/audit'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { listAnswers } from '#domain/subscriptions/hook-answers'
import type { HookChannel } from '#domain/subscriptions/hook-targets'
import { readSigningSecrets } from '#domain/subscriptions/hooks'
import { linkToken, type SubscriberRow } from '#domain/subscriptions/links'
import { askForTest, testSubscriber } from '#domain/subscriptions/test-messages'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type TestReceiver } from './test-receiver.ts'

const url = 'https://status.acme.example'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const minuteMs = 60_000

let db: Connection
let now: number
let receiver: TestReceiver
beforeEach(async () => {
  db = testDatabase()
  // A signature is checked against the clock.
  now = Date.now()
  makePage(db, {}, now - 1)
  receiver = await startTestReceiver()
})
afterEach(() => receiver.close())

const ask = (row: SubscriberRow) => askForTest(db, linkKey, linkToken(linkKey, 'manage', row), {}, now)
const deliver = (channel: HookChannel | 'push') => {
  const { fetch } = receiver
  const sender = createHookSender(channel, { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false })
  return deliverDue(db, actor, sender, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })
}

test('a webhook gets an incident that says that it is a test, signed like any other', async () => {
  const row = makeHook(db, { url: `${receiver.url}/hook` }, now)
  receiver.answer = (response) => response.writeHead(202).end('taken')
  ask(row)
  expect(await deliver('webhook')).toMatchObject({ sent: 1 })
  const [post] = receiver.posted
  const body = post?.body.toString() ?? ''
  expect(JSON.parse(body)).toMatchObject({
    page: { status_indicator: 'none' },
    incident: { name: 'Test message', status: 'resolved', impact: 'none', components: [] },
    candor: { is_test: true, news: [] },
  })
  const signed = Object.fromEntries(Object.entries(post?.headers ?? {}).map(([name, value]) => [name, String(value)]))
  expect(new Webhook(readSigningSecrets(testVault, row)?.current ?? '').verify(body, signed)).toBeTruthy()
  expect(listAnswers(db, row)).toMatchObject([{ isTest: 1, state: 'told', answer: 'HTTP 202: taken' }])
})

test('a browser shows that it is a test', async () => {
  const { browser, ...row } = makeBrowser(db, { endpoint: `${receiver.url}/send/Abc` }, now)
  ask(row)
  expect(await deliver('push')).toMatchObject({ sent: 1 })
  const [post] = receiver.posted
  expect(post?.headers.urgency).toBe('normal')
  expect(decrypted(browser, post?.body ?? Buffer.alloc(0))).toMatchObject({
    title: 'Test: news of Acme Status arrives here',
    body: 'Nothing is wrong\nThis is a test. It tells of nothing that happened.',
  })
})

test('a test is tried once, so that whoever repairs something sees what was answered', async () => {
  const row = makeHook(db, { url: `${receiver.url}/hook` }, now)
  receiver.answer = (response) => response.writeHead(500).end('broken')
  ask(row)
  await deliver('webhook')
  now += 60 * minuteMs
  await deliver('webhook')
  expect(receiver.posted).toHaveLength(1)
  expect(listAnswers(db, row)).toMatchObject([{ isTest: 1, state: 'failed', answer: 'HTTP 500: broken' }])
})

test('five an hour are enough, whoever asks', () => {
  const row = makeHook(db, { url: `${receiver.url}/hook` }, now)
  for (let count = 0; count < 4; count++) ask(row)
  testSubscriber(db, terminal, { id: row.id }, now)
  expect(() => ask(row)).toThrow('Five tests went there within an hour.')
  expect(() => testSubscriber(db, terminal, { id: row.id }, now)).toThrow('Five tests')
  now += 61 * minuteMs
  ask(row)
  const actions = db.select().from(auditLog).where(eq(auditLog.subjectId, row.id)).all()
  expect(actions.filter(({ action }) => action === 'subscription.test')).toHaveLength(5)
})

test('no test goes to a mailbox, or to what was never confirmed', () => {
  expect(() => ask(makeSubscriber(db, {}, now))).toThrow('webhooks, chats and browsers alone')
  const row = makeHook(db, { url: `${receiver.url}/hook` }, now)
  db.update(subscribers).set({ confirmedAt: null }).run()
  expect(() => ask(row)).toThrow('once they are confirmed')
})
