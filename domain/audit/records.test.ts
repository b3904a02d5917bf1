import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import {
  auditBatches,
  everything,
  listAuditRecords,
  readAuditChoices,
  readAuditPage,
  type AuditQuery,
} from './records.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const worker: Actor = { kind: 'worker', name: 'Candor', role: 'owner' }

let db: Connection
let priya: Actor & { id: string }
let ids: { incident: string; component: string }
beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'Europe/Berlin' }, now - 1)
  priya = { ...makePerson(db, { name: 'Priya', role: 'responder' }, now), address: '192.0.2.7', requestId: 'request-7' }
  const component = makeComponent(db, { name: 'Checkout' }, now)
  ids = { component, incident: makeIncident(db, { title: 'Cards are refused' }, now) }
  const incident = { subjectKind: 'incident', subjectId: ids.incident }
  recordAudit(db, priya, { action: 'incident.rename', ...incident, after: { title: '100% of cards' } }, now + 1)
  recordAudit(db, priya, { action: 'incident_update.post', ...incident }, now + 9 * hourMs)
  recordAudit(
    db,
    worker,
    { action: 'component.move', subjectKind: 'component', subjectId: component },
    now + 10 * hourMs,
  )
})

const found = (query: Partial<AuditQuery>) =>
  listAuditRecords(db, { ...everything, ...query }, 50).map(({ action }) => action)

describe('the audit log', () => {
  test('tells who did what, to what, from where, newest first, with the names of what it is of', () => {
    const page = readAuditPage(db, everything, 1)
    expect(page.records.map(({ number }) => number)).toEqual(
      [...page.records.keys()].map((index) => page.total - index),
    )
    expect(page.records[2]).toMatchObject({
      at: now + 1,
      actor: { kind: 'person', id: priya.id, name: 'Priya' },
      action: 'incident.rename',
      subject: { kind: 'incident', id: ids.incident },
      before: null,
      after: { title: '100% of cards' },
      address: '192.0.2.7',
      requestId: 'request-7',
    })
    expect(page.names.get(ids.incident)).toBe('Cards are refused')
    expect(page.names.get(ids.component)).toBe('Checkout')
  })

  test.each<[Partial<AuditQuery>, string[]]>([
    [{ actor: 'worker' }, ['component.move']],
    [{ actor: 'person' }, ['incident_update.post', 'incident.rename']],
    [{ actor: 'person:nobody' }, []],
    [{ action: 'incident.rename' }, ['incident.rename']],
    [{ actor: 'person', action: 'incident' }, ['incident.rename']],
    [{ subject: 'component', actor: 'worker' }, ['component.move']],
    [{ subject: 'incident:nothing' }, []],
    // The second was at 00:05 in Berlin.
    [{ actor: 'person', from: '2026-11-25' }, ['incident_update.post']],
    [{ actor: 'person', to: '2026-11-24' }, ['incident.rename']],
    [{ actor: 'person', from: 'soon', to: '2026-02-30' }, ['incident_update.post', 'incident.rename']],
    [{ search: '100%' }, ['incident.rename']],
    [{ search: '_00%' }, []],
    [{ search: 'PRIYA cards' }, ['incident.rename']],
    [{ search: '192.0.2.7 request-7 post' }, ['incident_update.post']],
    [{ search: `'; drop table audit_log; --` }, []],
  ])('is narrowed by %j', (query, actions) => {
    expect(found(query)).toEqual(actions)
  })

  test('is narrowed to one person and to one thing', () => {
    expect(found({ actor: `person:${priya.id}`, subject: `incident:${ids.incident}` })).toEqual([
      'incident_update.post',
      'incident.rename',
    ])
  })

  test('names what it can be narrowed to, each once, people by their newest name', () => {
    recordAudit(db, { ...priya, name: 'Priya S' }, { action: 'a.b', subjectKind: 'c', subjectId: 'd' }, now)
    const { actors, actions, subjects } = readAuditChoices(db)
    expect(actors).toContainEqual({ kind: 'person', value: `person:${priya.id}`, name: 'Priya S' })
    expect(actors).toContainEqual({ kind: 'worker', value: 'worker', name: 'Candor' })
    expect(actors.filter(({ value }) => value === `person:${priya.id}`)).toHaveLength(1)
    expect(actions).toContain('incident.rename')
    expect(subjects).toEqual([...new Set(subjects)].sort())
  })

  test('has 50 to a page, and a number past its end gives the last one', () => {
    for (let row = 0; row < 60; row++)
      recordAudit(db, terminal, { action: 'x.y', subjectKind: 'x', subjectId: 'z' }, now)
    const only = { ...everything, action: 'x.y' }
    expect(readAuditPage(db, only, 1)).toMatchObject({ number: 1, pages: 2, total: 60 })
    expect(readAuditPage(db, only, 9)).toMatchObject({ number: 2, pages: 2 })
    expect(readAuditPage(db, only, 9).records).toHaveLength(10)
  })

  test('is told as a whole, oldest first, in batches', () => {
    for (let row = 0; row < 1_100; row++) {
      recordAudit(db, terminal, { action: 'x.y', subjectKind: 'x', subjectId: 'z' }, now)
    }
    const batches = [...auditBatches(db, { ...everything, action: 'x' })]
    expect(batches.map(({ length }) => length)).toEqual([500, 500, 100])
    const numbers = batches.flat().map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
  })
})
