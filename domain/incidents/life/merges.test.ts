import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { customerLinks, impactWindows, incidentUpdates } from '#db/schema/incidents'
import { reports } from '#db/schema/reports'
import { testDatabase } from '#db/test-database'
import { readHistoryPage } from '../../public/history-page.ts'
import { readIncidentPage, type PublicIncident } from '../../public/incidents.ts'
import { readStatusPage } from '../../public/status-page.ts'
import { readTeamIncident } from '../../team/incident.ts'
import type { ComponentStatus } from '../../status.ts'
import { readIncident } from '../incident-record.ts'
import { postUpdate } from '../incident-updates.ts'
import { readLead } from '../leads.ts'
import { markFalseAlarm } from './false-alarms.ts'
import { mergeIncident, type MergeIncidentInput } from './merges.ts'
import { publishIncident } from './publications.ts'

const opened = Date.UTC(2026, 10, 24, 13, 44)
const minuteMs = 60_000
const now = opened + 60 * minuteMs
const minute = (count: number) => opened + count * minuteMs

let db: Connection
let checkout: string
let search: string
let source: string
let target: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, opened - minuteMs)
  checkout = makeComponent(db, {}, minute(-600))
  search = makeComponent(db, { name: 'Search' }, minute(-600))
  source = makeIncident(db, { title: 'Search *fails*', components: [held(search, 'major_outage')] }, opened)
  target = makeIncident(db, { title: 'Shop fails', components: [held(checkout, 'partial_outage')] }, minute(10))
})

function held(componentId: string, status: ComponentStatus) {
  return { componentId, status }
}

function post(incidentId: string, status: 'identified' | 'monitoring' | 'resolved', at: number): string {
  return postUpdate(db, terminal, { incidentId, status }, at)
}

function merge(input: Partial<MergeIncidentInput> = {}): void {
  mergeIncident(db, terminal, { incidentId: source, intoId: target, ...input }, now)
}

