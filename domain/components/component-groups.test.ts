import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { archiveGroup, listGroups, moveGroup, updateGroup } from './component-groups.ts'
import { archiveComponent, moveComponent } from './components.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

function names(): string[] {
  return listGroups(db).map((group) => group.name)
}

describe('groups of components', () => {
  test('stand in the order in which they were added, and move one place at a time', () => {
    const ids = ['A', 'B', 'C'].map((name) => makeGroup(db, { name }, now))
    moveGroup(db, terminal, ids[2] ?? '', 'up', now)
    expect(names()).toEqual(['A', 'C', 'B'])
    moveGroup(db, terminal, ids[0] ?? '', 'up', now)
    moveGroup(db, terminal, ids[1] ?? '', 'down', now)
    expect(names()).toEqual(['A', 'C', 'B'])
  })

  test('can be renamed and described', () => {
    const id = makeGroup(db, {}, now)
    updateGroup(db, terminal, id, { name: 'Store', description: 'All that sells.' }, now + 1)
    expect(listGroups(db)[0]).toMatchObject({ name: 'Store', description: 'All that sells.', updatedAt: now + 1 })
  })

  test('stand on the page only where a component does', () => {
    const id = makeGroup(db, {}, now)
    expect(readStatusPage(db, now).groups).toEqual([])
    makeComponent(db, { groupId: id }, now)
    expect(readStatusPage(db, now).groups.map((group) => group.name)).toEqual(['Shop'])
  })

  test('can’t be archived while a component stands in them', () => {
    const id = makeGroup(db, {}, now)
    const component = makeComponent(db, { groupId: id }, now)
    expect(() => archiveGroup(db, terminal, id, now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    archiveComponent(db, terminal, component, now)
    archiveGroup(db, terminal, id, now)
    expect(names()).toEqual([])
  })

  test('that do not exist can’t be changed', () => {
    const missing = expect.objectContaining({ code: 'not_found' })
    expect(() => updateGroup(db, terminal, 'none', { name: 'A' }, now)).toThrow(missing)
    expect(() => moveGroup(db, terminal, 'none', 'up', now)).toThrow(missing)
    expect(() => archiveGroup(db, terminal, 'none', now)).toThrow(missing)
    expect(() => moveComponent(db, terminal, 'none', 'up', now)).toThrow(missing)
  })
})
