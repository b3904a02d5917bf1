import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../../components/components.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { readStatusPage } from '../status-page.ts'
import { listMeasuredGroups, readGroupFigure, type GroupFigure } from './group-figure.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000

let db: Connection
let group: string
let checkout: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 300 * dayMs)
  group = makeGroup(db, {}, now - 200 * dayMs)
  checkout = makeComponent(db, { groupId: group }, now - 10 * dayMs)
  makeComponent(db, { name: 'Search', groupId: group }, now - 10 * dayMs)
  const down = { components: [{ componentId: checkout, status: 'partial_outage' as const }] }
  const incidentId = makeIncident(db, down, now - dayMs)
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, now)
})

function figureOf(id: string, period = 'last-90-days'): GroupFigure {
  const figure = readGroupFigure(db, id, period, now)
  if (typeof figure === 'string') throw new Error(figure)
  return figure
}

describe('a group’s figure', () => {
  test('is the mean of its components’, weighted and strict, as the home page shows it', () => {
    const figure = figureOf(group)
    expect(figure.members).toMatchObject([
      { slug: 'checkout', weighted: 9_700, strict: 9_000 },
      { slug: 'search', weighted: 10_000, strict: 10_000 },
    ])
    expect(figure).toMatchObject({ group: { name: 'Shop' }, weighted: 9_850, strict: 9_500 })
    expect(readStatusPage(db, now).groups[0]?.uptime).toBe(9_850)
  })

  test('leaves out what has no data, is archived, or is not to be shown', () => {
    makeComponent(db, { name: 'Chat', groupId: group }, now)
    makeComponent(db, { name: 'Secret rate', groupId: group, showsUptime: false }, now - 10 * dayMs)
    const old = makeComponent(db, { name: 'Old', groupId: group }, now - 10 * dayMs)
    archiveComponent(db, terminal, old, now - dayMs)
    const figure = figureOf(group)
    expect(figure.weighted).toBe(9_850)
    expect(figure.members.map(({ slug, weighted }) => [slug, weighted])).toEqual([
      ['checkout', 9_700],
      ['search', 10_000],
      ['chat', null],
    ])
    expect(figure.unshown).toEqual([{ slug: 'secret-rate', name: 'Secret rate' }])
  })

  test('of all components counts those of every group and of none', () => {
    makeComponent(db, { name: 'Website' }, now - 10 * dayMs)
    expect(figureOf('all')).toMatchObject({ group: { id: 'all', name: null }, weighted: 9_900 })
  })

  test('is none of a group that nobody may know of, or over a time that lies ahead', () => {
    const secret = makeGroup(db, { name: 'Secret' }, now)
    makeComponent(db, { name: 'Hidden', groupId: secret, isHidden: true }, now)
    expect(readGroupFigure(db, secret, '2026-11', now)).toBe('no_group')
    expect(readGroupFigure(db, 'unknown', '2026-11', now)).toBe('no_group')
    expect(readGroupFigure(db, group, '2026-12', now)).toBe('no_period')
    expect(listMeasuredGroups(db).map(({ name }) => name)).toEqual(['Shop'])
    db.update(components).set({ showsUptime: false }).run()
    expect(readGroupFigure(db, 'all', '2026-11', now)).toBe('no_group')
  })
})
