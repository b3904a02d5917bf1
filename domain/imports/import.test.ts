import { expect, test } from 'vitest'
import { auditLog } from '#db/schema/audit'
import { incidents, incidentUpdates, updateComponents } from '#db/schema/incidents'
import { actorAs, auditedAs, makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident } from '#db/demo/makers'
import {
  makeSnapshot,
  makeSnapshotComponent,
  makeSnapshotIncident,
  makeSnapshotUpdate,
  minuteOf,
} from '#db/demo/snapshots'
import { testDatabase } from '#db/test-database'
import type { Connection } from '#db/connection'
import { isEmptyPlan, type ImportPlan } from './changes.ts'
import type { Snapshot } from './snapshot.ts'
import { applyImport, planImport } from './import.ts'
import { initializePage, readPage } from '../page.ts'
import { readIncidentPage } from '../public/incidents.ts'
import { readIncidentReports } from '../public/reports.ts'
import { selectRevision } from '../public/rows.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = minuteOf(24 * 60)

function emptyPage(): Connection {
  const db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, minuteOf(0))
  return db
}

function importInto(db: Connection, snapshot: Snapshot): ImportPlan {
  const plan = planImport(db, snapshot, now)
  applyImport(db, terminal, plan, 'test', now)
  return plan
}

const resolved = makeSnapshotIncident({
  updates: [
    makeSnapshotUpdate(40, 'resolved', { api: ['partial_outage', 'operational'] }),
    makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'partial_outage'] }),
  ],
})
const snapshot = makeSnapshot({ components: [makeSnapshotComponent()], incidents: [resolved] })

test('only an owner may import', () => {
  const db = emptyPage()
  const plan = planImport(db, snapshot, now)
  for (const role of ['responder', 'support', 'viewer'] as const) {
    expect(() => applyImport(db, actorAs(role), plan, 'test', now)).toThrow(/role Owner/)
  }
  expect(db.select().from(incidents).all()).toEqual([])
})

test('an import leaves one audit row that says what came from where', () => {
  const db = emptyPage()
  importInto(db, snapshot)
  const rows = db.select().from(auditLog).all()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    action: 'page.import',
    subjectKind: 'page',
    subjectId: readPage(db).id,
    ...auditedAs(terminal),
  })
  expect(JSON.parse(rows[0]?.after ?? '')).toMatchObject({
    source: 'test',
    sourcePage: 'pageoflarks1',
    counts: { components: { new: 1 }, incidents: { new: 1 }, updates: { new: 2 }, windows: { new: 1 } },
  })
})

test('ids, times and what updates say of components are kept, and windows follow from them', () => {
  const db = emptyPage()
  importInto(db, snapshot)
  const found = readIncidentPage(db, 'incidentlark', now)
  if (!found || !('incident' in found)) throw new Error('the incident is missing')
  expect(found.incident).toMatchObject({
    status: 'resolved',
    impact: 'major',
    startedAt: minuteOf(10),
    resolvedAt: minuteOf(40),
    components: [{ id: 'componentapi', worst: 'partial_outage' }],
    updates: [
      {
        id: 'update000040',
        label: 'Resolved',
        components: [{ oldStatus: 'partial_outage', newStatus: 'operational' }],
      },
      { id: 'update000010', label: 'Investigating', happenedAt: minuteOf(10), publishedAt: minuteOf(10) },
    ],
  })
  const page = readStatusPage(db, now)
  expect(page.ungrouped[0]?.days.at(-2)?.tally.partialMs).toBe(30 * 60_000)
})

test('the same import again writes nothing at all', () => {
  const db = emptyPage()
  importInto(db, snapshot)
  const revision = selectRevision(db)
  const again = importInto(db, snapshot)
  expect(isEmptyPlan(again)).toBe(true)
  expect(again.counts).toMatchObject({ incidents: { new: 0, changed: 0, unchanged: 1 }, windows: { unchanged: 1 } })
  expect(again.conflicts).toEqual([])
  expect(selectRevision(db)).toBe(revision)
  expect(db.select().from(auditLog).all()).toHaveLength(1)
})

