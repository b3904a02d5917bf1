import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { makeHook } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import type { Channel } from '#domain/outbox/hand-out'
import { linkToken, type SubscriberRow } from '#domain/subscriptions/links'
import { leave } from '#domain/subscriptions/subscribing'
import { deliverDue, type Sender } from './deliver.ts'
import type { Outcome } from './outcome.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
})

/** Sends what is due; whoever is to leave does so while their message is on its way. */
function deliver(channel: Channel, outcomeFor: (to: SubscriberRow) => Outcome, leaving: SubscriberRow) {
  const send: Sender['send'] = (_db, _message, to) => {
    if (to.id === leaving.id) leave(db, linkKey, { use: 'leave', token: linkToken(linkKey, 'leave', to) }, {}, now)
    return Promise.resolve(outcomeFor(to))
  }
  return deliverDue(
    db,
    actor,
    { channel, most: 10, send },
    {
      clock: () => now,
      random: () => 0.5,
      retry: (run) => Promise.resolve().then(run),
    },
  )
}
const news = () =>
  db.all(sql`select sent_at is not null as sent, answer from notifications
    where announcement_number is not null order by number`)
const actions = () => db.all<{ action: string }>(sql`select action from audit_log order by number`)

const answer = '550 5.1.1 <ada@example.com>: no such user'
test.each([
  [
    { kind: 'never', answer, reason: answer },
    { sent: 0, answer: 'They left before it was sent.' },
  ],
  [
    { kind: 'later', answer },
    { sent: 0, answer: 'They left before it was sent.' },
  ],
  [
    { kind: 'sent', answer: '250 ok for ada@example.com' },
    { sent: 1, answer: null },
  ],
] as const)('of whoever leaves while a mail is on its way nothing comes back with %o', async (outcome, noted) => {
  const ada = makeSubscriber(db, { email: 'ada@example.com' }, now)
  makeIncident(db, {}, now)
  const before = actions().length
  await deliver('email', () => outcome, ada)
  expect(news()).toEqual([noted])
  expect(db.get(sql`select address, quarantined_at as at, quarantine_reason as reason from subscribers`)) //
    .toEqual({ address: null, at: null, reason: null })
  expect(JSON.stringify(db.all(sql`select * from notifications`))).not.toContain('ada@')
  expect(actions().slice(before)).toEqual([{ action: 'subscription.leave' }])
})

test('a webhook that left and answers 410 costs the others nothing', async () => {
  const [gone] = ['gone', 'other'].map((name) => makeHook(db, { url: `https://${name}.example/hook` }, now))
  makeIncident(db, {}, now)
  const outcomeFor = ({ id }: SubscriberRow): Outcome =>
    id === gone?.id ? { kind: 'never', answer: 'HTTP 410', isGone: true } : { kind: 'later', answer: 'HTTP 500' }
  await deliver('webhook', outcomeFor, gone as SubscriberRow)
  expect(news()).toEqual([
    { sent: 0, answer: 'They left before it was sent.' },
    { sent: 0, answer: 'HTTP 500' },
  ])
  expect(actions().filter(({ action }) => action === 'subscriber.remove')).toEqual([])
})

test('an address that refuses several messages at once is held back once', async () => {
  makeSubscriber(db, { email: 'ada@example.com' }, now)
  for (const title of ['Logins fail', 'Search is slow']) makeIncident(db, { title }, now)
  const send: Sender['send'] = () => Promise.resolve({ kind: 'never', answer, reason: answer })
  await deliverDue(
    db,
    actor,
    { channel: 'email', most: 10, send },
    {
      clock: () => now,
      random: () => 0.5,
      retry: (run) => Promise.resolve().then(run),
    },
  )
  expect(actions().filter(({ action }) => action === 'subscriber.quarantine')).toHaveLength(1)
})
