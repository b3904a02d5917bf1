import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { testDatabase } from '#db/test-database'
import { archiveGroup } from './component-groups.ts'
import { updateComponentOperations } from './component-operations.ts'
import {
  archiveComponent,
  createComponent,
  freeSlug,
  listComponents,
  moveComponent,
  readComponent,
  restoreComponent,
  setComponentStatus,
  updateComponent,
} from './components.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readStatusPage } from '../public/status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

function names(): string[] {
  return listComponents(db).map((component) => component.name)
}

function statusOf(id: string): string | undefined {
  const page = readStatusPage(db, now)
  return [...page.ungrouped, ...page.groups.flatMap((group) => group.components)].find((one) => one.id === id)?.status
}

describe('a component', () => {
  test('is added at the end, counts from now on, and is operational', () => {
    makeComponent(db, { name: 'Checkout' }, now)
    const id = createComponent(db, terminal, { name: ' Search ', description: ' By word \n' }, now)
    expect(names()).toEqual(['Checkout', 'Search'])
    const row = {
      slug: 'search',
      description: 'By word',
      startsAt: now,
      hiddenAt: null,
      showsUptime: true,
      operations: null,
    }
    expect(readComponent(db, id)).toMatchObject(row)
    expect(statusOf(id)).toBe('operational')
  })

  test('gets a slug of its own where another has its name', () => {
    const ids = ['API', 'api', 'A.P.I.', 'Äpi'].map((name) => makeComponent(db, { name }, now))
    expect(ids.map((id) => readComponent(db, id)?.slug)).toEqual(['api', 'api-2', 'a-p-i', 'api-3'])
    expect(freeSlug(db, 'API')).toBe('api-4')
  })

  test('needs a name and a group that exists', () => {
    expect(() => createComponent(db, terminal, { name: ' ' }, now)).toThrow('The name is empty')
    const lost = expect.objectContaining({ code: 'invalid', field: 'groupId' })
    expect(() => createComponent(db, terminal, { name: 'A', groupId: 'none' }, now)).toThrow(lost)
    const group = makeGroup(db, {}, now)
    archiveGroup(db, terminal, group, now)
    expect(() => createComponent(db, terminal, { name: 'A', groupId: group }, now)).toThrow(lost)
  })

  test('keeps its slug, and so its links, when it is renamed', () => {
    const id = makeComponent(db, { name: 'Checkout' }, now)
    updateComponent(db, terminal, id, { name: 'Payments', onlyShownIfDegraded: true }, now + 1)
    expect(readComponent(db, id)).toMatchObject({ name: 'Payments', slug: 'checkout', onlyShownIfDegraded: true })
    const [row] = db.select().from(auditLog).where(eq(auditLog.action, 'component.update')).all()
    expect(JSON.parse(row?.before ?? '')).toMatchObject({ name: 'Checkout' })
    expect(JSON.parse(row?.after ?? '')).toMatchObject({ name: 'Payments' })
  })

  test('remembers since when it is hidden, and leaves the page while it is', () => {
    const id = makeComponent(db, { isHidden: true }, now)
    updateComponent(db, terminal, id, { name: 'Checkout', isHidden: true }, now + 5)
    expect(readComponent(db, id)?.hiddenAt).toBe(now)
    expect(statusOf(id)).toBeUndefined()
    updateComponent(db, terminal, id, { name: 'Checkout' }, now + 6)
    expect(statusOf(id)).toBe('operational')
  })

  test('that is shown only if degraded stands on the page only while it is', () => {
    const id = makeComponent(db, { onlyShownIfDegraded: true }, now)
    expect(statusOf(id)).toBeUndefined()
    setComponentStatus(db, terminal, { componentId: id, status: 'degraded_performance' }, now)
    expect(statusOf(id)).toBe('degraded_performance')
  })

  test('counts from the start that is told, which never lies ahead and stays until another is told', () => {
    const startsAt = now - 24 * 60 * minuteMs
    const id = makeComponent(db, { startsAt }, now)
    updateComponent(db, terminal, id, { name: 'Payments' }, now)
    expect(readComponent(db, id)?.startsAt).toBe(startsAt)
    updateComponent(db, terminal, id, { name: 'Payments', startsAt: startsAt - minuteMs }, now)
    expect(readComponent(db, id)?.startsAt).toBe(startsAt - minuteMs)
    expect(() => updateComponent(db, terminal, id, { name: 'A', startsAt: now + minuteMs }, now)).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })

  test('that does not exist can’t be changed', () => {
    const missing = expect.objectContaining({ code: 'not_found' })
    expect(() => updateComponent(db, terminal, 'none', { name: 'A' }, now)).toThrow(missing)
    expect(() => moveComponent(db, terminal, 'none', 'up', now)).toThrow(missing)
    expect(() => archiveComponent(db, terminal, 'none', now)).toThrow(missing)
    expect(() => restoreComponent(db, terminal, 'none', now)).toThrow(missing)
    expect(readComponent(db, 'none')).toBeNull()
  })

  test('has what only the team sees in a row of its own, which is written over', () => {
    const id = makeComponent(db, {}, now)
    const links = { runbookUrl: 'https://wiki.acme.example/checkout', dashboardUrl: '', diagramUrl: '' }
    updateComponentOperations(db, terminal, id, { owner: 'Payments', criticality: 'wakes_somebody', ...links }, now)
    updateComponentOperations(db, terminal, id, { owner: '', criticality: null, ...links }, now)
    expect(readComponent(db, id)?.operations).toEqual({
      componentId: id,
      owner: null,
      criticality: null,
      runbookUrl: 'https://wiki.acme.example/checkout',
      dashboardUrl: null,
      diagramUrl: null,
    })
  })
})

