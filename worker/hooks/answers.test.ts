import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type TestReceiver } from './test-receiver.ts'

const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const minuteMs = 60_000

let db: Connection
let now: number
let receiver: TestReceiver
let deliver: () => ReturnType<typeof deliverDue>
beforeEach(async () => {
  db = testDatabase()
  now = Date.UTC(2026, 10, 24, 14, 5)
  makePage(db, {}, now - 1)
  receiver = await startTestReceiver()
  const { fetch } = receiver
  const url = 'https://status.acme.example'
  const sender = createHookSender('webhook', { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false })
  deliver = () =>
    deliverDue(db, actor, sender, { clock: () => now, random: () => 0.5, retry: (run) => Promise.resolve().then(run) })
})
afterEach(() => receiver.close())

const ledger = () =>
  db.all(sql`select attempts, sent_at is not null as sent, answer
    from notifications where announcement_number is not null order by number`)

test('a webhook that answers endlessly is cut off, and has taken it', async () => {
  makeHook(db, { url: `${receiver.url}/hook` }, now)
  makeIncident(db, {}, now)
  let ended: Promise<unknown> | undefined
  receiver.answer = (response) => {
    ended = once(response, 'close')
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  }
  await deliver()
  await ended
  now += 60 * minuteMs
  await deliver()
  expect(receiver.posted).toHaveLength(1)
  expect(ledger()).toMatchObject([{ attempts: 1, sent: 1, answer: expect.stringMatching(/^HTTP 200: x{200}$/) }])
})

test('what a webhook says of its own address is kept out of the ledger', async () => {
  const secret = `/hook/SECRET-TOKEN-123?key=SECRET-4&to=${encodeURIComponent('SECRET a/b')}`
  makeHook(db, { url: `${receiver.url}${secret}` }, now)
  makeIncident(db, {}, now)
  receiver.answer = (response, { path, headers }) =>
    response
      .writeHead(404)
      .end(`Cannot POST ${path.replaceAll('&', '&amp;')} (http://${headers.host}${path}, token SECRET-TOKEN-123)`)
  await deliver()
  const told = JSON.stringify(ledger())
  expect(told).toContain('HTTP 404: Cannot POST …?key=…&amp;…')
  expect(told).not.toContain('SECRET')
})