test('a plan writes nothing, and one that the page has moved on from is refused', () => {
  const db = emptyPage()
  const plan = planImport(db, snapshot, now)
  expect(db.select().from(incidents).all()).toEqual([])
  makeComponent(db, { name: 'Checkout' }, now)
  expect(() => applyImport(db, terminal, plan, 'test', now)).toThrow(/changed while the import was planned/)
  expect(db.select().from(incidents).all()).toEqual([])
})

test('an import that fails half way leaves nothing behind', () => {
  const db = emptyPage()
  const plan = planImport(db, snapshot, now)
  plan.changes.updateComponents.push({
    updateId: 'update000040',
    componentId: 'nobodyknows1',
    oldStatus: 'operational',
    newStatus: 'operational',
  })
  expect(() => applyImport(db, terminal, plan, 'test', now)).toThrow()
  for (const table of [incidents, incidentUpdates, updateComponents, auditLog]) {
    expect(db.select().from(table).all()).toEqual([])
  }
  expect(readPage(db).name).toBe('Status')
})

test('a page that nobody has set up takes the source’s name and time zone', () => {
  const db = emptyPage()
  const page = { ...snapshot.page, timeZone: 'Europe/London' }
  importInto(db, { ...snapshot, page })
  expect(readPage(db)).toMatchObject({ name: 'Larkfield', timeZone: 'Europe/London' })
})

test('a page that has an owner keeps its name and time zone', () => {
  const db = emptyPage()
  makePerson(db, {}, now)
  importInto(db, { ...snapshot, page: { ...snapshot.page, timeZone: 'Europe/London' } })
  expect(readPage(db)).toMatchObject({ name: 'Status', timeZone: 'Etc/UTC' })
})

test('an id of another form gets a stable one, and the old permalink leads to it', () => {
  const db = emptyPage()
  const odd = { ...resolved, sourceId: '01JB2Z7W9T' }
  importInto(db, { ...snapshot, incidents: [odd] })
  const found = readIncidentPage(db, '01JB2Z7W9T', now)
  if (!found || !('forwardTo' in found)) throw new Error('the permalink leads nowhere')
  expect(found.forwardTo).toMatch(/^[a-z0-9]{12}$/)
  expect(isEmptyPlan(planImport(db, { ...snapshot, incidents: [odd] }, now))).toBe(true)
})

test('an incident of Candor’s own that has the same id stays as it is', () => {
  const db = emptyPage()
  const id = makeIncident(db, { title: 'Our own' }, now)
  const plan = importInto(db, { ...snapshot, incidents: [{ ...resolved, sourceId: id }] })
  expect(plan.conflicts).toEqual([expect.stringContaining('was opened in Candor')])
  expect(db.select().from(incidents).all()).toMatchObject([{ id, title: 'Our own' }])
})

test('two incidents whose copies share the ids of their updates keep all of them', () => {
  const db = emptyPage()
  const copy = { ...resolved, sourceId: 'incidentcopy' }
  const both = { ...snapshot, incidents: [resolved, copy] }
  importInto(db, both)
  expect(db.select().from(incidentUpdates).all()).toHaveLength(4)
  expect(isEmptyPlan(planImport(db, both, now))).toBe(true)
})

test('a post-mortem becomes a published report, and stays one', () => {
  const db = emptyPage()
  const withReport = {
    ...resolved,
    postmortem: { body: '<h2>Cause</h2><p>A cable.</p><script>alert(1)</script>', publishedAt: minuteOf(600) },
  }
  importInto(db, { ...snapshot, incidents: [withReport] })
  expect(readIncidentReports(db, 'incidentlark', now).newest).toMatchObject({
    publishedAt: minuteOf(600),
    sections: [{ key: 'happened', html: '<h3>Cause</h3><p>A cable.</p>' }],
  })
  const longer = { ...withReport, postmortem: { body: '<p>Two cables.</p>', publishedAt: minuteOf(600) } }
  expect(importInto(db, { ...snapshot, incidents: [longer] }).counts.reports).toMatchObject({ new: 0, changed: 1 })
})
