import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { corrections, incidents, incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { parseAuditedAct } from './correction-records.ts'
import { correctUpdate, markOfUpdate, type CorrectUpdateInput } from './update-corrections.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs

let db: Connection
let priya: Actor
let incidentId: string
let first: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, opened)
  incidentId = makeIncident(db, { body: 'All cards fail.' }, opened)
  first = idOfUpdate(incidentId)
})

function idOfUpdate(of: string): string {
  return db.select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, of)).get()?.id ?? ''
}

function rowOf(id: string) {
  const row = db.select().from(incidentUpdates).where(eq(incidentUpdates.id, id)).get()
  if (!row) throw new Error('there is no such update')
  return row
}

function correct(input: Partial<CorrectUpdateInput>, at = now): void {
  const updateId = input.updateId ?? first
  const row = rowOf(updateId)
  correctUpdate(db, priya, { updateId, body: row.body, seen: markOfUpdate(row), ...input }, at)
}

function publicly(of = incidentId): PublicIncident {
  const page = readIncidentPage(db, of, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

describe('a corrected update', () => {
  test('says the new words, with the old ones, when and why', () => {
    correct({ body: 'Some cards **fail**.', reason: 'Because two banks work.' })
    const { updates, corrections: told, correctedAt } = publicly()
    expect(correctedAt).toBe(now)
    expect(updates[0]).toMatchObject({
      body: 'Some cards **fail**.',
      correction: { at: now, reason: 'two banks work', isMinor: false },
      versions: [{ html: '<p>All cards fail.</p>', until: now }],
    })
    expect(told).toMatchObject([
      {
        at: now,
        reason: 'two banks work',
        isMinor: false,
        changes: [{ kind: 'text', update: { id: first, label: 'Investigating' }, html: '<p>All cards fail.</p>' }],
      },
    ])
  })

  test('keeps every version, the newest first', () => {
    correct({ body: 'Two.', reason: 'a' }, now)
    correct({ body: 'Three.', reason: 'b' }, now + 1)
    expect(publicly().updates[0]?.versions.map(({ html }) => html)).toEqual(['<p>Two.</p>', '<p>All cards fail.</p>'])
    expect(publicly().corrections.map(({ reason }) => reason)).toEqual(['b', 'a'])
  })

  test('may move in time, and says from when to when', () => {
    const found = postUpdate(db, priya, { incidentId, status: 'identified' }, opened + 9 * minuteMs)
    const happenedAt = opened + 4 * minuteMs
    correct({ updateId: found, happenedAt, reason: 'it was found earlier' })
    expect(publicly()).toMatchObject({
      updates: [{ happenedAt, publishedAt: opened + 9 * minuteMs, versions: [] }, { id: first }],
      corrections: [{ changes: [{ kind: 'happened_at', from: opened + 9 * minuteMs, to: happenedAt }] }],
    })
  })

  test('with a typo mended is shown as edited and needs no reason', () => {
    correct({ body: 'All cards fail!', isMinor: true, reason: 'ignored' })
    expect(publicly()).toMatchObject({
      correctedAt: null,
      updates: [{ correction: { at: now, reason: null, isMinor: true }, versions: [{ until: now }] }],
    })
  })

  test('that is imported HTML stays clean HTML', () => {
    db.update(incidentUpdates).set({ bodyFormat: 'html', body: '<b>All</b>' }).run()
    correct({ body: '<b>Some</b><script>alert(1)</script>', reason: 'two banks work' })
    expect(rowOf(first).body).toBe('<b>Some</b>')
    expect(publicly().updates[0]?.versions).toMatchObject([{ html: '<p><b>All</b></p>' }])
  })

  test('leaves what it told of itself untouched', () => {
    const before = rowOf(first)
    correct({ body: 'Some cards fail.', reason: 'two banks work' })
    expect(rowOf(first)).toEqual({ ...before, body: 'Some cards fail.', updatedAt: now })
    expect(db.select().from(incidents).get()).toMatchObject({ latestUpdateAt: opened, updatedAt: now })
  })
})

describe('an internal incident’s update', () => {
  beforeEach(() => {
    incidentId = makeIncident(db, { title: 'Disk', body: 'A disk fills up.', isInternal: true }, opened)
    first = idOfUpdate(incidentId)
  })

  test('is changed without a reason, and leaves no public trace', () => {
    correct({ body: 'Two disks fill up.' })
    expect(db.select().from(corrections).all()).toEqual([])
    db.update(incidents).set({ publishedAt: now }).where(eq(incidents.id, incidentId)).run()
    db.update(incidentUpdates).set({ publishedAt: now }).run()
    expect(JSON.stringify(publicly())).not.toContain('A disk fills up')
  })

  test('keeps the old version in the audit log', () => {
    correct({ body: 'Two disks fill up.' })
    const row = db.select().from(auditLog).where(eq(auditLog.action, 'incident_update.correct')).get()
    expect(parseAuditedAct(row?.after ?? '')).toMatchObject({
      reason: null,
      records: [{ updateId: first, before: { body: 'A disk fills up.' }, after: { body: 'Two disks fill up.' } }],
    })
  })
})

test('a draft of a public incident is changed without a trace, as nobody has read it', () => {
  db.update(incidentUpdates).set({ publishedAt: null }).run()
  correct({ body: 'Another draft.' })
  expect(db.select().from(corrections).all()).toEqual([])
})

describe('it is refused', () => {
  test.each<[string, Partial<CorrectUpdateInput>, object]>([
    ['without a reason', { body: 'Some.' }, { code: 'invalid', field: 'reason' }],
    ['with a reason that is only “because”', { body: 'Some.', reason: 'because ' }, { field: 'reason' }],
    ['where nothing differs', { reason: 'a' }, { code: 'invalid', field: 'body' }],
    ['with a time in the future', { happenedAt: now + 1, reason: 'a' }, { code: 'invalid', field: 'happenedAt' }],
    ['as a typo that moves the time', { happenedAt: opened - 1, isMinor: true }, { field: 'isMinor' }],
    ['over what was changed meanwhile', { body: 'Some.', reason: 'a', seen: 'older' }, { code: 'conflict' }],
    ['where there is no such update', { updateId: 'none', body: 'Some.', seen: '' }, { code: 'not_found' }],
  ])('%s', (_name, input, error) => {
    const row = rowOf(first)
    const whole = { updateId: first, body: row.body, seen: markOfUpdate(row), ...input }
    const before = db.$client.serialize()
    expect(() => correctUpdate(db, priya, whole, now)).toThrow(expect.objectContaining(error))
    expect(db.$client.serialize().equals(before)).toBe(true)
  })

  test('with an empty text', () => {
    expect(() => correct({ body: '  ', reason: 'a' })).toThrow(/The text is empty/)
  })

  test('of an incident that was merged away', () => {
    const other = makeIncident(db, {}, opened)
    db.update(incidents).set({ mergedIntoId: other }).where(eq(incidents.id, incidentId)).run()
    expect(() => correct({ body: 'Some.', reason: 'a' })).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  test('with a time before the incident began', () => {
    expect(() => correct({ happenedAt: opened - minuteMs, reason: 'a' })).toThrow(
      expect.objectContaining({ field: 'happenedAt' }),
    )
  })

  test('where an older imported update would then tell the state, but not where the order stays', () => {
    const resolved = postUpdate(db, priya, { incidentId, status: 'resolved' }, opened + 30 * minuteMs)
    db.update(incidentUpdates).set({ sourceId: 'there' }).run()
    const move = (updateId: string, happenedAt: number) => correct({ updateId, happenedAt, reason: 'a' })
    expect(() => move(first, opened + 31 * minuteMs)).toThrow(expect.objectContaining({ field: 'happenedAt' }))
    move(resolved, opened + 10 * minuteMs)
    expect(publicly()).toMatchObject({ status: 'resolved', resolvedAt: opened + 30 * minuteMs })
  })

  test('and says whose change came between', () => {
    const seen = markOfUpdate(rowOf(first))
    correct({ body: 'Some.', reason: 'a' })
    expect(() => correct({ body: 'Few.', reason: 'b', seen })).toThrow(
      'You corrected this update in another tab while you were writing.',
    )
  })
})
