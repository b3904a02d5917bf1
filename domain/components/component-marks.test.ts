import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeGroup, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { StaleViewError } from '../stale-view.ts'
import { listGroups, updateGroup } from './component-groups.ts'
import { componentMark, groupMark, operationsMark } from './component-marks.ts'
import { updateComponentOperations } from './component-operations.ts'
import { moveComponent, readComponent, updateComponent } from './components.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const operations = { owner: 'Payments', criticality: null, runbookUrl: '', dashboardUrl: '', diagramUrl: '' }

function scene() {
  const db = testDatabase()
  makePage(db, {}, now)
  const dana = makePerson(db, { name: 'Dana' }, now)
  const olaf = makePerson(db, { name: 'Olaf' }, now)
  const group = makeGroup(db, {}, now)
  const id = makeComponent(db, { groupId: group }, now)
  const component = () => {
    const found = readComponent(db, id)
    if (!found) throw new Error('the component is gone')
    return found
  }
  return { db, dana, olaf, group, id, component }
}

function staleOf(run: () => unknown): StaleViewError {
  try {
    run()
  } catch (error) {
    if (error instanceof StaleViewError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a change by whoever has not seen a colleague’s is refused, and says what theirs is', () => {
  test('of what customers read of a component', () => {
    const { db, dana, olaf, id, component } = scene()
    const seen = componentMark(component())
    updateComponent(db, dana, id, { name: 'Payments', seen }, now)
    const error = staleOf(() => updateComponent(db, olaf, id, { name: 'Cards', seen }, now))
    expect(error.message).toBe('Dana changed this component while you were writing.')
    expect(error.changes[0]?.parts).toContainEqual({ label: 'Name', text: 'Payments' })
    expect(component().name).toBe('Payments')
    updateComponent(db, olaf, id, { name: 'Cards', seen: error.seen }, now)
    expect(component().name).toBe('Cards')
  })

  test('of what the team knows of a component', () => {
    const { db, dana, olaf, id, component } = scene()
    const seen = operationsMark(component().operations)
    updateComponentOperations(db, dana, id, { ...operations, seen }, now)
    const error = staleOf(() => updateComponentOperations(db, olaf, id, { ...operations, owner: 'Web', seen }, now))
    expect(error.changes[0]?.parts).toContainEqual({ label: 'Owner', text: 'Payments' })
    updateComponentOperations(db, olaf, id, { ...operations, owner: 'Web', seen: error.seen }, now)
    expect(component().operations?.owner).toBe('Web')
  })

  test('of a group', () => {
    const { db, dana, olaf, group } = scene()
    const seen = listGroups(db).map(groupMark)[0] ?? ''
    updateGroup(db, dana, group, { name: 'Store', seen }, now)
    const error = staleOf(() => updateGroup(db, olaf, group, { name: 'Market', seen }, now))
    expect(error).toMatchObject({ changes: [{ by: 'Dana', did: 'changed this group' }] })
    updateGroup(db, olaf, group, { name: 'Market', seen: error.seen }, now)
    expect(listGroups(db)[0]?.name).toBe('Market')
  })
})

test('moving a component does not disturb whoever writes about it', () => {
  const { db, dana, olaf, group, id, component } = scene()
  makeComponent(db, { name: 'Search', groupId: group }, now)
  const seen = componentMark(component())
  moveComponent(db, dana, id, 'down', now)
  updateComponent(db, olaf, id, { name: 'Cards', seen }, now)
  expect(component().name).toBe('Cards')
})
