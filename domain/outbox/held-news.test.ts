import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { handOutNext } from './hand-out.ts'
import { decideHeldNews, listHoldsToTell, markAsked, readHeld } from './holds.ts'
import { listTellings } from './ledger.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const most = 1_000
const crowd = 1_500

let db: Connection
let now: number
beforeEach(() => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
  makeSubscriber(db, {}, start)
  db.run(sql`with recursive n(i) as (select 2 union all select i + 1 from n where i < ${crowd})
    insert into subscribers (id, channel, audience, address, covers_page, link_salt, created_at, confirmed_at,
      consent_source, updated_at)
    select 'crowd' || i, 'email', 'public', 'crowd' || i || '@example.com', i % 2, 'salt', ${now}, ${now}, 'page', ${now}
    from n`)
})

const handOutAll = (limit = most) => {
  while (handOutNext(db, ++now, limit));
}
const written = () =>
  db.get<{ count: number }>(sql`select count(*) as count from notifications where announcement_number is not null`)
    .count
/** Everybody hears of all of the page. */
const coverAll = () => db.run(sql`update subscribers set covers_page = 1`)

describe('news for more than the limit', () => {
  test('is held before anybody is written to, with how many it is for', () => {
    coverAll()
    const incidentId = makeIncident(db, { title: 'Everything is down' }, now)
    handOutAll()
    expect(written()).toBe(0)
    expect(readHeld(db)).toMatchObject({
      news: [{ incidentId, title: 'Everything is down', count: 1, recipients: crowd }],
      messages: null,
    })
    expect(listTellings(db, incidentId)).toMatchObject([{ isHeld: true, expected: crowd, total: 0 }])
    expect(db.get(sql`select actor_kind as kind from audit_log where action = 'outbox.hold'`)).toEqual({
      kind: 'worker',
    })
  })

  test('is told to all when an owner says so, and what followed it too', () => {
    coverAll()
    const incidentId = makeIncident(db, {}, now)
    handOutAll()
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, ++now)
    // The limit is higher by now, but its beginning was told to nobody.
    handOutAll(2 * most)
    expect(written()).toBe(0)
    const [held] = readHeld(db).news
    expect(held).toMatchObject({ count: 2 })
    expect(decideHeldNews(db, terminal, { incidentId, upTo: held?.upTo ?? 0, decision: 'release' }, now)).toBe(2)
    handOutAll()
    expect(written()).toBe(2 * crowd)
    expect(readHeld(db).news).toEqual([])
  })

  test('is told to nobody when an owner says so', () => {
    coverAll()
    const incidentId = makeIncident(db, {}, now)
    handOutAll()
    decideHeldNews(db, terminal, { incidentId, upTo: 1, decision: 'drop' }, now)
    handOutAll()
    expect(written()).toBe(0)
    expect(readHeld(db).news).toEqual([])
    expect(listTellings(db, incidentId)).toMatchObject([{ isHeld: false, isDropped: true, isOpen: false }])
    expect(() => decideHeldNews(db, terminal, { incidentId, upTo: 1, decision: 'release' }, now)).toThrow('already')
  })

  test('that came after an owner looked stays held', () => {
    coverAll()
    const incidentId = makeIncident(db, {}, now)
    handOutAll()
    postUpdate(db, terminal, { incidentId, status: 'identified' }, ++now)
    handOutAll()
    decideHeldNews(db, terminal, { incidentId, upTo: 1, decision: 'release' }, now)
    handOutAll()
    expect(written()).toBe(crowd)
    expect(readHeld(db).news).toMatchObject([{ count: 1, upTo: 2 }])
  })

  test('asks the owners anew for each incident', () => {
    coverAll()
    makeIncident(db, {}, now)
    handOutAll()
    const [hold] = listHoldsToTell(db)
    expect(hold).toMatchObject({ reason: 'recipients' })
    makeIncident(db, { title: 'Another' }, ++now)
    handOutAll()
    // What was read before the second was held is not asked about it.
    markAsked(db, hold?.number ?? 0, start, now)
    expect(listHoldsToTell(db)).toHaveLength(1)
    markAsked(db, hold?.number ?? 0, now, now)
    expect(listHoldsToTell(db)).toEqual([])
  })
})

test('news that fits fewer than the limit goes out, however many subscribers there are', () => {
  makeIncident(db, {}, now)
  handOutAll()
  expect(written()).toBe(crowd / 2)
  expect(readHeld(db).news).toEqual([])
})

test('what is handed out already goes on when the limit is lowered', () => {
  coverAll()
  makeIncident(db, {}, now)
  handOutNext(db, now, 2 * most)
  handOutAll()
  expect(written()).toBe(crowd)
})
