import { expect, test } from 'vitest'
import { makeSnapshot, makeSnapshotComponent, makeSnapshotIncident, makeSnapshotUpdate } from '#db/demo/snapshots'
import { buildDirectory } from './components.ts'
import type { ComponentMention, Snapshot } from './snapshot.ts'

const api = makeSnapshotComponent()
const group = {
  sourceId: 'groupeurope1',
  name: 'Europe',
  description: null,
  position: 1,
  createdAt: null,
  updatedAt: null,
}
const inGroup = makeSnapshotComponent({ sourceId: 'componentdb0', name: 'Database', groupSourceId: group.sourceId })

function naming(...mentions: ComponentMention[]): Snapshot['incidents'] {
  return [makeSnapshotIncident({ updates: [makeSnapshotUpdate(10, 'investigating')], components: mentions })]
}

function idsOf(snapshot: Snapshot, ...mentions: ComponentMention[]) {
  const directory = buildDirectory(snapshot, [])
  return mentions.map((mention) => directory.find(mention)?.sourceId ?? null)
}

test('a component is found by its code, then by its name, then by its group and name', () => {
  const snapshot = makeSnapshot({ groups: [group], components: [api, inGroup] })
  expect(
    idsOf(
      snapshot,
      { code: 'componentapi', name: 'Another name' },
      { code: 'oldcodeofapi', name: 'API' },
      { code: null, name: 'Europe - Database' },
      { code: null, name: 'Database' },
      { code: null, name: null },
    ),
  ).toEqual(['componentapi', 'componentapi', 'componentdb0', 'componentdb0', null])
})

test('what a list leaves out stands no longer on the page', () => {
  const snapshot = makeSnapshot({ components: [api], incidents: naming({ code: 'componentfax', name: 'Fax' }) })
  expect(buildDirectory(snapshot, []).entries).toMatchObject([
    { sourceId: 'componentapi', isOnPage: true },
    { sourceId: 'componentfax', isOnPage: false, details: null },
  ])
})

test('without a list, codes of the public form come before names, and names unite the rest', () => {
  const incidents = naming(
    { code: 'x', name: 'Website' },
    { code: null, name: 'Website' },
    { code: 'codeofwebsit', name: 'Website' },
    { code: 'y', name: 'Runners' },
    { code: null, name: 'Runners' },
  )
  const { entries } = buildDirectory(makeSnapshot({ incidents }), [])
  expect(entries).toMatchObject([
    { id: 'codeofwebsit', sourceId: 'codeofwebsit', isOnPage: true },
    { sourceId: 'name:Runners', isOnPage: true },
  ])
  expect(entries[1]?.id).toMatch(/^[a-z0-9]{12}$/)
})

test('what an earlier import brought is found again, also by its name', () => {
  const existing = [{ id: 'componentold', name: 'Website', sourceId: 'name:Website' }]
  const directory = buildDirectory(makeSnapshot({ incidents: naming({ code: 'x', name: 'Website' }) }), existing)
  expect(directory.entries).toMatchObject([{ id: 'componentold', sourceId: 'name:Website' }])
})

test('a name of the language itself is a name like any other', () => {
  const incidents = naming({ code: '__proto__', name: 'constructor' })
  expect(buildDirectory(makeSnapshot({ incidents }), []).entries).toMatchObject([{ name: 'constructor' }])
})
