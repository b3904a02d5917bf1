import { expect, test } from 'vitest'
import { impactWindows } from '#db/schema/incidents'
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
import { setComponentStatus } from '../components/components.ts'
import { isEmptyPlan, type ImportPlan } from './changes.ts'
import type { Snapshot } from './snapshot.ts'
import { applyImport, planImport } from './import.ts'
import { initializePage } from '../page.ts'

const now = minuteOf(24 * 60)
const componentId = 'componentapi'

function emptyPage(): Connection {
  const db = testDatabase()
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, minuteOf(0))
  return db
}

function importInto(db: Connection, snapshot: Snapshot): ImportPlan {
  const plan = planImport(db, snapshot, now)
  applyImport(db, terminal, plan, 'test', now)
  expect(isEmptyPlan(planImport(db, snapshot, now))).toBe(true)
  return plan
}

function listed(status: string, minute: number, incidents: Snapshot['incidents'] = []): Snapshot {
  return makeSnapshot({ components: [makeSnapshotComponent({ status, updatedAt: minuteOf(minute) })], incidents })
}

function windowsOf(db: Connection) {
  return db
    .select()
    .from(impactWindows)
    .all()
    .map(({ status, startedAt, endedAt, incidentId }) => ({ status, startedAt, endedAt, incidentId }))
}

test('a component that is not well for no known reason is held from its last change until the list says otherwise', () => {
  const db = emptyPage()
  const plan = importInto(db, listed('partial_outage', 10))
  expect(plan.notes).toContainEqual(expect.stringContaining('which no incident explains'))
  const held = { status: 'partial_outage', startedAt: minuteOf(10), endedAt: null, incidentId: null }
  expect(windowsOf(db)).toEqual([held])
  importInto(db, listed('partial_outage', 12))
  expect(windowsOf(db)).toEqual([held])
  importInto(db, listed('major_outage', 15))
  importInto(db, listed('operational', 20))
  expect(windowsOf(db)).toEqual([
    { ...held, endedAt: minuteOf(15) },
    { ...held, status: 'major_outage', startedAt: minuteOf(15), endedAt: minuteOf(20) },
  ])
})

test('an open incident that holds a component as badly explains its status', () => {
  const db = emptyPage()
  const open = makeSnapshotIncident({
    updates: [makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'major_outage'] })],
  })
  importInto(db, listed('partial_outage', 10, [open]))
  expect(windowsOf(db)).toEqual([
    { status: 'major_outage', startedAt: minuteOf(10), endedAt: null, incidentId: 'incidentlark' },
  ])
})

test('a component that is well at the source, but held by an open incident, stays held, and that is told', () => {
  const db = emptyPage()
  const open = makeSnapshotIncident({
    updates: [makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'major_outage'] })],
  })
  const plan = importInto(db, listed('operational', 20, [open]))
  expect(plan.notes).toEqual([
    'component “API” is “operational” on the source, but incident incidentlark is open and holds it at “major outage”; that counts',
  ])
  expect(windowsOf(db)).toHaveLength(1)
})

test('what is not in the list has no status of its own', () => {
  const db = emptyPage()
  const component = makeSnapshotComponent({ status: 'major_outage', isListed: false })
  importInto(db, makeSnapshot({ components: [component] }))
  expect(windowsOf(db)).toEqual([])
})

test('a status that was ended in Candor is not set again', () => {
  const db = emptyPage()
  importInto(db, listed('partial_outage', 10))
  setComponentStatus(db, terminal, { componentId, status: 'operational' }, minuteOf(30))
  const plan = importInto(db, listed('partial_outage', 10))
  expect(plan.conflicts).toEqual([expect.stringContaining('it was ended in Candor and stays so')])
  expect(windowsOf(db)).toMatchObject([{ endedAt: minuteOf(30) }])
})

test('a status that was set by hand in Candor is left alone', () => {
  const db = emptyPage()
  importInto(db, listed('operational', 5))
  setComponentStatus(db, terminal, { componentId, status: 'major_outage' }, minuteOf(30))
  importInto(db, listed('partial_outage', 10))
  expect(windowsOf(db)).toMatchObject([{ status: 'major_outage', startedAt: minuteOf(30), endedAt: null }])
})
