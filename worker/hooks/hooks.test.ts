import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import { readSigningSecrets, rotateSecret } from '#domain/subscriptions/hooks'
import { linkToken } from '#domain/subscriptions/links'
import type { HookChannel } from '#domain/subscriptions/hook-targets'
import { createGuardedFetch, type GuardedFetch } from '#net/guarded-fetch'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const url = 'https://status.acme.example'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

interface Posted {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

let db: Connection
let checkout: string
let now: number
let posted: Posted[]
let answer: (response: ServerResponse, post: Posted) => void
let port: number
let close: () => Promise<void>
beforeEach(async () => {
  db = testDatabase()
  now = start
  posted = []
  answer = (response) => response.writeHead(200).end('thanks')
  makePage(db, {}, start - 1)
  checkout = makeComponent(db, {}, start)
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const post = { path: request.url ?? '', headers: request.headers, body }
      posted.push(post)
      answer(response, post)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
})
afterEach(() => close())

/** Names of tests lead to this machine; what is of its own network is refused as everywhere. */
const resolving = createGuardedFetch({
  lookup: (host) => Promise.resolve([{ address: host === 'inside.test' ? '10.0.0.7' : '127.0.0.1', family: 4 }]),
  isAllowed: (address) => address === '127.0.0.1',
})
/** Chat services are met at the receiver, by the path that they were asked for. */
const toReceiver: GuardedFetch = (target, request) =>
  resolving(target.replace(/^https:\/\/[^/]+/, `http://receiver.test:${port}`), request)

const senders = new Map<string, ReturnType<typeof createHookSender>>()
beforeEach(() => senders.clear())
const deliver = (channel: HookChannel = 'webhook') => {
  const settings = { url, key: linkKey, vault: testVault, fetch: toReceiver, allowsPrivate: false }
  const sender = senders.get(channel) ?? createHookSender(channel, settings)
  senders.set(channel, sender)
  return deliverDue(db, actor, sender, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })
}
const hookUrl = () => `http://receiver.test:${port}/hook?Key=Abc`
const open = () =>
  makeIncident(
    db,
    {
      title: 'Card payments fail',
      body: 'We see <errors> & **more**.',
      components: [{ componentId: checkout, status: 'partial_outage' }],
    },
    now,
  )
const ledger = () =>
  db.all(sql`select attempts, sent_at is not null as sent, failed_at is not null as failed, due_at as dueAt, answer
    from notifications where announcement_number is not null order by number`)

