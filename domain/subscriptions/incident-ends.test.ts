import { desc, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage, makeReport } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { auditLog } from '#db/schema/audit'
import { subscribers } from '#db/schema/subscribers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { claimMessages, markSent } from '../outbox/claims.ts'
import { waiveReport } from '../reports/report-publication.ts'
import type { ComponentStatus } from '../status.ts'
import type { ChoicesInput } from './choices.ts'
import { endingOf } from './incident-endings.ts'
import { endFinishedSubscriptions, lastWordOf } from './incident-ends.ts'
import { addSubscriber, requireSubscriber } from './subscriber-acts.ts'
import { readChoices } from './subscriber-record.ts'
import { linkToken, type LinkUse, type SubscriberRow } from './links.ts'
import { askByEmail, changeSubscription, confirmSubscription, findByAddress } from './subscribing.ts'

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

describe('an incident of which there is nothing more to hear', () => {
  const later = now + 60 * dayMs
  const over = () => {
    const incidentId = openOf('degraded_performance')
    resolve(incidentId)
    return incidentId
  }
  const token = (use: LinkUse, row: SubscriberRow) => linkToken(linkKey, use, row)
  const email = 'ada@example.com'

  test('is chosen by nobody, so that whoever was forwarded a mail can’t end a subscription by it', () => {
    const incidentId = over()
    const row = makeSubscriber(db, { email }, later)
    const choices = { incidentIds: [incidentId] }
    expect(() => changeSubscription(db, linkKey, { token: token('manage', row), choices }, {}, later)).toThrow(
      /is over/,
    )
    expect(() => askByEmail(db, { email: 'bob@example.com', choices }, {}, later)).toThrow(/is over/)
    expect(() => addSubscriber(db, terminal, { email: 'bob@example.com', choices }, later)).toThrow(/is over/)
    tellAll(later)
    endAll(later)
    expect(isThere(row)).toBe(true)
    expect(readChoices(db, row).coversPage).toBe(true)
  })

  test('is left out where somebody who has it changes something else', () => {
    const incidentId = openOf('degraded_performance')
    const row = makeSubscriber(db, { email, componentIds: [component], incidentIds: [incidentId] }, now)
    resolve(incidentId)
    const change = (choices: ChoicesInput) =>
      changeSubscription(db, linkKey, { token: token('manage', row), choices }, {}, later)
    expect(() => change({ incidentIds: [incidentId] })).toThrow(/is over/)
    change({ componentIds: [component], incidentIds: [incidentId], updates: 'start_and_end' })
    expect(readChoices(db, row)).toMatchObject({ componentIds: [component], incidentIds: [] })
  })

  test('that was asked for while it went on is refused once it is over, and nobody is erased', () => {
    const incidentId = openOf('degraded_performance')
    const maintenanceId = makeMaintenance(db, { componentIds: [component] }, now)
    const ask = (to: string, choices: ChoicesInput) => {
      askByEmail(db, { email: to, choices }, {}, now)
      return findByAddress(db, 'email', to) as SubscriberRow
    }
    const ada = ask(email, { incidentIds: [maintenanceId] })
    const bob = ask('bob@example.com', { incidentIds: [maintenanceId, incidentId] })
    postUpdate(db, terminal, { incidentId: maintenanceId, status: 'cancelled', body: 'Not today.' }, now + minuteMs)
    const sayYes = (row: SubscriberRow) =>
      confirmSubscription(db, linkKey, token('confirm', row), {}, now + 2 * minuteMs)
    expect(() => sayYes(ada)).toThrow(/over meanwhile/)
    sayYes(bob)
    tellAll(now + 3 * minuteMs)
    endAll(now + 3 * minuteMs)
    expect(requireSubscriber(db, ada.id)).toMatchObject({ confirmedAt: null, askedAt: now })
    expect(readChoices(db, bob).incidentIds).toEqual([incidentId])
    expect(isThere(bob)).toBe(true)
  })
})
