import { expect, test } from 'vitest'
import { components } from '#db/schema/components'
import { terminal } from '#db/demo/actors'
import { makeComponent } from '#db/demo/makers'
import {
  makeSnapshot,
  makeSnapshotChange,
  makeSnapshotComponent,
  makeSnapshotIncident,
  makeSnapshotUpdate,
  minuteOf,
} from '#db/demo/snapshots'
import { testDatabase } from '#db/test-database'
import type { Connection } from '#db/connection'
import { updateComponent } from '../components/components.ts'
import { isEmptyPlan, type ImportPlan } from './changes.ts'
import type { Snapshot } from './snapshot.ts'
import { applyImport, planImport } from './import.ts'
import { initializePage } from '../page.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = minuteOf(24 * 60)
const group = {
  sourceId: 'groupeurope1',
  name: 'Europe',
  description: null,
  position: 2,
  createdAt: minuteOf(0),
  updatedAt: null,
}

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

function rowOf(db: Connection, id: string) {
  return db
    .select()
    .from(components)
    .all()
    .find((row) => row.id === id)
}

test('groups and components keep their ids, order and settings', () => {
  const db = emptyPage()
  const api = makeSnapshotComponent({ groupSourceId: group.sourceId, showsUptime: false, onlyShownIfDegraded: true })
  const web = makeSnapshotComponent({
    sourceId: 'componentweb',
    name: 'Web',
    position: 2,
    groupSourceId: 'nobodyknows1',
  })
  importInto(db, makeSnapshot({ groups: [group], components: [api, web] }))
  const page = readStatusPage(db, now)
  expect(rowOf(db, api.sourceId)).toMatchObject({
    groupId: group.sourceId,
    showsUptime: false,
    onlyShownIfDegraded: true,
  })
  expect(page.ungrouped.map((component) => component.id)).toEqual(['componentweb'])
})

test('a component counts from its start date in the page’s time zone, else from its creation', () => {
  const db = emptyPage()
  const page = { ...makeSnapshot().page, timeZone: 'America/New_York' }
  const dated = makeSnapshotComponent({ startDate: '2024-03-01' })
  const created = makeSnapshotComponent({ sourceId: 'componentweb', createdAt: minuteOf(-500) })
  importInto(db, makeSnapshot({ page, components: [dated, created] }))
  expect(rowOf(db, dated.sourceId)?.startsAt).toBe(Date.UTC(2024, 2, 1, 5))
  expect(rowOf(db, created.sourceId)?.startsAt).toBe(minuteOf(-500))
})

test('a component that was created after its first trouble counts from that', () => {
  const db = emptyPage()
  const incident = makeSnapshotIncident({
    updates: [makeSnapshotUpdate(10, 'investigating', { api: ['operational', 'major_outage'] })],
  })
  const component = makeSnapshotComponent({ createdAt: minuteOf(200), status: null })
  importInto(db, makeSnapshot({ components: [component], incidents: [incident] }))
  expect(rowOf(db, 'componentapi')?.startsAt).toBe(minuteOf(10))
})

test('a component that no longer stands in the list is archived and keeps its history', () => {
  const db = emptyPage()
  const changes = [makeSnapshotChange('componentfax', 'operational', 'major_outage')].map((one) => ({
    ...one,
    name: 'Fax',
  }))
  const incident = makeSnapshotIncident({ updates: [makeSnapshotUpdate(10, 'investigating', { changes })] })
  const plan = importInto(db, makeSnapshot({ components: [makeSnapshotComponent()], incidents: [incident] }))
  expect(rowOf(db, 'componentfax')).toMatchObject({ name: 'Fax', slug: 'fax', archivedAt: now })
  expect(plan.notes).toContainEqual(expect.stringContaining('“Fax” stands no longer'))
  expect(plan.counts.windows.new).toBe(1)
})

test('without any list, the components that incidents name stand on the page', () => {
  const db = emptyPage()
  const named = { code: null, name: 'Runners', oldStatus: 'operational', newStatus: 'major_outage' }
  const incident = makeSnapshotIncident({ updates: [makeSnapshotUpdate(10, 'investigating', { changes: [named] })] })
  importInto(db, makeSnapshot({ incidents: [incident] }))
  const [component] = readStatusPage(db, now).ungrouped
  expect(component).toMatchObject({ name: 'Runners', status: 'major_outage', startsAt: minuteOf(10) })
})

test('a component that was known by its name only is the same once a list gives its id', () => {
  const db = emptyPage()
  const named = { code: 'x', name: 'API', oldStatus: 'operational', newStatus: 'operational' }
  const incident = makeSnapshotIncident({ updates: [makeSnapshotUpdate(10, 'investigating', { changes: [named] })] })
  importInto(db, makeSnapshot({ incidents: [incident] }))
  importInto(db, makeSnapshot({ components: [makeSnapshotComponent()], incidents: [incident] }))
  expect(db.select().from(components).all()).toHaveLength(1)
})

test('a component that was changed in Candor stays so, and the difference is told', () => {
  const db = emptyPage()
  const snapshot = makeSnapshot({ components: [makeSnapshotComponent()] })
  importInto(db, snapshot)
  updateComponent(db, terminal, 'componentapi', { name: 'Our API', description: 'Ours', showsUptime: true }, now)
  const plan = importInto(db, snapshot)
  expect(plan.conflicts).toEqual([
    'component “Our API” was changed in Candor and stays so; the source says name "API", description null',
  ])
})

test('a component that is renamed at the source is renamed here, and keeps its link', () => {
  const db = emptyPage()
  importInto(db, makeSnapshot({ components: [makeSnapshotComponent()] }))
  const plan = importInto(db, makeSnapshot({ components: [makeSnapshotComponent({ name: 'API requests' })] }))
  expect(plan.counts.components).toEqual({ new: 0, changed: 1, unchanged: 0 })
  expect(rowOf(db, 'componentapi')).toMatchObject({ name: 'API requests', slug: 'api' })
})

test('a component of the same name that was made in Candor stays beside the imported one', () => {
  const db = emptyPage()
  makeComponent(db, { name: 'API' }, now)
  const plan = importInto(db, makeSnapshot({ components: [makeSnapshotComponent()] }))
  expect(plan.conflicts).toEqual([expect.stringContaining('“API” was made in Candor already')])
  expect(rowOf(db, 'componentapi')?.slug).toBe('api-2')
})

test('an older capture takes back neither names nor statuses', () => {
  const db = emptyPage()
  const named = makeSnapshotComponent({ name: 'API requests', updatedAt: minuteOf(100) })
  importInto(db, makeSnapshot({ components: [named] }))
  const before = makeSnapshotComponent({ name: 'API', status: 'major_outage', updatedAt: minuteOf(50) })
  expect(isEmptyPlan(importInto(db, makeSnapshot({ components: [before] })))).toBe(true)
})
