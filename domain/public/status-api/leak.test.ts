import { describe, expect, test } from 'vitest'
import { fillWithCanary } from '#db/demo/canary'
import { tellStory } from '#db/demo/story'
import { testDatabase } from '#db/test-database'
import { atomDocument } from '../feeds/atom.ts'
import { readComponentFeed, readIncidentFeed, readPageFeed } from '../feeds/feed.ts'
import { calendarDocument, readMaintenanceCalendar } from '../maintenance-calendar.ts'
import { readStatusPage } from '../status-page.ts'
import { incidentsDocument, maintenancesDocument, summaryDocument } from './documents.ts'
import { historyDocument, readToldHistory } from './history-document.ts'
import { incidentDocument, readToldIncident } from './incident-document.ts'
import { readIncidentList, readMaintenanceList, readStatusApi } from './status-api.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const word = 'canaryq7'
const db = testDatabase()
tellStory(db, now)
const canary = fillWithCanary(db, word, now)

describe('over a database full of private things, what programs read', () => {
  const url = 'https://status.acme.example'
  const calendarOf = (slug: string | null) => {
    const calendar = readMaintenanceCalendar(db, slug, url, now)
    return calendar && calendarDocument(calendar)
  }

  test('carries none of them in the Status API, the history, the feeds or the calendar', () => {
    const documents = [
      summaryDocument(readStatusApi(db, url, now)),
      incidentsDocument(readIncidentList(db, url, now)),
      maintenancesDocument(readMaintenanceList(db, url, now)),
      ...[1, 2, 3].map((number) => historyDocument(readToldHistory(db, number, url, now))),
      atomDocument(readPageFeed(db, url, now)),
      readComponentFeed(db, canary.publicSlug, url, now),
      calendarOf(null),
      calendarOf(canary.publicSlug),
    ]
    for (const document of documents) expect(JSON.stringify(document)).not.toContain(word)
  })

  test('tells of public incidents without them, and of internal ones nothing', () => {
    for (const id of canary.publicIncidents) {
      const told = readToldIncident(db, id, url, now)
      if (!told || 'forwardTo' in told) throw new Error(`${id} is not told`)
      expect(JSON.stringify(incidentDocument(told))).not.toContain(word)
      expect(JSON.stringify(readIncidentFeed(db, id, url, now))).not.toContain(word)
    }
    for (const id of [...canary.internalIncidents, canary.mergedIntoInternal]) {
      expect(readToldIncident(db, id, url, now)).toBeNull()
      expect(readIncidentFeed(db, id, url, now)).toBeNull()
    }
    for (const slug of canary.hiddenSlugs) {
      expect(readComponentFeed(db, slug, url, now)).toBeNull()
      expect(calendarOf(slug)).toBeNull()
    }
  })

  test('gives components the statuses that the pages give them', () => {
    const { components } = summaryDocument(readStatusApi(db, url, now))
    const told = components.filter((component) => !component.group).map(({ id, status }) => [id, status])
    const page = readStatusPage(db, now)
    const shown = [...page.ungrouped, ...page.groups.flatMap((group) => group.components)]
    expect(told).toEqual(shown.map(({ id, status }) => [id, status]))
  })
})