function publicly(id = target): PublicIncident {
  const page = readIncidentPage(db, id, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

const refused = (code: string): unknown => expect.objectContaining({ code, field: 'intoId' })

describe('merging an incident into another one', () => {
  test('leads from its permalink to the other one, and takes it off every list', () => {
    merge()
    expect(readIncidentPage(db, source, now)).toEqual({ forwardTo: target })
    expect(readStatusPage(db, now).open.map((open) => open.id)).toEqual([target])
    const { months } = readHistoryPage(db, { number: 1, componentSlug: null }, now)
    expect(months.flatMap((month) => month.incidents).map((one) => one.id)).toEqual([target])
    expect(readIncident(db, source)).toMatchObject({ status: 'resolved', resolvedAt: now, mergedAt: now })
  })

  test('keeps its updates, marked, each called by those that it was written after', () => {
    post(source, 'monitoring', minute(20))
    post(target, 'identified', minute(30))
    merge({ reason: 'One *database*.' })
    expect(publicly().updates.map(({ label, mergedFrom }) => [label, mergedFrom])).toEqual([
      ['Update', null],
      ['Identified', null],
      ['Monitoring', 'Search *fails*'],
      ['Investigating', null],
      ['Investigating', 'Search *fails*'],
    ])
    expect(publicly().updates[0]?.html).toBe(
      '<p>“Search *fails*” is the same incident as this one. Its updates stand here.</p>\n<p>One *database*.</p>',
    )
    expect(readTeamIncident(db, target, now)?.updates[2]?.mergedFrom).toEqual({ id: source, title: 'Search *fails*' })
  })

  test('goes on holding what both held, counted once, in the other one’s name', () => {
    postUpdate(
      db,
      terminal,
      { incidentId: source, status: 'identified', components: [held(checkout, 'major_outage')] },
      minute(20),
    )
    const before = readStatusPage(db, now).ungrouped
    merge()
    expect(readStatusPage(db, now).ungrouped).toEqual(before)
    expect(
      new Set(
        db
          .select()
          .from(impactWindows)
          .all()
          .map((window) => window.incidentId),
      ),
    ).toEqual(new Set([target]))
    expect(publicly()).toMatchObject({ impact: 'critical', components: [{ name: 'Checkout' }, { name: 'Search' }] })
    post(target, 'resolved', now + minuteMs)
    expect(readStatusPage(db, now + minuteMs).ungrouped.map((one) => one.status)).toEqual([
      'operational',
      'operational',
    ])
  })

  test('moves the other one’s beginning to the earlier one, as a correction with its reason', () => {
    merge({ reason: 'one database' })
    expect(publicly()).toMatchObject({
      startedAt: opened,
      resolvedAt: null,
      corrections: [
        {
          at: now,
          reason: '“Search *fails*” was the same incident: one database',
          changes: [{ kind: 'incident_start', from: minute(10), to: opened }],
        },
      ],
    })
  })

  test('keeps what was promised, also where it is missed', () => {
    merge()
    expect(publicly().promise).toEqual({ by: minute(25), missedByMs: 35 * minuteMs })
  })

  test('of two that are over ends with the later one', () => {
    post(source, 'resolved', minute(50))
    post(target, 'resolved', minute(40))
    merge()
    expect(publicly()).toMatchObject({ isOver: true, resolvedAt: minute(50), promise: null })
    expect(readStatusPage(db, now).recent[0]?.incidents.map((one) => one.id)).toEqual([target])
  })

  test('leads on at once where that was itself merged later', () => {
    merge()
    const third = makeIncident(db, { title: 'All fails' }, now - 1)
    mergeIncident(db, terminal, { incidentId: target, intoId: third }, now + 1)
    expect(readIncidentPage(db, source, now)).toEqual({ forwardTo: third })
    expect(publicly(third).updates.map((update) => update.mergedFrom)).toEqual([
      null,
      'Shop fails',
      null,
      'Shop fails',
      'Search *fails*',
    ])
  })

  test('takes its customers along, each once, and leaves the pen where it was', () => {
    const link = (id: string, incidentId: string, reference: string) =>
      db.insert(customerLinks).values({ id, incidentId, reference, linkedAt: now }).run()
    link('a', source, 'Ticket 1')
    link('b', source, 'TICKET 2')
    link('c', target, 'Ticket 2')
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const own = makeIncident(db, { by: priya }, opened)
    mergeIncident(db, terminal, { incidentId: source, intoId: own }, now)
    mergeIncident(db, terminal, { incidentId: target, intoId: own }, now)
    const linked = db.select().from(customerLinks).where(eq(customerLinks.incidentId, own)).all()
    expect(linked.map((row) => row.id)).toEqual(['a', 'b'])
    expect(readLead(db, own)?.name).toBe('Priya')
  })
})

describe('merging an internal incident', () => {
  let internal: string
  beforeEach(() => {
    internal = makeIncident(
      db,
      { title: 'Secret', isInternal: true, components: [held(checkout, 'major_outage')] },
      opened,
    )
  })

  test('into a public one makes nothing of it public, and lets go of what it held', () => {
    const before = readStatusPage(db, now)
    merge({ incidentId: internal })
    const after = readStatusPage(db, now)
    expect({ ...after, revision: before.revision }).toEqual(before)
    expect(readIncidentPage(db, internal, now)).toBeNull()
    expect(readTeamIncident(db, target, now)?.updates.filter((update) => update.mergedFrom !== null)).toMatchObject([
      { publishedAt: null, mergedFrom: { title: 'Secret' }, label: 'Investigating' },
    ])
    expect(db.select().from(impactWindows).where(eq(impactWindows.incidentId, internal)).all()).toMatchObject([
      { endedAt: now },
    ])
  })

  test('into another internal one goes along with it, and its title stays out once that is public', () => {
    const other = makeIncident(db, { title: 'Other', isInternal: true }, minute(5))
    merge({ incidentId: internal, intoId: other })
    expect(readIncident(db, other)?.startedAt).toBe(opened)
    publishIncident(db, terminal, { incidentId: other }, now)
    expect(JSON.stringify(publicly(other))).not.toContain('Secret')
    expect(publicly(other).updates.map((update) => update.mergedFrom)).toEqual([null, null, null])
    expect(readStatusPage(db, now).ungrouped[0]?.status).toBe('major_outage')
  })

  test('is the only way for both: a public one is not merged into it', () => {
    expect(() => merge({ intoId: internal })).toThrow(refused('invalid'))
  })
})

describe('merging is refused', () => {
  test.each([
    ['with itself', () => merge({ intoId: source }), 'invalid'],
    ['with an incident that is not there', () => merge({ intoId: 'none' }), 'invalid'],
    ['with a maintenance', () => merge({ intoId: makeMaintenance(db, {}, now) }), 'invalid'],
    [
      'with one that was itself merged',
      () => {
        const third = makeIncident(db, {}, now)
        mergeIncident(db, terminal, { incidentId: target, intoId: third }, now)
        merge()
      },
      'conflict',
    ],
    [
      'with a false alarm',
      () => {
        markFalseAlarm(db, terminal, { incidentId: target, reason: 'A check.' }, now)
        merge()
      },
      'invalid',
    ],
    [
      'with one that is over while this one is not',
      () => {
        post(target, 'resolved', now)
        merge()
      },
      'invalid',
    ],
    [
      'where its follow-up report would be lost',
      () => {
        db.insert(reports).values({ incidentId: source, status: 'draft', createdAt: now, updatedAt: now }).run()
        merge()
      },
      'invalid',
    ],
  ])('%s', (_, act, code) => {
    expect(act).toThrow(refused(code))
    expect(db.select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, source)).all()).toHaveLength(1)
  })

  test('for what was merged already, and for a false alarm', () => {
    merge()
    const third = makeIncident(db, {}, now)
    expect(() => merge({ intoId: third })).toThrow(expect.objectContaining({ code: 'conflict' }))
    markFalseAlarm(db, terminal, { incidentId: third, reason: 'A check.' }, now)
    expect(() => merge({ incidentId: third })).toThrow('Reopen it before')
  })

  test('and no update goes to what was merged', () => {
    merge()
    expect(() => post(source, 'monitoring', now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(() => publishIncident(db, terminal, { incidentId: source }, now)).toThrow('merged')
  })
})
