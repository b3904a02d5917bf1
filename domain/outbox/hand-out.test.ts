import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeComponent, makeGroup, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { terminal } from '#db/demo/actors'
import { makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { announcements } from '#db/schema/outbox'
import { testDatabase } from '#db/test-database'
import { renameIncident } from '../corrections/title-corrections.ts'
import { rehearse } from '../database.ts'
import { recordPastIncident } from '../incidents/incidents.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { mergeIncident } from '../incidents/life/merges.ts'
import { publishIncident } from '../incidents/life/publications.ts'
import type { ChoicesInput } from '../subscriptions/choices.ts'
import { announce } from './announcements.ts'
import { countRecipients, handOutNext, lastAnnouncement } from './hand-out.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let checkout: string
let search: string
let shop: string
let now: number
beforeEach(() => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
  shop = makeGroup(db, {}, start)
  checkout = makeComponent(db, { groupId: shop }, start)
  search = makeComponent(db, { name: 'Search' }, start)
})

const later = (minutes = 1) => (now += minutes * minuteMs)
const holds = (componentId: string, status: 'degraded_performance' | 'partial_outage' | 'major_outage') => ({
  components: [{ componentId, status }],
})

/** What each subscriber is written, as “address status”, in the order in which it was announced. */
function told(): string[] {
  return db
    .all<{ line: string }>(
      sql`select s.address || ' ' || coalesce(u.status, a.kind) as line
        from notifications n join subscribers s on s.number = n.subscriber_number
          join announcements a on a.number = n.announcement_number left join incident_updates u on u.id = a.update_id
        order by a.number, s.number`,
    )
    .map(({ line }) => line.replace('@example.com', ''))
}

function subscribe(name: string, choices: ChoicesInput = {}): void {
  makeSubscriber(db, { email: `${name}@example.com`, ...choices }, later())
}

describe('whoever subscribes', () => {
  test('to the page hears of every update from then on, each once', () => {
    const before = makeIncident(db, holds(checkout, 'partial_outage'), later())
    subscribe('ada')
    const incidentId = makeIncident(db, holds(search, 'degraded_performance'), later())
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, later())
    postUpdate(db, terminal, { incidentId: before, status: 'monitoring' }, later())
    expect(told()).toEqual(['ada investigating', 'ada resolved', 'ada monitoring'])
  })

  test('to a component or its group hears of what touches it, and of nothing else', () => {
    subscribe('ada', { componentIds: [checkout] })
    subscribe('bob', { groupIds: [shop] })
    makeIncident(db, holds(search, 'major_outage'), later())
    expect(told()).toEqual([])
    makeIncident(db, holds(checkout, 'partial_outage'), later())
    expect(told()).toEqual(['ada investigating', 'bob investigating'])
  })

  test('to one incident hears all of that one, whatever else was chosen', () => {
    const incidentId = makeIncident(db, {}, later())
    subscribe('ada', { incidentIds: [incidentId], leastImpact: 'critical', updates: 'start_and_end' })
    makeIncident(db, holds(checkout, 'major_outage'), later())
    postUpdate(db, terminal, { incidentId, status: 'identified' }, later())
    postUpdate(db, terminal, { incidentId, status: 'monitoring' }, later())
    expect(told()).toEqual(['ada identified', 'ada monitoring'])
  })

  test('from an impact up hears nothing milder, but goes on hearing of what grows milder', () => {
    subscribe('ada', { coversPage: true, leastImpact: 'major' })
    const incidentId = makeIncident(db, holds(checkout, 'degraded_performance'), later())
    expect(told()).toEqual([])
    postUpdate(db, terminal, { incidentId, status: 'identified', ...holds(checkout, 'partial_outage') }, later())
    db.run(sql`update incidents set impact_override = 'minor'`)
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, later())
    expect(told()).toEqual(['ada identified', 'ada resolved'])
  })

  test('to start and end hears the first that fits and the last', () => {
    subscribe('ada', { coversPage: true, updates: 'start_and_end', leastImpact: 'minor' })
    const incidentId = makeIncident(db, {}, later())
    postUpdate(db, terminal, { incidentId, status: 'identified', ...holds(checkout, 'degraded_performance') }, later())
    postUpdate(db, terminal, { incidentId, status: 'monitoring' }, later())
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, later())
    expect(told()).toEqual(['ada identified', 'ada resolved'])
  })

  test('without maintenance hears of none', () => {
    subscribe('ada', { coversPage: true, hearsMaintenance: false })
    subscribe('bob')
    makeMaintenance(db, { componentIds: [checkout] }, later())
    expect(told()).toEqual(['bob scheduled'])
  })

  test('and never said yes hears nothing', () => {
    subscribe('ada')
    db.run(sql`update subscribers set confirmed_at = null`)
    makeIncident(db, {}, later())
    expect(told()).toEqual([])
  })
})

