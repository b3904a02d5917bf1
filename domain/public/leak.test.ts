import { describe, expect, test } from 'vitest'
import { fillWithCanary } from '#db/demo/canary'
import { tellStory } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { readActionItemsPage } from './action-items.ts'
import { readComponentPage, readHistoryPage } from './history-page.ts'
import { readIncidentPage } from './incidents.ts'
import { readReportMarkdown } from './report-markdown.ts'
import { readIncidentReports, readReportsPage, readReportVersion } from './reports.ts'
import { readStatusPage, type StatusPage } from './status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const word = 'canaryq7'

const db = testDatabase()
tellStory(db, now)
const before = readStatusPage(db, now)
const canary = fillWithCanary(db, word, now)
const after = readStatusPage(db, now)

function componentsOf(page: StatusPage) {
  return [...page.ungrouped, ...page.groups.flatMap((group) => group.components)]
}

describe('over a database full of private things', () => {
  test('the home page carries none of them', () => {
    expect(JSON.stringify(after)).not.toContain(word)
  })

  test('the pages of public incidents and maintenances carry none of them', () => {
    for (const id of canary.publicIncidents) {
      const page = readIncidentPage(db, id, now)
      expect(page, id).toHaveProperty('incident')
      expect(JSON.stringify(page)).not.toContain(word)
    }
  })

  test('a report that is only a draft is not even said to be there', () => {
    expect(readIncidentReports(db, canary.withDraftReport, now)).toMatchObject({ newest: null, actionItems: [] })
    expect(readReportVersion(db, canary.withDraftReport, 1)).toBeNull()
    expect(readReportMarkdown(db, canary.withDraftReport, (path) => path, now)).toBeNull()
    const listed = after.recent.flatMap((day) => day.incidents).find((one) => one.id === canary.withDraftReport)
    expect(listed?.hasReport).toBe(false)
  })

  test('the reports and action items of public incidents carry none of them', () => {
    const reads = canary.publicIncidents.flatMap((id) => [
      readIncidentReports(db, id, now),
      readReportMarkdown(db, id, (path) => path, now),
    ])
    const lists = [readReportsPage(db, 1, now), readActionItemsPage(db, { state: null, number: 1 }, now)]
    expect(JSON.stringify([reads, lists])).not.toContain(word)
    expect(lists[0]).toMatchObject({ total: 3 })
  })

  test('the report of an internal incident is nobody’s to read, wrongly published or not', () => {
    for (const id of canary.internalIncidents) {
      expect(readIncidentReports(db, id, now)).toMatchObject({
        newest: null,
        versions: [],
        actionItems: [],
        debt: null,
      })
      expect(readReportMarkdown(db, id, (path) => path, now)).toBeNull()
    }
  })

  test('an internal incident has no page', () => {
    for (const id of canary.internalIncidents) expect(readIncidentPage(db, id, now)).toBeNull()
  })

  test('what was merged into an internal incident leads nowhere', () => {
    expect(readIncidentPage(db, canary.mergedIntoInternal, now)).toBeNull()
  })

  test('the history carries none of them, on any page and for any component', () => {
    const slugs = [null, canary.publicSlug, 'checkout', ...canary.hiddenSlugs]
    for (const componentSlug of slugs) {
      for (const number of [1, 2, 99]) {
        const page = readHistoryPage(db, { number, componentSlug }, now)
        expect(JSON.stringify(page)).not.toContain(word)
      }
    }
  })

  test('the history takes a hidden component for an unknown one', () => {
    for (const componentSlug of canary.hiddenSlugs) {
      expect(readHistoryPage(db, { number: 1, componentSlug }, now).unknownComponent).toBe(true)
    }
  })

  test('the pages of public components carry none of them, and hidden ones have none', () => {
    const slugs = componentsOf(after).map((component) => component.slug)
    expect(slugs).toContain(canary.publicSlug)
    for (const slug of slugs) expect(JSON.stringify(readComponentPage(db, slug, now))).not.toContain(word)
    for (const slug of canary.hiddenSlugs) expect(readComponentPage(db, slug, now)).toBeNull()
  })
})

describe('internal incidents and hidden components', () => {
  test('change no public component’s status, bars or uptime', () => {
    const known = componentsOf(before)
    const stillKnown = componentsOf(after).filter((component) => component.slug !== canary.publicSlug)
    expect(stillKnown).toEqual(known)
  })

  test('count for nothing in a component that a public incident only degrades', () => {
    const ferry = componentsOf(after).find((component) => component.slug === canary.publicSlug)
    expect(ferry).toMatchObject({ status: 'degraded_performance', since: now - 40 * 60_000, uptime: 10_000 })
  })

  test('do not reach the headline, which says the worst of what is public', () => {
    expect(after.headline).toMatchObject({ state: 'partial_outage', text: 'Checkout has a partial outage' })
  })

  test('do not raise a public incident’s impact', () => {
    const ids = new Set(canary.publicIncidents)
    const impacts = after.open.filter((incident) => ids.has(incident.id)).map((incident) => incident.impact)
    expect(impacts).toEqual(['minor'])
  })

  test('appear in no list of incidents or maintenances', () => {
    const listed = [...after.open, ...after.activeMaintenance, ...after.plannedMaintenance].map((one) => one.id)
    for (const id of canary.internalIncidents) expect(listed).not.toContain(id)
    expect(listed).not.toContain(canary.mergedIntoInternal)
  })
})
