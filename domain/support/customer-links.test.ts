import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { linkCustomer, listCustomerLinks, markNotTold, markTold, unlinkCustomer } from './customer-links.ts'
import { countCustomers, listIncidentsToTell } from './customers-to-tell.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let sam: Actor & { kind: 'person' }
let priya: Actor
let incidentId: string

beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  sam = makePerson(db, { name: 'Sam', role: 'support' }, now)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  incidentId = makeIncident(db, { by: priya }, now)
})

const link = (reference: string, at = now, id = incidentId) => linkCustomer(db, sam, { incidentId: id, reference }, at)
const resolve = (at: number) => postUpdate(db, priya, { incidentId, status: 'resolved' }, at)
const names = () =>
  listCustomerLinks(db, incidentId).map(({ reference, isTold }) => `${reference}${isTold ? ' told' : ''}`)

describe('a customer or ticket', () => {
  test('is linked with its address and name, and says who linked it', () => {
    const url = 'https://desk.example/48213'
    const id = linkCustomer(db, sam, { incidentId, reference: ' Ticket  48213', url, name: 'Harbour Books' }, now)
    expect(listCustomerLinks(db, incidentId)).toEqual([
      {
        id,
        reference: 'Ticket 48213',
        url,
        name: 'Harbour Books',
        linkedByName: 'Sam',
        linkedAt: now,
        toldByName: null,
        toldAt: null,
        isTold: false,
      },
    ])
    expect(countCustomers(db, [incidentId, 'another'])).toEqual(new Map([[incidentId, 1]]))
  })

  test('is linked once to an incident, and whoever tries again hears by whom', () => {
    link('ACME-1')
    expect(() => link('acme-1')).toThrow('ACME-1 was linked already, by Sam.')
    const other = makeIncident(db, { title: 'Search is down' }, now)
    link('ACME-1', now, other)
    expect(listCustomerLinks(db, other)).toHaveLength(1)
  })

  test('is taken off again, and then can be linked anew', () => {
    unlinkCustomer(db, sam, link('ACME-1'), now)
    expect(names()).toEqual([])
    link('ACME-1')
    expect(names()).toEqual(['ACME-1'])
  })

  test('of an incident that was merged belongs to the other one', () => {
    const other = makeIncident(db, { title: 'Search is down' }, now)
    db.update(incidents).set({ mergedIntoId: other, mergedAt: now }).run()
    expect(() => link('ACME-1')).toThrow('merged')
  })

  test.each([
    [{ reference: ' ' }, /customer or ticket is empty/],
    [{ reference: 'a'.repeat(121) }, /at most 120 fit/],
    [{ reference: 'ACME-1', url: 'javascript:alert(1)' }, /must begin with https/],
    [{ reference: 'ACME-1', incidentId: 'unknown' }, /There is no such incident/],
  ])('is refused as %j', (input, message) => {
    expect(() => linkCustomer(db, sam, { incidentId, ...input }, now)).toThrow(message)
    expect(names()).toEqual([])
  })
})

describe('telling', () => {
  test('notes by whom and when, puts those who wait first, and can be taken back', () => {
    const first = link('ACME-1')
    link('ACME-2', now + 1)
    markTold(db, sam, first, now + minuteMs)
    expect(names()).toEqual(['ACME-2', 'ACME-1 told'])
    expect(listCustomerLinks(db, incidentId)[1]).toMatchObject({ toldByName: 'Sam', toldAt: now + minuteMs })
    markNotTold(db, sam, first, now + 2 * minuteMs)
    expect(names()).toEqual(['ACME-1', 'ACME-2'])
    expect(() => markNotTold(db, sam, first, now)).toThrow('Nobody told ACME-1 yet.')
  })

  test('twice is prevented, so that nobody is called by two people', () => {
    const first = link('ACME-1')
    markTold(db, sam, first, now)
    expect(() => markTold(db, sam, first, now)).toThrow('Sam told ACME-1 already.')
  })

  test('of an incident does not tell of its end: they are told again', () => {
    const first = link('ACME-1')
    markTold(db, sam, first, now + minuteMs)
    resolve(now + 2 * minuteMs)
    expect(names()).toEqual(['ACME-1'])
    markTold(db, sam, first, now + 3 * minuteMs)
    expect(names()).toEqual(['ACME-1 told'])
  })

  test('before the end was known counts for nothing, even if it ended earlier', () => {
    const first = link('ACME-1')
    markTold(db, sam, first, now + 10 * minuteMs)
    resolve(now + 20 * minuteMs)
    db.$client.prepare('update incidents set resolved_at = ?').run(now + 5 * minuteMs)
    db.$client.prepare(`update incident_updates set happened_at = ? where status = 'resolved'`).run(now + 5 * minuteMs)
    expect(names()).toEqual(['ACME-1'])
    expect(listIncidentsToTell(db, sam.id)).toMatchObject([{ id: incidentId, toTell: 1 }])
  })

  test('of an internal incident is refused: nothing may be said yet', () => {
    const internal = makeIncident(db, { isInternal: true }, now)
    const id = link('ACME-1', now, internal)
    expect(() => markTold(db, sam, id, now)).toThrow('internal: nothing may be said')
  })
})

describe('the list of those to tell', () => {
  test('holds public incidents that are over, the longest ago first, until everybody is told', () => {
    const rosa = makePerson(db, { name: 'Rosa', role: 'support' }, now)
    const later = makeIncident(db, { title: 'Search is down' }, now)
    const open = makeIncident(db, { title: 'Mail is late' }, now)
    const internal = makeIncident(db, { title: 'Disk', isInternal: true }, now)
    const mine = link('ACME-1')
    linkCustomer(db, rosa, { incidentId, reference: 'ACME-2' }, now)
    for (const id of [later, open, internal]) link('ACME-3', now, id)
    postUpdate(db, priya, { incidentId: internal, status: 'resolved' }, now + minuteMs)
    resolve(now + 2 * minuteMs)
    postUpdate(db, priya, { incidentId: later, status: 'resolved' }, now + 3 * minuteMs)
    const resolvedAt = now + 2 * minuteMs
    const title = 'Checkout refuses card payments'
    expect(listIncidentsToTell(db, sam.id)).toEqual([
      { id: incidentId, title, resolvedAt, linked: 2, toTell: 2, toTellOfPerson: 1 },
      {
        id: later,
        title: 'Search is down',
        resolvedAt: resolvedAt + minuteMs,
        linked: 1,
        toTell: 1,
        toTellOfPerson: 1,
      },
    ])
    markTold(db, sam, mine, now + 4 * minuteMs)
    expect(listIncidentsToTell(db, sam.id)[0]).toMatchObject({ linked: 2, toTell: 1, toTellOfPerson: 0 })
    const [theirs] = listCustomerLinks(db, incidentId)
    markTold(db, rosa, theirs?.id ?? '', now + 4 * minuteMs)
    expect(listIncidentsToTell(db, sam.id).map(({ id }) => id)).toEqual([later])
  })
})
