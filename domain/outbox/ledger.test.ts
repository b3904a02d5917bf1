import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { claimMessages, giveUp, markSent, putOff, type Message } from './claims.ts'
import { lastAnnouncement } from './hand-out.ts'
import { countSendAgain, listTellings, readLedger, readTellingsVersion, sendAgain } from './ledger.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, start - 1)
  for (const name of ['ada', 'bob', 'cleo']) makeSubscriber(db, { email: `${name}@example.com` }, start)
  incidentId = makeIncident(db, {}, start)
})

const claim = (now: number) => claimMessages(db, 'email', { most: 10, leaseMs: 60_000 }, now)
const ask = { page: 1, withAddresses: true }

function tellSome(): void {
  const [ada, bob, cleo] = claim(start) as [Message, Message, Message]
  markSent(db, [{ message: ada, answer: '250 ok' }], start + 4_000)
  giveUp(db, bob, '550 <bob@example.com> unknown', start + 5_000)
  putOff(db, [{ message: cleo, until: start + 30_000, answer: '451 later' }])
}

describe('the ledger', () => {
  test('counts who was told, whom it failed and who waits', () => {
    tellSome()
    postUpdate(db, terminal, { incidentId, status: 'identified', isQuiet: true }, start + 60_000)
    const counts = { total: 3, told: 1, failed: 1, waiting: 1, lastAfterMs: 4_000 }
    expect(listTellings(db, incidentId)).toMatchObject([
      { label: 'Identified', isQuiet: true, total: 0 },
      { label: 'Investigating', isQuiet: false, isOpen: false, ...counts },
    ])
  })

  test('is counted as messages are written down, sent, given up, tried again and forgotten', () => {
    const version = () => readTellingsVersion(db, incidentId)
    const counted = () => db.get(sql`select recipients, told, failed, last_told_at as lastToldAt from announcements`)
    const anew = () =>
      db.get(sql`select count(*) as recipients, count(sent_at) as told, count(failed_at) as failed,
        max(sent_at) as lastToldAt from notifications where announcement_number is not null`)
    const versions = [version()]
    const happens = (act: () => void) => {
      act()
      versions.push(version())
      expect(counted()).toEqual(anew())
    }
    happens(tellSome)
    happens(() => sendAgain(db, terminal, lastAnnouncement(db), start + 60_000))
    happens(() =>
      markSent(
        db,
        claim(start + 60_000).map((message) => ({ message, answer: '250 ok' })),
        start + 61_000,
      ),
    )
    happens(() => void db.run(sql`delete from notifications where number = (select max(number) from notifications)`))
    expect(counted()).toEqual({ recipients: 2, told: 2, failed: 0, lastToldAt: start + 61_000 })
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('says of each when, how often tried and with what answer, what failed first', () => {
    tellSome()
    expect(readLedger(db, lastAnnouncement(db), ask).lines).toMatchObject([
      {
        address: 'bob@example.com',
        state: 'failed',
        attempts: 1,
        at: start + 5_000,
        answer: '550 <bob@example.com> unknown',
      },
      { address: 'cleo@example.com', state: 'waiting', attempts: 1, at: start + 30_000, answer: '451 later' },
      { address: 'ada@example.com', state: 'told', attempts: 1, at: start + 4_000, answer: '250 ok' },
    ])
    expect(readLedger(db, lastAnnouncement(db), { ...ask, state: 'waiting' })).toMatchObject({ total: 1 })
  })

  test('names no address to whoever may not read them', () => {
    const { lines } = readLedger(db, lastAnnouncement(db), { ...ask, withAddresses: false })
    expect(lines).toHaveLength(3)
    expect(JSON.stringify(lines)).not.toContain('@')
  })

  test('has pages', () => {
    db.run(sql`with recursive n(i) as (select 4 union all select i + 1 from n where i < 103)
      insert into subscribers (id, channel, audience, covers_page, link_salt, created_at, consent_source, updated_at)
      select 'crowd' || i, 'email', 'public', 1, 'salt', 0, 'page', 0 from n`)
    db.run(sql`insert into notifications (subscriber_number, announcement_number, channel, created_at, due_at)
      select number, ${lastAnnouncement(db)}, 'email', 0, 0 from subscribers where id like 'crowd%'`)
    const last = readLedger(db, lastAnnouncement(db), { ...ask, page: 9 })
    expect([last.page, last.pages, last.total, last.lines.length]).toEqual([3, 3, 103, 3])
  })
})

test('what failed is sent again to those who can be reached, and to nobody else', () => {
  for (const message of claim(start)) giveUp(db, message, '554 not now', start + 1)
  db.run(sql`update subscribers set quarantined_at = 1 where address like 'bob%'`)
  expect(countSendAgain(db, lastAnnouncement(db))).toBe(2)
  expect(sendAgain(db, terminal, lastAnnouncement(db), start + 2)).toBe(2)
  expect(countSendAgain(db, lastAnnouncement(db))).toBe(0)
  expect(claim(start + 2).map(({ attempts }) => attempts)).toEqual([1, 1])
})