describe('news', () => {
  test('of an internal incident is for internal subscribers, until it becomes public', () => {
    subscribe('ada')
    subscribe('boss')
    db.run(sql`update subscribers set audience = 'internal' where address like 'boss%'`)
    const incidentId = makeIncident(db, { isInternal: true }, later())
    expect(told()).toEqual(['boss investigating'])
    publishIncident(db, terminal, { incidentId }, later())
    expect(told()).toEqual(['boss investigating', 'ada investigating', 'boss investigating'])
  })

  test('of a hidden component is no news to a group’s public subscribers', () => {
    subscribe('ada', { groupIds: [shop] })
    subscribe('boss', { groupIds: [shop] })
    db.run(sql`update subscribers set audience = 'internal' where address like 'boss%'`)
    db.run(sql`update components set hidden_at = ${now}`)
    makeIncident(db, holds(checkout, 'major_outage'), later())
    expect(told()).toEqual(['boss investigating'])
  })

  test('of what was merged goes on with the incident that it became', () => {
    subscribe('ada', { coversPage: true, leastImpact: 'critical' })
    subscribe('bob', { componentIds: [checkout], updates: 'start_and_end' })
    const incidentId = makeIncident(
      db,
      { ...holds(checkout, 'degraded_performance'), impactOverride: 'critical' },
      later(),
    )
    const intoId = makeIncident(db, holds(search, 'degraded_performance'), later())
    mergeIncident(db, terminal, { incidentId, intoId }, later())
    postUpdate(db, terminal, { incidentId: intoId, status: 'resolved' }, later())
    expect(told()).toEqual([
      ...['ada investigating', 'bob investigating'],
      ...['ada investigating', 'ada resolved', 'bob resolved'],
    ])
  })

  test('tells nobody that an internal incident, which it took over, had touched what they chose', () => {
    subscribe('ada', { componentIds: [checkout] })
    subscribe('boss', { componentIds: [checkout] })
    db.run(sql`update subscribers set audience = 'internal' where address like 'boss%'`)
    const incidentId = makeIncident(db, { isInternal: true, ...holds(checkout, 'major_outage') }, later())
    const intoId = makeIncident(db, holds(search, 'major_outage'), later())
    mergeIncident(db, terminal, { incidentId, intoId }, later())
    postUpdate(db, terminal, { incidentId: intoId, status: 'resolved' }, later())
    expect(told()).toEqual(['boss investigating', 'boss resolved'])
  })

  test('that is posted quietly, or lies in the past, is told to nobody', () => {
    subscribe('ada')
    const incidentId = makeIncident(db, { isQuiet: true }, later())
    postUpdate(db, terminal, { incidentId, status: 'identified', isQuiet: true }, later())
    recordPastIncident(db, terminal, { title: 'Long ago', happenedAt: start - 86_400_000 }, later())
    expect(told()).toEqual([])
    expect(
      db
        .select()
        .from(announcements)
        .all()
        .map((row) => row.isQuiet),
    ).toEqual([true, true, true])
  })

  test('of a correction is told unless it is minor', () => {
    const incidentId = makeIncident(db, {}, later())
    subscribe('ada')
    renameIncident(db, terminal, { incidentId, title: 'Card payments fail', isMinor: true }, later())
    expect(told()).toEqual([])
    renameIncident(db, terminal, { incidentId, title: 'Payments fail', reason: 'it was all of them' }, later())
    expect(told()).toEqual(['ada correction'])
  })

  test('is rehearsed with exactly those who would hear of it, and leaves nothing', () => {
    subscribe('ada')
    subscribe('bob', { componentIds: [search] })
    const before = lastAnnouncement(db)
    const { count, lines } = rehearse(db, (tx) => {
      makeIncident(tx, holds(checkout, 'major_outage'), later())
      return { count: countRecipients(tx, before), lines: told() }
    })
    expect(count).toEqual({ email: 1 })
    expect(lines).toEqual(['ada investigating'])
    expect(told()).toEqual([])
  })
})

