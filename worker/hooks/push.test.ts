import { createPublicKey, verify } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { decrypted, makeBrowser, newBrowser } from '#db/demo/browsers'
import { testVault } from '#db/demo/hooks'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import { vapidKeys } from '#domain/subscriptions/vapid'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type Posted, type TestReceiver } from './test-receiver.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const url = 'https://status.acme.example'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

let db: Connection
let now: number
let checkout: string
let receiver: TestReceiver
let endpoint: string
let sender: ReturnType<typeof createHookSender>
beforeEach(async () => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
  checkout = makeComponent(db, {}, start)
  receiver = await startTestReceiver()
  endpoint = `${receiver.url}/send/Abc`
  const { fetch } = receiver
  sender = createHookSender('push', { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false })
})
afterEach(() => receiver.close())

const deliver = () =>
  deliverDue(db, actor, sender, { clock: () => now, random: () => 0.5, retry: (run) => Promise.resolve().then(run) })
const open = (status: 'partial_outage' | 'degraded_performance' = 'partial_outage') =>
  makeIncident(
    db,
    {
      title: 'Card payments fail',
      body: 'We see **errors**.',
      components: [{ componentId: checkout, status }],
    },
    now,
  )
const ledger = () =>
  db.all(sql`select attempts, sent_at is not null as sent, failed_at is not null as failed, due_at as dueAt, answer
    from notifications order by number`)

test('a browser reads what a chat is told, and nobody between can', async () => {
  const { browser } = makeBrowser(db, { endpoint }, now)
  const incidentId = open()
  expect(await deliver()).toMatchObject({ sent: 1 })
  const [{ path, headers, body }] = receiver.posted as [Posted]
  expect(path).toBe('/send/Abc')
  expect(body.toString('latin1')).not.toContain('Card')
  expect(decrypted(browser, body)).toEqual({
    title: 'Card payments fail',
    body: expect.stringMatching(/^Major incident, investigating\. Checkout\nWe see errors\./),
    url: `${url}/incidents/${incidentId}`,
    tag: headers.topic,
    time: now,
  })
  expect(headers).toMatchObject({
    ttl: '86400',
    urgency: 'high',
    topic: expect.stringMatching(/^[\w-]{32}$/),
    'content-encoding': 'aes128gcm',
    'content-type': 'application/octet-stream',
  })
  expect(() => decrypted(newBrowser(), body)).toThrow()
})

test('the page signs what it sends, with a key that is always the same', async () => {
  makeBrowser(db, { endpoint }, now)
  open()
  await deliver()
  const { publicKey } = vapidKeys(linkKey)
  const [, head, claims, signature, key] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(receiver.posted[0]?.headers.authorization ?? '') ?? []
  expect(key).toBe(publicKey)
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const verifier = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const options = { key: verifier, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', signed, options, Buffer.from(signature ?? '', 'base64url'))).toBe(true)
  expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({ aud: receiver.url, sub: url })
  expect(vapidKeys(Buffer.alloc(32, 9).toString('base64')).publicKey).not.toBe(publicKey)
})

test('what comes later of an incident takes the place of what came before, and small things are not urgent', async () => {
  makeBrowser(db, { endpoint }, now)
  const incidentId = open('degraded_performance')
  await deliver()
  postUpdate(db, terminal, { incidentId, status: 'identified' }, (now += 1))
  await deliver()
  open()
  await deliver()
  const [first, second, other] = receiver.posted.map(({ headers }) => headers)
  expect(first?.urgency).toBe('normal')
  expect(second?.topic).toBe(first?.topic)
  expect(other?.topic).not.toBe(first?.topic)
})

test.each([404, 410])('a browser whose push service answers %i is forgotten', async (status) => {
  makeBrowser(db, { endpoint }, now)
  open()
  receiver.answer = (response) => response.writeHead(status).end('push subscription has unsubscribed or expired')
  await deliver()
  expect(ledger()).toMatchObject([{ failed: 1, answer: null }])
  expect(db.get(sql`select address, sealed_target as target, sealed_secrets as keys, left_at as at from subscribers`)) //
    .toEqual({ address: null, target: null, keys: null, at: start })
})

test.each([
  [429, 'later'],
  [503, 'later'],
  [413, 'never'],
] as const)('a push service that answers %i is asked again %s', async (status, when) => {
  makeBrowser(db, { endpoint }, now)
  open()
  receiver.answer = (response) => response.writeHead(status, { 'Retry-After': '600' }).end('no')
  await deliver()
  expect(ledger()).toMatchObject([
    when === 'later'
      ? { sent: 0, failed: 0, dueAt: start + 600_000, answer: `HTTP ${status}: no` }
      : { sent: 0, failed: 1, answer: `HTTP ${status}: no` },
  ])
})

test('a made-up push service of the own network gets nothing, however often it is tried', async () => {
  makeBrowser(db, { endpoint: 'https://inside.test/latest/meta-data' }, now)
  open()
  for (let count = 0; count < 3; count++) {
    await deliver()
    now += 600_000
  }
  expect(receiver.posted).toEqual([])
  expect(ledger()).toMatchObject([
    { attempts: 3, sent: 0, answer: 'The address is unknown, or not one of the public internet.' },
  ])
})
