import { afterEach, beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { addInternalChat } from '#domain/subscriptions/internal-chats'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type TestReceiver } from './test-receiver.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const chat = 'https://hooks.slack.com/services/T0/B0/team'
const everything = { coversPage: true }

let db: Connection
let receiver: TestReceiver
beforeEach(async () => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  receiver = await startTestReceiver()
})
afterEach(() => receiver.close())

function deliver() {
  const sender = createHookSender('slack', {
    url: 'https://status.acme.example',
    key: linkKey,
    vault: testVault,
    // The service is met at the receiver, by the path that it was asked for.
    fetch: (target, request) => receiver.fetch(target.replace('https://hooks.slack.com', receiver.url), request),
    allowsPrivate: false,
  })
  return deliverDue(db, actor, sender, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })
}

test('a chat of the team hears of internal incidents, with a word that they are; a customer’s hears nothing', async () => {
  addInternalChat(db, terminal, { url: chat, choices: everything, vault: testVault }, now)
  makeHook(db, { url: 'https://hooks.slack.com/services/T0/B0/customer' }, now)
  makeIncident(db, { title: 'Replicas lag behind', isInternal: true }, now)
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted.map(({ path }) => path)).toEqual(['/services/T0/B0/team'])
  const body = String(receiver.posted[0]?.body)
  expect(body).toContain('[Internal] Replicas lag behind')
  expect(body).toContain('customers don’t know of this')
  expect(body).toContain('https://status.acme.example/admin/incidents/')
})

test('a chat is added once, and only by the address of one', () => {
  const add = (url: string) => addInternalChat(db, terminal, { url, choices: everything, vault: testVault }, now)
  add(chat)
  expect(() => add(chat)).toThrow('there already')
  expect(() => add('https://example.com/hook')).toThrow('no chat’s address')
})
