import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { corrections, impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { terminal } from '#db/demo/actors'
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
import type { SnapshotIncident, SnapshotUpdate } from './snapshot.ts'
import { applyImport, planImport } from './import.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { initializePage } from '../page.ts'

const now = minuteOf(24 * 60)
const began = makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'major_outage'] })
const found = makeSnapshotUpdate(20, 'identified', { api: ['major_outage', 'partial_outage'] })
const ended = makeSnapshotUpdate(30, 'resolved', { api: ['partial_outage', 'operational'] })
const open = makeSnapshotIncident({ updates: [began] })
const whole = makeSnapshotIncident({ updates: [ended, found, began] })

function importInto(db: Connection, ...all: SnapshotIncident[]): ImportPlan {
  const snapshot = makeSnapshot({ components: [makeSnapshotComponent({ status: null })], incidents: all })
  const plan = planImport(db, snapshot, now)
  applyImport(db, terminal, plan, 'test', now)
  expect(isEmptyPlan(planImport(db, snapshot, now))).toBe(true)
  return plan
}

function imported(...all: SnapshotIncident[]): Connection {
  const db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, minuteOf(0))
  importInto(db, ...all)
  return db
}

function windowsOf(db: Connection) {
  return db
    .select()
    .from(impactWindows)
    .all()
    .filter((window) => window.withdrawnAt === null)
    .map(({ status, startedAt, endedAt }) => [status, startedAt, endedAt])
}

const wholeWindows = [
  ['major_outage', minuteOf(10), minuteOf(20)],
  ['partial_outage', minuteOf(20), minuteOf(30)],
]

/** What a feed tells of the same updates: no ids, no components, times to the minute. */
function asFeed(incident: SnapshotIncident): SnapshotIncident {
  const coarse = (update: SnapshotUpdate): SnapshotUpdate => ({
    ...update,
    sourceId: null,
    displayAt: Math.floor(update.displayAt / 60_000) * 60_000,
    createdAt: null,
    changes: [],
  })
  return { ...incident, detail: 'feed', createdAt: null, startedAt: null, updates: incident.updates.map(coarse) }
}

/** The same with seconds, as the source's own documents have them. */
function withSeconds(incident: SnapshotIncident): SnapshotIncident {
  return {
    ...incident,
    updates: incident.updates.map((update) => ({ ...update, displayAt: update.displayAt + 17_345 })),
  }
}

test('an incident that went on at the source gets only what is new', () => {
  const db = imported(open)
  const plan = importInto(db, whole)
  expect(plan.counts).toMatchObject({
    incidents: { new: 0, changed: 1, unchanged: 0 },
    updates: { new: 2, changed: 0, unchanged: 1 },
    windows: { new: 1, changed: 1 },
  })
  expect(db.select().from(incidents).get()).toMatchObject({ status: 'resolved', resolvedAt: minuteOf(30) })
  expect(windowsOf(db)).toEqual(wholeWindows)
})

test('what the source edits is followed, also in its windows', () => {
  const db = imported(whole)
  const edited = { ...found, body: 'It was the cable.', changes: [] }
  const plan = importInto(db, { ...whole, title: 'A cable', updates: [ended, edited, began] })
  expect(plan.counts.updates).toEqual({ new: 0, changed: 1, unchanged: 2 })
  expect(db.select().from(incidents).get()?.title).toBe('A cable')
  expect(windowsOf(db)).toEqual([['major_outage', minuteOf(10), minuteOf(30)]])
  expect(db.select().from(impactWindows).all()).toHaveLength(2)
})

test('an update that was corrected in Candor stays so, and the difference is told', () => {
  const db = imported(open)
  db.update(incidentUpdates).set({ body: 'Corrected.' }).run()
  const { id, incidentId } = db.select().from(incidentUpdates).get() ?? { id: '', incidentId: '' }
  const values = { id: 'c1', incidentId, updateId: id, before: '{}', after: '{}', isMinor: true, correctedAt: now }
  db.insert(corrections).values(values).run()
  const plan = importInto(db, whole)
  expect(plan.conflicts).toEqual([expect.stringContaining('an update was corrected in Candor')])
  expect(plan.counts.updates).toEqual({ new: 2, changed: 0, unchanged: 1 })
  expect(db.select().from(incidentUpdates).where(eq(incidentUpdates.id, id)).get()?.body).toBe('Corrected.')
})

