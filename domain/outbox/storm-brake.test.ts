import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import { linkToken, type SubscriberRow } from '../subscriptions/links.ts'
import { removeSubscriber } from '../subscriptions/subscriber-acts.ts'
import { askToLeave } from '../subscriptions/subscribing.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { claimMessages, markSent, type Message } from './claims.ts'
import { decideHeldMessages, listHoldsToTell, markAsked, readHeld, settleHeld } from './holds.ts'
import { mostAnHour } from './storm-brake.ts'
import { sendAgain } from './ledger.ts'
import { lastAnnouncement } from './hand-out.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const hourMs = 60 * minuteMs

let db: Connection
let now: number
let subscriber: SubscriberRow
beforeEach(() => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
  subscriber = makeSubscriber(db, {}, start)
})

const claim = () => claimMessages(db, 'email', { most: 100, leaseMs: 5 * minuteMs }, now)
const send = (messages: readonly Message[]) => {
  markSent(
    db,
    messages.map((message) => ({ message, answer: '250 ok' })),
    now,
  )
  return messages.length
}
const open = (count = 1) => {
  for (let index = 0; index < count; index++) makeIncident(db, { title: `Trouble ${index}` }, now)
}
const settle = () => {
  while (settleHeld(db, now));
}

describe('an address', () => {
  test('gets ten messages within an hour, and what comes beyond them is held', () => {
    open(12)
    expect(send(claim())).toBe(mostAnHour)
    expect(claim()).toEqual([])
    expect(readHeld(db).messages).toEqual({ count: 2, subscribers: 1, since: start })
    now += 2 * hourMs
    open()
    expect(claim()).toEqual([])
    expect(readHeld(db).messages).toMatchObject({ count: 3 })
  })

  test('gets ten in any hour, not in one of the clock', () => {
    open(5)
    send(claim())
    now += 59 * minuteMs
    open(5)
    expect(send(claim())).toBe(5)
    now += minuteMs
    open(5)
    expect(send(claim())).toBe(5)
    expect(readHeld(db).messages).toBeNull()
    open()
    expect(claim()).toEqual([])
  })

  test('is told many updates in one message, which counts once', () => {
    const incidentId = makeIncident(db, {}, now)
    for (let round = 0; round < mostAnHour; round++) {
      for (let update = 0; update < 3; update++)
        postUpdate(db, terminal, { incidentId, status: 'identified', body: `${update}` }, ++now)
      expect(send(claim())).toBe(1)
    }
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, ++now)
    expect(claim()).toEqual([])
  })

  test('does not get more because some are in somebody’s hands', () => {
    open(6)
    const first = claim()
    open(6)
    const second = claim()
    expect([first.length, second.length]).toEqual([6, 4])
    expect(readHeld(db).messages).toMatchObject({ count: 2 })
  })

  test('gets letters about its subscription all the same, and they count for nothing', () => {
    open(11)
    send(claim())
    askToLeave(db, linkKey, linkToken(linkKey, 'manage', subscriber), {}, now)
    expect(claim().map(({ letter }) => letter)).toEqual(['leave'])
  })

  test('that gets little is not held back by another’s storm', () => {
    open(11)
    send(claim())
    makeSubscriber(db, { email: 'bob@example.com' }, now)
    open()
    expect(claim()).toHaveLength(1)
  })
})

describe('what is held', () => {
  const holdSome = () => {
    open(14)
    send(claim())
    now += minuteMs
  }

  test('is sent in one message when an owner lets it go, and then counts anew', () => {
    holdSome()
    expect(decideHeldMessages(db, terminal, { decision: 'release' }, now)).toBe(1)
    settle()
    const [message, ...others] = claim()
    expect(others).toEqual([])
    expect(message).toMatchObject({ isBelated: true, attempts: 1 })
    expect(message?.announcements).toHaveLength(4)
    send(message ? [message] : [])
    open(10)
    expect(claim()).toHaveLength(10)
    expect(readHeld(db)).toEqual({ news: [], messages: null })
  })

  test('goes to nobody when an owner drops it, not even when what failed is sent again', () => {
    holdSome()
    decideHeldMessages(db, terminal, { decision: 'drop' }, now)
    settle()
    expect(claim()).toEqual([])
    expect(sendAgain(db, terminal, lastAnnouncement(db), now)).toBe(0)
    expect(db.get(sql`select count(*) as count from notifications where failed_at = ${now}`)).toEqual({ count: 4 })
  })

  test('later than that decision is a hold of its own', () => {
    holdSome()
    decideHeldMessages(db, terminal, { decision: 'drop' }, now)
    now += 1
    open(11)
    expect(send(claim())).toBe(10)
    settle()
    expect(readHeld(db).messages).toMatchObject({ count: 1, since: now })
    expect(listHoldsToTell(db)).toMatchObject([{ number: 2, reason: 'address' }])
  })

  test('is asked about once', () => {
    holdSome()
    expect(listHoldsToTell(db)).toEqual([{ number: 1, reason: 'address', begunAt: start }])
    markAsked(db, 1, now, now)
    open()
    claim()
    expect(listHoldsToTell(db)).toEqual([])
    expect(() =>
      decideHeldMessages(db, { kind: 'person', id: 'x', name: 'X', role: 'responder' }, { decision: 'drop' }, now),
    ).toThrow('Owner')
  })

  test('is nothing to decide any more when its subscriber left', () => {
    holdSome()
    removeSubscriber(db, terminal, { id: subscriber.id }, now)
    settle()
    expect(readHeld(db).messages).toBeNull()
    expect(listHoldsToTell(db)).toEqual([])
  })

  test('can be decided once', () => {
    holdSome()
    decideHeldMessages(db, terminal, { decision: 'drop' }, now)
    expect(() => decideHeldMessages(db, terminal, { decision: 'release' }, now)).toThrow('somebody decided already')
  })

  test('is found by indexes, however much was ever sent', () => {
    const plan = (query: string) =>
      db.$client
        .prepare<[], { detail: string }>(`explain query plan ${query}`)
        .all()
        .map(({ detail }) => detail)
        .join('\n')
    expect(
      plan(`select count(*) from notifications where subscriber_number = 1 and sent_at > 1 and told_with is null
        and announcement_number is not null`),
    ).toContain('INDEX notifications_told (subscriber_number=? AND sent_at>?)')
    expect(
      plan(
        `select 1 from notifications where subscriber_number = 1 and held_at > 1 and sent_at is null and failed_at is null`,
      ),
    ).toContain('INDEX notifications_held (subscriber_number=? AND held_at>?)')
    expect(
      plan(`select number from notifications where channel = 'email' and due_at <= 1 and sent_at is null
        and failed_at is null and held_at is null order by due_at limit 100`),
    ).toContain('INDEX notifications_due (channel=? AND due_at<?)')
  })
})
