import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import type { GuardedFetch } from '#net/guarded-fetch'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type TestReceiver } from './test-receiver.ts'

const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

let db: Connection
let now: number
let receiver: TestReceiver
beforeEach(async () => {
  db = testDatabase()
  now = Date.UTC(2026, 10, 24, 14, 5)
  makePage(db, {}, now - 1)
  receiver = await startTestReceiver()
})
afterEach(() => receiver.close())

function slack() {
  const fetch: GuardedFetch = (target, request) =>
    receiver.fetch(target.replace(/^https:\/\/[^/]+/, receiver.url), request)
  const settings = { url: 'https://status.acme.example', key: linkKey, vault: testVault, fetch, allowsPrivate: false }
  const sender = createHookSender('slack', settings)
  const surroundings = {
    clock: () => now,
    random: () => 0.5,
    retry: <Result>(run: () => Result) => Promise.resolve().then(run),
  }
  return () => deliverDue(db, actor, sender, surroundings)
}
const chat = (name: string) => makeHook(db, { url: `https://hooks.slack.com/services/T000/B000/${name}` }, now)
const waiting = () =>
  db.all(sql`select attempts, due_at - ${now} as dueIn from notifications
    where sent_at is null and announcement_number is not null order by number`)

test('a chat is told one thing a second, and what waits for that counts as no try', async () => {
  chat('one')
  for (const title of ['Logins fail', 'Search is slow', 'Exports fail']) makeIncident(db, { title }, now)
  const deliver = slack()
  await deliver()
  expect(receiver.posted).toHaveLength(1)
  expect(waiting()).toEqual([
    { attempts: 0, dueIn: 1_000 },
    { attempts: 0, dueIn: 1_000 },
  ])
  for (const told of [2, 3]) {
    now += 1_000
    await deliver()
    expect(receiver.posted).toHaveLength(told)
  }
})

test('a service is posted to by so many at once, and the others follow', async () => {
  let [open, most] = [0, 0]
  const answers: (() => void)[] = []
  receiver.answer = (response) => {
    most = Math.max(most, ++open)
    answers.push(() => {
      open--
      response.writeHead(200).end()
    })
    // Answered when as many have come as ever will: nobody is let through before.
    if (answers.length === 8) for (const answer of answers.splice(0)) answer()
  }
  for (let index = 0; index < 16; index++) chat(`chat${index}`)
  makeIncident(db, {}, now)
  const deliver = slack()
  expect(await deliver()).toMatchObject({ taken: 16, sent: 8 })
  now += 1_000
  expect(await deliver()).toMatchObject({ taken: 8, sent: 8 })
  expect(most).toBe(8)
})

test('a chat that asks for patience is not told other news meanwhile', async () => {
  chat('one')
  receiver.answer = (response) => response.writeHead(429, { 'Retry-After': '90' }).end()
  makeIncident(db, {}, now)
  const deliver = slack()
  await deliver()
  now += 60_000
  makeIncident(db, { title: 'Search is slow' }, now)
  await deliver()
  expect(receiver.posted).toHaveLength(1)
  expect(waiting()).toEqual([
    { attempts: 1, dueIn: 30_000 },
    { attempts: 0, dueIn: 30_000 },
  ])
})