test('windows that were corrected in Candor stay so', () => {
  const db = imported(open)
  const window = db.select().from(impactWindows).get()
  db.update(impactWindows)
    .set({ startedAt: minuteOf(5) })
    .run()
  const values = { id: 'c1', incidentId: 'incidentlark', windowId: window?.id ?? '', before: '{}', after: '{}' }
  db.insert(corrections)
    .values({ ...values, isMinor: false, correctedAt: now })
    .run()
  const plan = importInto(db, whole)
  expect(plan.conflicts).toEqual([expect.stringContaining('windows were corrected in Candor')])
  expect(windowsOf(db)).toEqual([['major_outage', minuteOf(5), null]])
})

test('an incident that was continued in Candor is left alone', () => {
  const db = imported(open)
  postUpdate(db, terminal, { incidentId: 'incidentlark', status: 'monitoring' }, minuteOf(15))
  const plan = importInto(db, whole)
  expect(plan.conflicts).toEqual([expect.stringContaining('continued in Candor and stays as it is there, without 2')])
  expect(db.select().from(incidents).get()).toMatchObject({ status: 'monitoring', resolvedAt: null })
  expect(db.select().from(incidentUpdates).all()).toHaveLength(2)
})

test('an older capture takes nothing back', () => {
  const db = imported(whole)
  const plan = importInto(db, open)
  expect(plan.notes).toContainEqual(expect.stringContaining('knows less of it'))
  expect(db.select().from(incidents).get()).toMatchObject({ status: 'resolved' })
  expect(windowsOf(db)).toEqual(wholeWindows)
})

test('what a feed told first is the same when the documents tell it', () => {
  const precise = withSeconds(whole)
  const db = imported(asFeed(precise))
  expect(windowsOf(db)).toEqual([])
  const plan = importInto(db, precise)
  expect(plan.counts.updates).toEqual({ new: 0, changed: 3, unchanged: 0 })
  expect(db.select().from(incidentUpdates).all()).toHaveLength(3)
  expect(windowsOf(db)).toHaveLength(2)
})

test('a feed adds nothing to what the documents told', () => {
  const precise = withSeconds(whole)
  const db = imported(precise)
  expect(isEmptyPlan(importInto(db, asFeed(precise)))).toBe(true)
})

test('a feed brings an incident on that the documents left open, and ends what it held', () => {
  const db = imported(withSeconds(open))
  const plan = importInto(db, asFeed(withSeconds(whole)))
  expect(plan.counts.updates).toEqual({ new: 2, changed: 0, unchanged: 1 })
  expect(db.select().from(incidents).get()).toMatchObject({ status: 'resolved', resolvedAt: minuteOf(30) })
  expect(windowsOf(db)).toEqual([['major_outage', minuteOf(10) + 17_345, minuteOf(30)]])
})

test('the one line of a history page changes nothing of what is known better', () => {
  const db = imported(whole)
  const line: SnapshotIncident = {
    ...whole,
    detail: 'excerpt',
    title: 'Shortened',
    updates: [{ ...ended, sourceId: null }],
  }
  expect(isEmptyPlan(importInto(db, line))).toBe(true)
})

test('updates without ids are the same at every import', () => {
  const bare = (update: SnapshotUpdate): SnapshotUpdate => ({ ...update, sourceId: null })
  const twice = [bare(ended), bare(found), bare(found), bare(began)]
  const db = imported({ ...open, updates: [bare(began)] })
  const plan = importInto(db, { ...whole, updates: twice })
  expect(plan.counts.updates).toEqual({ new: 3, changed: 0, unchanged: 1 })
})

test('a maintenance keeps its plan, and runs nothing by itself', () => {
  const planned = makeSnapshotIncident({
    isScheduled: true,
    updates: [makeSnapshotUpdate(10, 'scheduled')],
    scheduledFor: minuteOf(3_000),
    scheduledUntil: minuteOf(3_060),
    components: [{ code: 'componentapi', name: 'API' }],
  })
  const db = imported(planned)
  expect(db.select().from(incidents).get()).toMatchObject({ kind: 'maintenance', startedAt: minuteOf(3_000) })
  const moved = importInto(db, { ...planned, scheduledUntil: minuteOf(3_090) })
  expect(moved.counts.maintenances).toEqual({ new: 0, changed: 0, unchanged: 1 })
  expect(moved.changes.maintenances.updates).toEqual([{ id: 'incidentlark', set: { scheduledUntil: minuteOf(3_090) } }])
})
