import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../../components/components.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { componentDocument, componentsDocument, incidentsDocument, statusDocument } from './documents.ts'
import { componentDocumentSchema, statusApiSchemas } from './schemas.ts'
import { readIncidentList, readPageAndComponents, readStatusApi } from './status-api.ts'

const url = 'https://status.acme.example'
const hourMs = 3_600_000
const now = Date.UTC(2026, 10, 24, 14, 5)
const begun = now - 240 * hourMs

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, { timeZone: 'America/New_York' }, begun)
})

function components() {
  const document = componentsDocument(readPageAndComponents(db, url, now))
  return statusApiSchemas['components.json'].parse(document).components
}

describe('the components of a page', () => {
  test('stand in the order of the page, each group before its own, and are counted within it', () => {
    const shop = makeGroup(db, { name: 'Shop' }, begun)
    makeComponent(db, { name: 'Checkout', groupId: shop }, begun)
    makeComponent(db, { name: 'Website' }, begun)
    makeComponent(db, { name: 'Search', groupId: shop }, begun)
    makeComponent(db, { name: 'API' }, begun)
    expect(components().map(({ name, position, group, group_id }) => [name, position, group, group_id])).toEqual([
      ['Website', 1, false, null],
      ['API', 2, false, null],
      ['Shop', 3, true, null],
      ['Checkout', 1, false, shop],
      ['Search', 2, false, shop],
    ])
  })

  test('have every key in Statuspage’s order, and groups the ids of their own', () => {
    const shop = makeGroup(db, { name: 'Shop', description: 'Buying' }, begun)
    const id = makeComponent(db, { groupId: shop, description: 'Baskets' }, begun)
    const [group, component] = components()
    const pageId = readPageAndComponents(db, url, now).page.id
    const common = { created_at: '2026-11-14T09:05:00.000-05:00', updated_at: '2026-11-14T09:05:00.000-05:00' }
    expect(JSON.stringify(component)).toBe(
      JSON.stringify({
        id,
        name: 'Checkout',
        status: 'operational',
        ...common,
        position: 1,
        description: 'Baskets',
        showcase: true,
        start_date: '2026-11-14',
        group_id: shop,
        page_id: pageId,
        group: false,
        only_show_if_degraded: false,
      }),
    )
    expect(group).toMatchObject({ description: 'Buying', start_date: null, showcase: false, components: [id] })
    expect(Object.keys(group ?? {}).at(-1)).toBe('components')
  })

  test('change when their status does', () => {
    const id = makeComponent(db, {}, begun)
    const held = { components: [{ componentId: id, status: 'partial_outage' as const }] }
    const incidentId = makeIncident(db, held, begun + 2 * hourMs)
    expect(components()[0]).toMatchObject({ status: 'partial_outage', updated_at: '2026-11-14T11:05:00.000-05:00' })
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, begun + 3 * hourMs)
    expect(components()[0]).toMatchObject({ status: 'operational', updated_at: '2026-11-14T12:05:00.000-05:00' })
  })

  test('give their group the worst of their statuses', () => {
    const shop = makeGroup(db, {}, begun)
    makeComponent(db, { groupId: shop }, begun)
    const search = makeComponent(db, { name: 'Search', groupId: shop }, begun)
    makeIncident(db, { components: [{ componentId: search, status: 'major_outage' }] }, begun + hourMs)
    expect(components()[0]).toMatchObject({ name: 'Shop', status: 'major_outage' })
  })

  test('are told too where pages show them only when they are degraded, and not where they are hidden', () => {
    const group = makeGroup(db, {}, begun)
    makeComponent(db, { name: 'Quiet', onlyShownIfDegraded: true }, begun)
    makeComponent(db, { name: 'Secret', isHidden: true, groupId: group }, begun)
    expect(components().map(({ name }) => name)).toEqual(['Quiet'])
    expect(components()[0]?.only_show_if_degraded).toBe(true)
  })

  test('leave the list when they are archived, and stay in the incidents that held them', () => {
    const id = makeComponent(db, {}, begun)
    const held = { components: [{ componentId: id, status: 'major_outage' as const }] }
    const incidentId = makeIncident(db, held, begun + hourMs)
    postUpdate(db, terminal, { incidentId, status: 'resolved' }, begun + 2 * hourMs)
    archiveComponent(db, terminal, id, now)
    expect(components()).toEqual([])
    const list = statusApiSchemas['incidents.json'].parse(incidentsDocument(readIncidentList(db, url, now)))
    expect(list.incidents[0]?.components.map((component) => component.id)).toEqual([id])
  })
})

test('one component and one group have documents of their own, and nothing else has', () => {
  const group = makeGroup(db, {}, begun)
  const id = makeComponent(db, { groupId: group }, begun)
  const read = (wanted: string) => componentDocument(readPageAndComponents(db, url, now), wanted)
  expect(componentDocumentSchema.parse(read(id)).component.id).toBe(id)
  expect(componentDocumentSchema.parse(read(group)).component.group).toBe(true)
  expect(read('zzzzzzzzzzzz')).toBeNull()
})

test('the page says when anything public last changed, and what it adds up to', () => {
  makeComponent(db, {}, begun)
  const id = makeComponent(db, { name: 'Search' }, begun)
  const read = () => statusApiSchemas['status.json'].parse(statusDocument(readStatusApi(db, url, now)))
  expect(read()).toMatchObject({
    page: { url, time_zone: 'America/New_York', updated_at: '2026-11-14T09:05:00.000-05:00' },
    status: { indicator: 'none', description: 'All Systems Operational' },
  })
  makeIncident(db, { isInternal: true }, begun + hourMs)
  expect(read().page.updated_at).toBe('2026-11-14T09:05:00.000-05:00')
  makeIncident(db, { components: [{ componentId: id, status: 'major_outage' }] }, begun + 2 * hourMs)
  expect(read()).toMatchObject({
    page: { updated_at: '2026-11-14T11:05:00.000-05:00' },
    status: { indicator: 'critical', description: 'Major System Outage' },
  })
})
