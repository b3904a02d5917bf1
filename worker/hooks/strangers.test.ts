import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { makeBrowser } from '#db/demo/browsers'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { listAnswers } from '#domain/subscriptions/hook-answers'
import { askByHook } from '#domain/subscriptions/hooks'
import { linkToken, type SubscriberRow } from '#domain/subscriptions/links'
import { askForTest } from '#domain/subscriptions/test-messages'
import { createGuardedFetch, type GuardedFetch } from '#net/guarded-fetch'
import { isPublicAddress } from '#net/public-address'
import { deliverDue } from '../outbox/deliver.ts'
import type { PostedChannel } from './answers.ts'
import { createHookSender } from './hook-sender.ts'

const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const secondMs = 1_000

let db: Connection
let now: number
/** What is answered, by the end of the address; 204 to all others. */
let answers: Record<string, { status: number; said?: string; retryAfter?: number }>
let posted: string[]
beforeEach(() => {
  db = testDatabase()
  now = Date.UTC(2026, 10, 24, 14, 5)
  answers = {}
  posted = []
  makePage(db, {}, now - 1)
})

const fetch: GuardedFetch = (url) => {
  posted.push(url)
  const ending = Object.keys(answers).find((name) => url.endsWith(name))
  const { status, said = '', retryAfter } = answers[ending ?? ''] ?? { status: 204 }
  const headers = new Map(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)]])
  return Promise.resolve({ status, url, headers, body: Buffer.from(said) })
}
const delivering = (channel: PostedChannel, by = fetch) => {
  const settings = { url: 'https://status.acme.example', key: linkKey, vault: testVault, allowsPrivate: false }
  const sender = createHookSender(channel, { ...settings, fetch: by })
  return () =>
    deliverDue(db, actor, sender, {
      clock: () => now,
      random: () => 0.5,
      retry: (run) => Promise.resolve().then(run),
    })
}
const ask = (url: string) =>
  askByHook(db, { vault: testVault, sendsMail: true }, { url, choices: { coversPage: true } }, {}, now)
const askTest = (row: SubscriberRow) => askForTest(db, linkKey, linkToken(linkKey, 'manage', row), {}, now)
const newsOf = ({ number }: SubscriberRow) =>
  db.get(sql`select sent_at is not null as sent, failed_at is not null as failed, due_at - ${now} as dueIn, answer
    from notifications where subscriber_number = ${number} and announcement_number is not null`)
const reasonOf = ({ number }: SubscriberRow) =>
  db.get<{ reason: string | null }>(sql`select quarantine_reason as reason from subscribers where number = ${number}`)
    .reason

test('made-up addresses in a chat service keep no chat from its news, and are not asked again', async () => {
  const good = makeHook(db, { url: 'https://discord.com/api/webhooks/1/good' }, now)
  answers.bogus = { status: 401, said: '{"message": "Invalid Webhook Token", "code": 50027}' }
  for (let index = 0; index < 8; index++) ask(`https://discord.com/api/webhooks/${index}/bogus`)
  const deliver = delivering('discord')
  await deliver()
  expect(posted).toHaveLength(8)
  makeIncident(db, {}, now)
  now += secondMs
  await deliver()
  expect(newsOf(good)).toMatchObject({ sent: 1 })
  now += 3_600 * secondMs
  await deliver()
  expect(posted).toHaveLength(9)
})

test('questions and tests that break a service pause it for nobody', async () => {
  const good = makeHook(db, { url: 'https://prod-7.logic.azure.com/good' }, now)
  const broken = makeHook(db, { url: 'https://prod-7.logic.azure.com/tested' }, now)
  answers.asked = { status: 500 }
  answers.tested = { status: 502 }
  for (let index = 0; index < 6; index++) ask(`https://prod-7.logic.azure.com/${index}/asked`)
  const deliver = delivering('teams')
  for (let count = 0; count < 5; count++) {
    askTest(broken)
    now += 10 * secondMs
    await deliver()
  }
  makeIncident(db, {}, (now += secondMs))
  await deliver()
  expect(newsOf(good)).toMatchObject({ sent: 1 })
})

test('one subscriber’s broken address pauses itself alone; several at one host pause the host', async () => {
  const hook = (path: string) => makeHook(db, { url: `https://hooks.example/${path}` }, now)
  const news = async () => {
    makeIncident(db, {}, (now += secondMs))
    await deliver()
  }
  const postedTo = (path: string) => posted.filter((url) => url.endsWith(path)).length
  const deliver = delivering('webhook')
  for (const path of ['broken', 'good', 'other/1', 'other/2', 'other/3', 'other/4']) hook(path)
  answers.broken = { status: 500 }
  for (let count = 0; count < 6; count++) await news()
  expect([postedTo('broken'), postedTo('good'), postedTo('other/1')]).toEqual([5, 6, 6])
  for (const path of ['good', 'other/1', 'other/2', 'other/3', 'other/4']) answers[path] = { status: 503 }
  await news()
  const last = hook('last')
  await news()
  expect(postedTo('last')).toBe(0)
  expect(newsOf(last)).toMatchObject({ dueIn: expect.any(Number), answer: expect.stringContaining('nothing is sent') })
})