describe('the order of components', () => {
  test('changes one place at a time, up and down', () => {
    const ids = ['A', 'B', 'C'].map((name) => makeComponent(db, { name }, now))
    moveComponent(db, terminal, ids[2] ?? '', 'up', now)
    expect(names()).toEqual(['A', 'C', 'B'])
    moveComponent(db, terminal, ids[0] ?? '', 'down', now)
    expect(names()).toEqual(['C', 'A', 'B'])
  })

  test('stays at either end, and leaves no audit row there', () => {
    const ids = ['A', 'B'].map((name) => makeComponent(db, { name }, now))
    moveComponent(db, terminal, ids[0] ?? '', 'up', now)
    moveComponent(db, terminal, ids[1] ?? '', 'down', now)
    expect(names()).toEqual(['A', 'B'])
    expect(db.select().from(auditLog).where(eq(auditLog.action, 'component.move')).all()).toEqual([])
  })

  test('changes among neighbours of the same group only', () => {
    const groupId = makeGroup(db, {}, now)
    const first = makeComponent(db, { name: 'In 1', groupId }, now)
    makeComponent(db, { name: 'Out' }, now)
    makeComponent(db, { name: 'In 2', groupId }, now)
    moveComponent(db, terminal, first, 'down', now)
    const page = readStatusPage(db, now)
    expect(page.groups[0]?.components.map((component) => component.name)).toEqual(['In 2', 'In 1'])
    expect(page.ungrouped.map((component) => component.name)).toEqual(['Out'])
  })

  test('can be changed even where imported positions repeat', () => {
    const ids = ['A', 'B', 'C'].map((name) => makeComponent(db, { name }, now))
    db.update(components).set({ position: 1 }).run()
    const [first, ...others] = listComponents(db).map((component) => component.id)
    moveComponent(db, terminal, first ?? '', 'down', now)
    expect(listComponents(db).map((component) => component.id)).toEqual([others[0], first, others[1]])
    expect(ids).toHaveLength(3)
  })
})

describe('archiving a component', () => {
  test('takes it off the page, and restoring brings it back', () => {
    const id = makeComponent(db, {}, now)
    archiveComponent(db, terminal, id, now)
    expect(statusOf(id)).toBeUndefined()
    expect(readComponent(db, id)).toMatchObject({ archivedAt: now })
    restoreComponent(db, terminal, id, now)
    expect(statusOf(id)).toBe('operational')
  })

  test('is refused while an open incident or a hand holds it', () => {
    const id = makeComponent(db, {}, now)
    const held = [{ componentId: id, status: 'partial_outage' as const }]
    const incidentId = makeIncident(db, { components: held }, now)
    const conflict = expect.objectContaining({ code: 'conflict' })
    expect(() => archiveComponent(db, terminal, id, now)).toThrow(conflict)
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, now)
    setComponentStatus(db, terminal, { componentId: id, status: 'degraded_performance' }, now)
    expect(() => archiveComponent(db, terminal, id, now)).toThrow(conflict)
    setComponentStatus(db, terminal, { componentId: id, status: 'operational' }, now)
    expect(() => archiveComponent(db, terminal, id, now)).not.toThrow()
  })

  test('and its group, then restoring it, brings it back outside of any group', () => {
    const groupId = makeGroup(db, {}, now)
    const id = makeComponent(db, { groupId }, now)
    archiveComponent(db, terminal, id, now)
    archiveGroup(db, terminal, groupId, now)
    restoreComponent(db, terminal, id, now)
    expect(readStatusPage(db, now).ungrouped.map((component) => component.id)).toEqual([id])
  })
})

describe('a status set by hand', () => {
  test('lasts until it is set back, and leaves incidents’ windows alone', () => {
    const id = makeComponent(db, {}, now - 10 * minuteMs)
    makeIncident(db, { components: [{ componentId: id, status: 'degraded_performance' }] }, now - 5 * minuteMs)
    setComponentStatus(db, terminal, { componentId: id, status: 'major_outage' }, now - 3 * minuteMs)
    expect(statusOf(id)).toBe('major_outage')
    setComponentStatus(db, terminal, { componentId: id, status: 'operational' }, now)
    expect(statusOf(id)).toBe('degraded_performance')
  })

  test('of a component that is archived or unknown is refused', () => {
    const id = makeComponent(db, {}, now)
    archiveComponent(db, terminal, id, now)
    const invalid = expect.objectContaining({ code: 'invalid', field: 'components' })
    for (const componentId of [id, 'none']) {
      expect(() => setComponentStatus(db, terminal, { componentId, status: 'major_outage' }, now)).toThrow(invalid)
    }
  })
})
