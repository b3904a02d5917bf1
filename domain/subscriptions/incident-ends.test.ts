import { desc, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage, makeReport } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { auditLog } from '#db/schema/audit'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { claimMessages, markSent } from '../outbox/claims.ts'
import { waiveReport } from '../reports/report-publication.ts'
import type { ComponentStatus } from '../status.ts'
import { endFinishedSubscriptions, endingOf, lastWordOf } from './incident-ends.ts'
import type { SubscriberRow } from './links.ts'
import { requireSubscriber } from './subscriber-acts.ts'
import { readChoices } from './subscriber-record.ts'
import { askByEmail } from './subscribing.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const dayMs = 24 * 3_600_000

let db: Connection
let component: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - dayMs)
  component = makeComponent(db, {}, now - dayMs)
})

const openOf = (status: ComponentStatus) => makeIncident(db, { components: [{ componentId: component, status }] }, now)
const follower = (incidentId: string) =>
  makeSubscriber(db, { email: 'ada@example.com', incidentIds: [incidentId] }, now)
const resolve = (incidentId: string, at = now + minuteMs) =>
  postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'It works.' }, at)

function tellAll(at: number): void {
  const messages = claimMessages(db, 'email', { most: 500, leaseMs: minuteMs }, at)
  markSent(
    db,
    messages.map((message) => ({ message, answer: '250' })),
    at,
  )
}

function endAll(at: number): void {
  while (endFinishedSubscriptions(db, at));
}

const left = () => db.select({ leftAt: subscribers.leftAt, address: subscribers.address }).from(subscribers).all()
const isThere = ({ id }: SubscriberRow) =>
  db.all(sql`select 1 from subscribers where id = ${id} and left_at is null`).length === 1
const wordsTo = (row: SubscriberRow, at: number) => {
  const { number } = db.get<{ number: number }>(sql`select max(number) as number from announcements`)
  return lastWordOf(db, requireSubscriber(db, row.id), [number], at)
}

describe('a subscription to one incident', () => {
  test('ends once the report that it owed was told, with nothing left but a count', () => {
    const incidentId = openOf('major_outage')
    const row = follower(incidentId)
    resolve(incidentId)
    expect(wordsTo(row, now + minuteMs)).toBe('after the report')
    tellAll(now + minuteMs)
    endAll(now + 400 * dayMs)
    expect(isThere(row)).toBe(true)
    makeReport(db, { incidentId }, now + dayMs)
    expect(wordsTo(row, now + dayMs)).toBe('now')
    endAll(now + dayMs)
    expect(isThere(row)).toBe(true)
    tellAll(now + dayMs)
    endAll(now + dayMs)
    expect(left()).toEqual([{ leftAt: now + dayMs, address: null }])
    expect(db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1).all()).toMatchObject([
      { action: 'subscription.end', actorName: 'Outbox', subjectId: row.id },
    ])
    expect(JSON.stringify(db.select().from(auditLog).all())).not.toContain('ada@')
  })

  test('goes on after a preliminary report', () => {
    const incidentId = openOf('major_outage')
    const row = follower(incidentId)
    resolve(incidentId)
    makeReport(db, { incidentId, isPreliminary: true }, now + dayMs)
    tellAll(now + dayMs)
    endAll(now + 400 * dayMs)
    expect(isThere(row)).toBe(true)
  })

  test('without a report that is owed ends after the days that one would have had', () => {
    const incidentId = openOf('degraded_performance')
    const row = follower(incidentId)
    resolve(incidentId)
    const at = now + minuteMs + 14 * dayMs
    expect(wordsTo(row, now + minuteMs)).toEqual({ at })
    tellAll(now + minuteMs)
    endAll(at - 1)
    expect(isThere(row)).toBe(true)
    endAll(at)
    expect(isThere(row)).toBe(false)
  })

  test('whose report was called off ends like one that owes none', () => {
    const incidentId = openOf('major_outage')
    const row = follower(incidentId)
    resolve(incidentId)
    tellAll(now + minuteMs)
    waiveReport(db, terminal, { incidentId, reason: 'All is said.' }, now + dayMs)
    endAll(now + 13 * dayMs)
    expect(isThere(row)).toBe(true)
    endAll(now + 15 * dayMs)
    expect(isThere(row)).toBe(false)
  })

  test('of a maintenance ends when that is over and told', () => {
    const maintenanceId = makeMaintenance(db, { componentIds: [component] }, now)
    const row = follower(maintenanceId)
    postUpdate(db, terminal, { incidentId: maintenanceId, status: 'cancelled', body: 'Not today.' }, now + minuteMs)
    expect(wordsTo(row, now + minuteMs)).toBe('now')
    tellAll(now + minuteMs)
    endAll(now + minuteMs)
    expect(isThere(row)).toBe(false)
  })

  test('that is reopened in time goes on, and its days begin anew', () => {
    const incidentId = openOf('degraded_performance')
    const row = follower(incidentId)
    resolve(incidentId)
    postUpdate(db, terminal, { incidentId, status: 'identified', body: 'It is back.' }, now + 10 * dayMs)
    tellAll(now + 10 * dayMs)
    endAll(now + 100 * dayMs)
    expect(isThere(row)).toBe(true)
    resolve(incidentId, now + 100 * dayMs)
    tellAll(now + 100 * dayMs)
    endAll(now + 113 * dayMs)
    expect(isThere(row)).toBe(true)
    endAll(now + 114 * dayMs)
    expect(isThere(row)).toBe(false)
  })
})

test('whoever hears of more keeps it, and is not told of an end', () => {
  const [first, second] = [openOf('degraded_performance'), makeIncident(db, { title: 'Search' }, now)]
  const both = makeSubscriber(db, { email: 'bob@example.com', incidentIds: [first, second] }, now)
  const more = makeSubscriber(db, { email: 'eve@example.com', componentIds: [component], incidentIds: [first] }, now)
  resolve(first)
  expect([both, more].map((row) => wordsTo(row, now + minuteMs))).toEqual([null, null])
  tellAll(now + minuteMs)
  endAll(now + 20 * dayMs)
  expect([both, more].map((row) => readChoices(db, row).incidentIds)).toEqual([[second], []])
  expect([isThere(both), isThere(more)]).toEqual([true, true])
})

test('whoever was asked about more waits for their answer', () => {
  const incidentId = openOf('degraded_performance')
  const row = follower(incidentId)
  resolve(incidentId)
  askByEmail(db, { email: 'ada@example.com', choices: { coversPage: true } }, {}, now + 20 * dayMs)
  tellAll(now + 20 * dayMs)
  endAll(now + 20 * dayMs)
  expect(readChoices(db, row).incidentIds).toEqual([incidentId])
})

test('many end in more than one step, and an incident that goes on ends nobody', () => {
  const incidentId = openOf('degraded_performance')
  for (let index = 0; index < 201; index++)
    makeSubscriber(db, { email: `s${index}@example.com`, incidentIds: [incidentId] }, now)
  expect(endingOf(db, incidentId, now + 400 * dayMs)).toBeNull()
  expect(endFinishedSubscriptions(db, now + 400 * dayMs)).toBe(false)
  resolve(incidentId)
  tellAll(now + minuteMs)
  tellAll(now + minuteMs)
  const at = now + 400 * dayMs
  expect([1, 2, 3].map(() => endFinishedSubscriptions(db, at))).toEqual([true, true, false])
  expect(left().every(({ leftAt }) => leftAt === at)).toBe(true)
})