describe('handing out to many', () => {
  /** Copies a subscriber until there are so many. */
  function crowd(size: number): void {
    subscribe('ada')
    db.run(sql`with recursive n(i) as (select 2 union all select i + 1 from n where i < ${size})
      insert into subscribers (id, channel, audience, address, covers_page, link_salt, created_at, confirmed_at,
        consent_source, updated_at)
      select 'crowd' || i, 'email', 'public', 'crowd' || i || '@example.com', 1, 'salt', ${now}, ${now}, 'page', ${now} from n`)
  }
  const written = () =>
    db.get<{ count: number }>(sql`select count(*) as count from notifications where announcement_number is not null`)
      .count

  test('goes on in chunks until everybody has it once, and nobody who came later', () => {
    crowd(5_000)
    makeIncident(db, {}, later())
    expect(written()).toBe(0)
    expect(handOutNext(db, now)).toBe(true)
    subscribe('late')
    db.run(sql`update subscribers set confirmed_at = 1 where address like 'late%'`)
    expect(written()).toBe(500)
    while (handOutNext(db, now));
    expect(written()).toBe(5_000)
    expect(
      db.get(
        sql`select count(distinct subscriber_number) as count from notifications where announcement_number is not null`,
      ),
    ).toEqual({ count: 5_000 })
  })

  test('that is broken off is taken up where it was, with the rows of no chunk twice or missing', () => {
    crowd(4_001)
    makeIncident(db, {}, later())
    handOutNext(db, now)
    expect(() =>
      db.transaction((tx) => {
        handOutNext(tx, now)
        throw new Error('killed')
      }),
    ).toThrow('killed')
    while (handOutNext(db, now));
    expect(written()).toBe(4_001)
    expect(handOutNext(db, now)).toBe(false)
  })

  test('counts all of them beforehand', () => {
    crowd(3_000)
    const incidentId = makeIncident(db, { isQuiet: true }, later())
    const before = lastAnnouncement(db)
    announce(db, { kind: 'update', incidentId, isEnd: false }, later())
    expect(countRecipients(db, before)).toEqual({ email: 3_000 })
    expect(countRecipients(db, lastAnnouncement(db))).toBeNull()
  })
})

test('a daily digest waits for the morning of its subscriber’s time zone', () => {
  subscribe('ada', { coversPage: true, cadence: 'daily', timeZone: 'America/New_York' })
  subscribe('bob', { coversPage: true, cadence: 'daily' })
  makeIncident(db, {}, later())
  const due = db.all<{ at: number }>(
    sql`select due_at as at from notifications where announcement_number is not null order by number`,
  )
  expect(due.map(({ at }) => new Date(at).toISOString())).toEqual([
    '2026-11-25T13:00:00.000Z',
    '2026-11-25T08:00:00.000Z',
  ])
})