test('the contact of each webhook that is put off by a pause is written to, once a day', async () => {
  const rows = [1, 2, 3, 4, 5, 6].map((index) =>
    makeHook(db, { url: `https://hooks.example/${index}/fails`, contact: `ops${index}@example.com` }, now),
  )
  answers.fails = { status: 503 }
  const deliver = delivering('webhook')
  const written = () =>
    db
      .all<{ number: number }>(
        sql`select subscriber_number as number from notifications where letter = 'failing' order by subscriber_number`,
      )
      .map(({ number }) => number)
  const everybody = rows.map(({ number }) => number)
  askTest(rows[0] as SubscriberRow)
  makeIncident(db, {}, now)
  for (let count = 0; count < 200; count++) {
    await deliver()
    now += 60 * secondMs
  }
  expect(written()).toEqual(everybody)
  now += 24 * 3_600 * secondMs
  makeIncident(db, { title: 'Search is slow' }, now)
  for (let count = 0; count < 200; count++) {
    await deliver()
    now += 60 * secondMs
  }
  expect(written()).toEqual(everybody.flatMap((number) => [number, number]))
})

test('a browser of another key gets no more, keeps nobody waiting, and comes back when it subscribes again', async () => {
  const rows = ['bogus/1', 'bogus/2', 'bogus/3', 'bogus/4', 'bogus/5', 'late', 'good'].map((path) =>
    makeBrowser(db, { endpoint: `https://fcm.googleapis.com/fcm/send/${path}` }, now),
  )
  const mismatch = 'the VAPID credentials do not correspond to the credentials used to create the subscriptions.'
  for (let index = 1; index <= 5; index++) answers[`bogus/${index}`] = { status: 403, said: mismatch }
  answers.late = { status: 403, said: 'invalid JWT provided' }
  const deliver = delivering('push')
  for (let count = 0; count < 2; count++) {
    makeIncident(db, {}, (now += secondMs))
    await deliver()
  }
  expect(posted.map((url) => url.slice(-7)).sort()).toEqual(
    ['bogus/1', 'bogus/2', 'bogus/3', 'bogus/4', 'bogus/5', 'nd/good', 'nd/good', 'nd/late', 'nd/late'].sort(),
  )
  expect(rows.map(reasonOf)).toEqual([...Array<string>(5).fill(`HTTP 403: ${mismatch}`), null, null])
  makeBrowser(db, { endpoint: 'https://fcm.googleapis.com/fcm/send/bogus/1' }, now)
  expect(rows.slice(0, 2).map(reasonOf)).toEqual([null, `HTTP 403: ${mismatch}`])
})

test.each([
  ['discord', 'https://discord.com/api/webhooks/1/x', 403, false],
  ['slack', 'https://hooks.slack.com/services/T0/B0/x', 403, true],
  ['teams', 'https://acme.webhook.office.com/webhookb2/x', 401, true],
  ['webhook', 'https://hooks.example/x', 401, false],
  ['webhook', 'https://hooks.example/x', 404, false],
] as const)(
  '%s at %s that answers %i: that it is held back from then on is %s',
  async (channel, url, status, isHeld) => {
    const row = makeHook(db, { url }, now)
    answers.x = { status, said: 'no' }
    makeIncident(db, {}, now)
    await delivering(channel)()
    expect(newsOf(row)).toMatchObject({ sent: 0, failed: Number(isHeld) })
    expect(reasonOf(row)).toBe(isHeld ? `HTTP ${status}: no` : null)
  },
)

test('a chat that asks for very much patience gets at most six hours, and the others none', async () => {
  const [greedy, good] = ['greedy', 'good'].map((path) =>
    makeHook(db, { url: `https://hooks.slack.com/services/T0/B0/${path}` }, now),
  ) as [SubscriberRow, SubscriberRow]
  answers.greedy = { status: 429, retryAfter: 999_999_999 }
  const deliver = delivering('slack')
  for (let count = 0; count < 6; count++) {
    makeIncident(db, { title: `Trouble ${count}` }, (now += secondMs))
    await deliver()
  }
  expect(posted.filter((url) => url.endsWith('greedy'))).toHaveLength(1)
  expect(posted.filter((url) => url.endsWith('good'))).toHaveLength(6)
  expect(newsOf(good)).toMatchObject({ sent: 1 })
  expect(newsOf(greedy)).toMatchObject({ sent: 0, failed: 0, dueIn: 6 * 3_600_000 - 5 * secondMs })
  expect(
    db.all(sql`select max(due_at) - ${now} as dueIn from notifications where subscriber_number = ${greedy.number}`),
  ).toEqual([{ dueIn: 6 * 3_600_000 - 5 * secondMs }])
})

test('an address of the own network gets nothing, and learns no more than of a name that nobody has', async () => {
  const hooks = ['inside', 'nowhere'].map((name) => makeHook(db, { url: `http://${name}.test/` }, now))
  hooks.forEach(askTest)
  makeIncident(db, {}, now)
  const resolving = createGuardedFetch({
    lookup: (host) =>
      host === 'inside.test'
        ? Promise.resolve([{ address: '10.20.30.40', family: 4 }])
        : Promise.reject(new Error(`getaddrinfo ENOTFOUND ${host}`)),
    isAllowed: isPublicAddress,
  })
  const deliver = delivering('webhook', resolving)
  for (let count = 0; count < 12; count++) {
    await deliver()
    now += 3_600 * secondMs
  }
  const [inside, nowhere] = hooks.map((row) => listAnswers(db, row).map(({ number: _, ...told }) => told))
  expect(inside).toMatchObject([{ isTest: 0 }, { isTest: 1, state: 'failed' }])
  expect(inside).toEqual(nowhere)
  expect(JSON.stringify(db.all(sql`select answer from notifications`))).not.toContain('10.20.30.40')
  const kept = db.all(sql`select quarantined_at, quarantine_reason, left_at from subscribers`)
  expect(kept[0]).toEqual(kept[1])
})
