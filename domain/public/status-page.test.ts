import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { testDatabase } from '#db/test-database'
import { archiveComponent } from '../components/components.ts'
import { readComponentPage } from './history-page.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readStatusPage } from './status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const dayMs = 24 * hourMs

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

/** An incident that made a component unusable for some hours. */
function outage(componentId: string, from: number, hours: number): string {
  const incidentId = makeIncident(db, { components: [{ componentId, status: 'major_outage' }] }, from)
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, from + hours * hourMs)
  return incidentId
}

describe('the home page', () => {
  test('of a page without components has a headline and no list', () => {
    expect(readStatusPage(db, now)).toMatchObject({ ungrouped: [], groups: [], open: [], asOf: now })
  })

  test('has ninety days of bars, of which those before the start have no data', () => {
    makeComponent(db, {}, now - 30 * dayMs)
    const days = readStatusPage(db, now).ungrouped[0]?.days ?? []
    expect(days).toHaveLength(90)
    expect(days.filter((day) => day.tally.worst === 'no_data')).toHaveLength(59)
    expect(days.at(-1)).toMatchObject({ date: '2026-11-24', tally: { observedMs: 14 * hourMs + 5 * 60_000 } })
  })

  test('counts uptime from a component’s start on', () => {
    const id = makeComponent(db, {}, now - 10 * dayMs)
    outage(id, now - dayMs, 24)
    expect(readStatusPage(db, now).ungrouped[0]?.uptime).toBe(9_000)
  })

  test('gives a group the mean of its components’ uptime', () => {
    const groupId = makeGroup(db, {}, now)
    const id = makeComponent(db, { groupId }, now - 10 * dayMs)
    makeComponent(db, { name: 'Search', groupId }, now - 10 * dayMs)
    outage(id, now - dayMs, 24)
    expect(readStatusPage(db, now).groups[0]?.uptime).toBe(9_500)
  })

  test('neither shows nor counts the uptime of a component that shows none', () => {
    const groupId = makeGroup(db, {}, now)
    const id = makeComponent(db, { groupId, showsUptime: false }, now - 10 * dayMs)
    makeComponent(db, { name: 'Search', groupId }, now - 10 * dayMs)
    outage(id, now - dayMs, 24)
    const [group] = readStatusPage(db, now).groups
    expect(group).toMatchObject({ uptime: 10_000, uptimeOf: 1 })
    expect(group?.components.map((component) => component.uptime)).toEqual([null, 10_000])
  })

  test('keeps a group’s mean when a component leaves the list because it is well', () => {
    const groupId = makeGroup(db, {}, now)
    const id = makeComponent(db, { groupId, onlyShownIfDegraded: true }, now - 10 * dayMs)
    makeComponent(db, { name: 'Search', groupId }, now - 10 * dayMs)
    outage(id, now - dayMs, 24)
    const [group] = readStatusPage(db, now).groups
    expect(group).toMatchObject({ uptime: 9_500, uptimeOf: 2, components: [{ name: 'Search' }] })
  })

  test('files what ended under its day, for fifteen days', () => {
    const id = makeComponent(db, {}, now - 40 * dayMs)
    const recent = outage(id, now - 2 * dayMs, 1)
    outage(id, now - 16 * dayMs, 1)
    const days = readStatusPage(db, now).recent
    expect(days).toHaveLength(15)
    expect(days.map((day) => day.incidents.map((incident) => incident.id))).toEqual([
      [],
      [],
      [recent],
      ...Array.from({ length: 12 }, () => []),
    ])
  })

  test('says since when the trouble lasts that began first', () => {
    const id = makeComponent(db, {}, now - dayMs)
    makeIncident(db, { components: [{ componentId: id, status: 'degraded_performance' }] }, now - 3 * hourMs)
    makeIncident(db, { components: [{ componentId: id, status: 'major_outage' }] }, now - hourMs)
    const page = readStatusPage(db, now)
    expect(page.ungrouped[0]).toMatchObject({ status: 'major_outage', since: now - 3 * hourMs })
    expect(page.headline.since).toBe(now - 3 * hourMs)
  })

  test('reads a fixed number of statements, however much there is', () => {
    const statements: string[] = []
    const { $client } = db
    const prepare = $client.prepare.bind($client)
    Object.assign($client, {
      prepare: (source: string) => {
        statements.push(source)
        return prepare(source)
      },
    })
    readStatusPage(db, now)
    const whenEmpty = statements.length
    for (let day = 1; day <= 12; day++)
      outage(makeComponent(db, { name: `C${day}` }, now - 90 * dayMs), now - day * dayMs, 1)
    makeIncident(db, {}, now)
    statements.length = 0
    readStatusPage(db, now)
    expect(whenEmpty).toBeGreaterThan(0)
    expect(statements.length).toBeLessThanOrEqual(12)
  })
})

describe('a component’s page', () => {
  test('has its open incidents first, then those that ended, newest first', () => {
    const id = makeComponent(db, {}, now - 40 * dayMs)
    const older = outage(id, now - 9 * dayMs, 1)
    const newer = outage(id, now - 3 * dayMs, 1)
    const open = makeIncident(db, { components: [{ componentId: id, status: 'partial_outage' }] }, now)
    makeIncident(db, { title: 'Another component' }, now)
    const page = readComponentPage(db, 'checkout', now)
    expect(page?.incidents.map((incident) => incident.id)).toEqual([open, newer, older])
    expect(page?.component).toMatchObject({ status: 'partial_outage', name: 'Checkout' })
  })

  test('stays readable when it is archived', () => {
    const id = makeComponent(db, {}, now - 40 * dayMs)
    outage(id, now - 9 * dayMs, 1)
    archiveComponent(db, terminal, id, now)
    expect(readComponentPage(db, 'checkout', now)?.incidents).toHaveLength(1)
  })

  test('observes nothing after it was archived', () => {
    const id = makeComponent(db, {}, now - 40 * dayMs)
    outage(id, now - 30 * dayMs, 24)
    archiveComponent(db, terminal, id, now - 20 * dayMs)
    const component = readComponentPage(db, 'checkout', now)?.component
    expect(component?.uptime).toBe(9_500)
    expect(component?.days.at(-20)?.tally.worst).toBe('no_data')
    expect(component?.days.at(-21)?.tally.observedMs).toBe(14 * hourMs + 5 * 60_000)
  })

  test('is absent for a slug that nothing has, or that is hidden', () => {
    makeComponent(db, {}, now)
    db.update(components).set({ hiddenAt: now }).run()
    expect(readComponentPage(db, 'checkout', now)).toBeNull()
    expect(readComponentPage(db, 'none', now)).toBeNull()
  })
})
