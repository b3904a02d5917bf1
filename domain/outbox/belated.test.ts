import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeHook } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { claimMessages, markSent, putOff, type Message } from './claims.ts'
import type { Channel } from './hand-out.ts'
import { readToldIn } from './news.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

let db: Connection
let now: number
beforeEach(() => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
})

const claim = (channel: Channel = 'email') => claimMessages(db, channel, { most: 100, leaseMs: 5 * minuteMs }, now)
const shape = (messages: readonly Message[]) =>
  messages.map(({ announcements, isBelated }) => [announcements.length, isBelated])

/** Three incidents, the first of them with three updates. */
function happen(): void {
  const incidentId = makeIncident(db, { title: 'Logins fail' }, now)
  postUpdate(db, terminal, { incidentId, status: 'identified' }, ++now)
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, ++now)
  makeIncident(db, { title: 'Search is slow' }, ++now)
  makeIncident(db, { title: 'Exports fail' }, ++now)
}

describe('after a long stop', () => {
  test('all that a subscriber missed is one message, with the newest of each incident', () => {
    makeSubscriber(db, {}, now)
    happen()
    now += dayMs
    const [message, ...others] = claim()
    expect(others).toEqual([])
    expect(shape(message ? [message] : [])).toEqual([[5, true]])
    const told = readToldIn(db, message as Message, 'public', now)
    expect(told.map(({ incident, news }) => [incident.title, news.map(({ update }) => update?.status)])).toEqual([
      ['Exports fail', ['investigating']],
      ['Search is slow', ['investigating']],
      ['Logins fail', ['resolved']],
    ])
    markSent(db, message ? [{ message, answer: '250 ok' }] : [], now)
    expect(claim()).toEqual([])
    expect(
      db.get(sql`select count(sent_at) as sent, count(told_with) as beside from notifications
      where announcement_number is not null`),
    ).toEqual({ sent: 5, beside: 4 })
  })

  test('what is newer is told as ever, and takes along what is older of its incident', () => {
    makeSubscriber(db, {}, now)
    const incidentId = makeIncident(db, { title: 'Logins fail' }, now)
    makeIncident(db, { title: 'Search is slow' }, now)
    now += dayMs
    postUpdate(db, terminal, { incidentId, status: 'identified' }, now)
    makeIncident(db, { title: 'Exports fail' }, now)
    expect(shape(claim()).sort()).toEqual([
      [1, false],
      [1, true],
      [2, false],
    ])
  })

  test('weeks of a mail server’s absence are one mail', () => {
    makeSubscriber(db, {}, now)
    for (let week = 0; week < 3; week++) {
      happen()
      now += 7 * dayMs
    }
    expect(shape(claim())).toEqual([[15, true]])
  })

  test('a webhook gets one payload for each incident, since it takes one incident', () => {
    makeHook(db, { url: 'https://hooks.example/a' }, now)
    happen()
    now += dayMs
    expect(shape(claim('webhook')).sort()).toEqual([
      [1, true],
      [1, true],
      [3, true],
    ])
  })

  test('a daily digest of the day before is none of it', () => {
    makeSubscriber(db, { coversPage: true, cadence: 'daily' }, now)
    happen()
    now += dayMs
    expect(shape(claim())).toEqual([[5, false]])
  })
})

test('while the channel can’t send, nothing comes nearer to being given up', () => {
  makeSubscriber(db, {}, now)
  makeIncident(db, {}, now)
  for (let tried = 0; tried < 3; tried++) {
    const [message] = claim()
    expect(message?.triedFrom).toBe(now)
    putOff(db, message ? [{ message, until: now + dayMs, answer: 'ECONNREFUSED', isBlocked: true }] : [])
    now += dayMs
  }
  expect(claim()[0]).toMatchObject({ attempts: 4, triedFrom: now })
})

test('what was taken and not tried counts no try', () => {
  makeSubscriber(db, {}, now)
  makeIncident(db, {}, now)
  const [message] = claim()
  putOff(db, message ? [{ message, until: now + 1, answer: 'There is no room.', isUntried: true }] : [])
  now += 1
  expect(claim()[0]).toMatchObject({ attempts: 1, triedFrom: now })
})