describe('a webhook', () => {
  test('is sent what Statuspage’s receivers read, and what Candor knows beside it', async () => {
    makeHook(db, { url: hookUrl() }, now)
    const incidentId = open()
    expect(await deliver()).toMatchObject({ sent: 1 })
    const body = JSON.parse(posted[0]?.body ?? '') as Record<string, Record<string, unknown>>
    expect(posted[0]?.path).toBe('/hook?Key=Abc')
    expect(body.page).toMatchObject({ status_indicator: 'major', status_description: expect.any(String) })
    expect(body.incident).toMatchObject({
      id: incidentId,
      name: 'Card payments fail',
      status: 'investigating',
      impact: 'major',
      shortlink: `${url}/incidents/${incidentId}`,
      postmortem_body: null,
      scheduled_for: null,
      incident_updates: [{ status: 'investigating', wants_twitter_update: false, incident_id: incidentId }],
      components: [{ name: 'Checkout', status: 'partial_outage' }],
    })
    expect(body.candor).toMatchObject({ news: [{ kind: 'update' }], no_promise: false })
    expect(body.meta?.unsubscribe).toContain(`${url}/subscriptions/manage/`)
  })

  test('is signed so that its receiver can tell, also with the secret before while both hold', async () => {
    const row = makeHook(db, { url: hookUrl() }, now)
    const old = readSigningSecrets(testVault, row)?.current ?? ''
    const token = linkToken(linkKey, 'manage', row)
    rotateSecret(db, { key: linkKey, vault: testVault }, { use: 'manage', token }, {}, now)
    const current = readSigningSecrets(testVault, db.get(sql`select sealed_secrets as sealedSecrets from subscribers`))
    now = Date.now()
    db.run(
      sql`update subscribers set sealed_secrets = ${testVault.seal('signing', JSON.stringify({ ...current, previous: { secret: old, endsAt: now + 1 } }))}`,
    )
    open()
    await deliver()
    const { body = '', headers = {} } = posted[0] ?? {}
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    }
    for (const secret of [old, current?.current ?? ''])
      expect(new Webhook(secret).verify(body, signed)).toMatchObject({})
    const another = `whsec_${Buffer.alloc(24).toString('base64')}`
    expect(() => new Webhook(another).verify(body, signed)).toThrow(/signature/i)
  })

  test('is asked again with the same id after an error, and not before it wants to be', async () => {
    makeHook(db, { url: hookUrl() }, now)
    open()
    answer = (response) => response.writeHead(429, { 'Retry-After': '600' }).end('slow down')
    await deliver()
    expect(ledger()).toMatchObject([
      { attempts: 1, sent: 0, failed: 0, dueAt: start + 600_000, answer: 'HTTP 429: slow down' },
    ])
    now += 600_000
    answer = (response) => response.writeHead(500).end()
    await deliver()
    answer = (response) => response.writeHead(204).end()
    now += 10 * minuteMs
    await deliver()
    expect(ledger()).toMatchObject([{ attempts: 3, sent: 1, answer: 'HTTP 204' }])
    expect(new Set(posted.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('that answers 410 is forgotten', async () => {
    makeHook(db, { url: hookUrl() }, now)
    open()
    answer = (response) => response.writeHead(410).end()
    await deliver()
    expect(db.get(sql`select address, left_at is not null as hasLeft from subscribers`)).toEqual({
      address: null,
      hasLeft: 1,
    })
    // What was answered goes with the address.
    expect(ledger()).toMatchObject([{ failed: 1, answer: null }])
  })

  test('whose secret can’t be opened holds nobody else back, and is tried again', async () => {
    makeHook(db, { url: hookUrl() }, now)
    makeHook(db, { url: `http://receiver.test:${port}/other` }, now)
    db.run(sql`update subscribers set sealed_target = 'v1.AAAA' where number = 1`)
    open()
    expect(await deliver()).toMatchObject({ taken: 2, sent: 1 })
    expect(ledger()).toMatchObject([{ sent: 0, failed: 0, answer: expect.stringContaining('our side') }, { sent: 1 }])
  })

  test('that redirects has failed: nobody is led elsewhere', async () => {
    makeHook(db, { url: hookUrl() }, now)
    open()
    answer = (response) => response.writeHead(302, { Location: 'http://inside.test/' }).end()
    await deliver()
    expect(posted).toHaveLength(1)
    expect(ledger()).toMatchObject([{ sent: 0, failed: 0, answer: 'HTTP 302' }])
  })

  test('that fails again and again is left alone for a while, and its contact is told', async () => {
    makeHook(db, { url: hookUrl() }, now)
    answer = (response) => response.writeHead(503).end()
    for (let count = 0; count < 5; count++) makeIncident(db, { title: `Trouble ${count}` }, now)
    await deliver()
    expect(posted).toHaveLength(5)
    makeIncident(db, { title: 'More trouble' }, now)
    await deliver()
    expect(posted).toHaveLength(5)
    expect(db.all(sql`select letter, channel from notifications where letter = 'failing'`)).toEqual([
      { letter: 'failing', channel: 'email' },
    ])
    answer = (response) => response.writeHead(200).end()
    now += 6 * minuteMs
    await deliver()
    expect(ledger().every((line) => (line as { sent: number }).sent === 1)).toBe(true)
  })
})

describe('a chat', () => {
  const addresses = {
    slack: 'https://hooks.slack.com/services/T000/B000/Xyz',
    discord: 'https://discord.com/api/webhooks/123/Xyz',
    teams: 'https://acme.webhook.office.com/webhookb2/Xyz',
  } as const
  const bodyOf = (index: number) => JSON.parse(posted[index]?.body ?? '') as Record<string, unknown>

  test.each(['slack', 'discord', 'teams'] as const)('in %s is told in its own blocks', async (channel) => {
    const row = makeHook(db, { url: addresses[channel] }, now)
    expect(row.address).not.toContain('/000')
    expect(JSON.stringify(row)).not.toContain(addresses[channel])
    const incidentId = open()
    expect(await deliver(channel)).toMatchObject({ sent: 1 })
    expect(posted[0]?.path).toBe(new URL(addresses[channel]).pathname)
    const told = JSON.stringify(bodyOf(0), null, 2)
      .replaceAll(incidentId, 'INCIDENT')
      .replace(/manage\/[\w.-]+/g, 'manage/TOKEN')
    expect(told).toMatchSnapshot()
  })

  test('is asked in the chat itself whether it wants news', async () => {
    makeHook(db, { url: addresses.slack }, now)
    db.run(sql`update notifications set sent_at = null`)
    await deliver('slack')
    expect(posted[0]?.body).toContain('News of Acme Status in this chat?')
    expect(posted[0]?.body).toContain(`${url}/subscriptions/confirm/`)
  })

  test('whose webhook was taken away is left alone', async () => {
    makeHook(db, { url: addresses.discord }, now)
    const incidentId = open()
    answer = (response) => response.writeHead(404).end('{"message":"Unknown Webhook"}')
    await deliver('discord')
    postUpdate(db, terminal, { incidentId, status: 'identified' }, (now += 1))
    await deliver('discord')
    expect(posted).toHaveLength(1)
    expect(db.get(sql`select quarantine_reason as reason from subscribers`)).toMatchObject({
      reason: expect.stringContaining('Unknown Webhook'),
    })
  })

  test('can’t be made to mention anybody or to show a link as another', async () => {
    makeHook(db, { url: addresses.slack }, now)
    makeHook(db, { url: addresses.discord }, now)
    makeIncident(db, { title: '<!channel> @everyone', body: '<https://evil.example|status>' }, now)
    await deliver('slack')
    await deliver('discord')
    expect(JSON.stringify((bodyOf(0).blocks as unknown[]).slice(1))).not.toContain('<!channel>')
    expect(posted[0]?.body).not.toContain('<https://evil.example|')
    expect(bodyOf(1).allowed_mentions).toEqual({ parse: [] })
  })
})
