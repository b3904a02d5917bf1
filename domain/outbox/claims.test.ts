import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeIncident, makePage } from '#db/demo/makers'
import { terminal } from '#db/demo/actors'
import { makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { askByEmail } from '../subscriptions/subscribing.ts'
import { claimMessages, giveUp, markSent, putOff, type Message } from './claims.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const leaseMs = 5 * minuteMs

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, start - 1)
  makeSubscriber(db, {}, start)
  incidentId = makeIncident(db, {}, start)
})

const claim = (now: number, most = 10) => claimMessages(db, 'email', { most, leaseMs }, now)
const post = (now: number) => postUpdate(db, terminal, { incidentId, status: 'identified', body: `At ${now}` }, now)
const only = (messages: Message[]): Message => {
  expect(messages).toHaveLength(1)
  return messages[0] as Message
}
const ledger = () =>
  db.all(sql`select attempts, sent_at as sentAt, failed_at as failedAt, answer, told_with as toldWith from notifications
    where announcement_number is not null order by number`)

describe('a claim', () => {
  test('takes what is due, counts the try, and leaves it to nobody else while the lease lasts', () => {
    expect(only(claim(start))).toMatchObject({ attempts: 1, letter: null, triedFrom: start, isBelated: false })
    expect(claim(start + leaseMs - 1)).toEqual([])
    expect(only(claim(start + leaseMs)).attempts).toBe(2)
  })

  test('tells three updates of one incident in one message, known by the newest', () => {
    post(start + 1)
    post(start + 2)
    const message = only(claim(start + 3))
    expect(message.numbers).toHaveLength(3)
    expect(message.announcements).toEqual([...message.announcements].sort((one, other) => other - one))
    expect(message.number).toBe(message.numbers[0])
    markSent(db, [{ message, answer: '250 ok' }], start + 4)
    expect(ledger()).toEqual([
      { attempts: 1, sentAt: start + 4, failedAt: null, answer: '250 ok', toldWith: message.number },
      { attempts: 1, sentAt: start + 4, failedAt: null, answer: '250 ok', toldWith: message.number },
      { attempts: 1, sentAt: start + 4, failedAt: null, answer: '250 ok', toldWith: null },
    ])
    expect(claim(start + leaseMs * 2)).toEqual([])
  })

  test('takes what was put off along with newer news of the same incident', () => {
    putOff(db, [{ message: only(claim(start)), until: start + 60 * minuteMs, answer: '451 later' }])
    expect(claim(start + 1)).toEqual([])
    post(start + 2)
    expect(only(claim(start + 2)).numbers).toHaveLength(2)
  })

  test('takes nothing along that is in another’s hands', () => {
    claim(start)
    post(start + 1)
    expect(only(claim(start + 1)).numbers).toHaveLength(1)
  })

  test('keeps news of different incidents apart, and takes no more than asked for', () => {
    makeIncident(db, { title: 'Another' }, start + 1)
    expect(claim(start + 2, 1)).toHaveLength(1)
    expect(claim(start + 2)).toHaveLength(1)
  })

  test('makes one message of all that a daily digest is due', () => {
    makeSubscriber(db, { email: 'bob@example.com', coversPage: true, cadence: 'daily' }, start)
    makeIncident(db, { title: 'Another' }, start + 1)
    post(start + 2)
    expect(claim(start + 3)).toHaveLength(2)
    const digest = claim(start + 24 * 60 * minuteMs).filter(({ announcements }) => announcements.length === 2)
    expect(digest.map(({ subscriberNumber }) => subscriberNumber)).toContain(2)
  })
})

test('letters go before news that waited longer, and leave it most of the room', () => {
  for (let index = 0; index < 40; index++) makeSubscriber(db, { email: `reader${index}@example.com` }, start)
  makeIncident(db, { title: 'Another' }, start)
  for (let index = 0; index < 10; index++) {
    askByEmail(db, { email: `new${index}@example.com`, choices: { coversPage: true } }, {}, start + 1)
  }
  const claims = Array.from({ length: 7 }, () => claim(start + 2, 8).map(({ letter }) => letter))
  expect(claims.map((letters) => letters.filter((letter) => letter === 'confirm').length)).toEqual([
    2, 2, 2, 2, 2, 0, 0,
  ])
  expect(claims.map(({ length }) => length)).toEqual([8, 8, 8, 8, 8, 8, expect.any(Number)])
})

describe('a message', () => {
  test('that is given up stays in the ledger with why, and is not tried again', () => {
    giveUp(db, only(claim(start)), '550 no such mailbox', start + 1)
    expect(ledger()).toEqual([
      { attempts: 1, sentAt: null, failedAt: start + 1, answer: '550 no such mailbox', toldWith: null },
    ])
    expect(claim(start + leaseMs * 2)).toEqual([])
  })

  test('that went out just before its reader left counts as sent, and keeps no answer', () => {
    const message = only(claim(start))
    giveUp(db, message, 'They left before it was sent.', start + 1)
    db.run(sql`update subscribers set left_at = ${start + 1}`)
    markSent(db, [{ message, answer: '250 ok' }], start + 2)
    expect(ledger()).toEqual([{ attempts: 1, sentAt: start + 2, failedAt: null, answer: null, toldWith: null }])
  })
})
