import type { Db } from '../../database.ts'
import { selectOpenIncidents } from '../incident-rows.ts'
import { selectComponent } from '../rows.ts'
import { readToldIncident } from '../status-api/incident-document.ts'
import { tellIncidents, type ToldIncident } from '../status-api/incidents.ts'
import { newsOf, readPageAndComponents, type ToldPage } from '../status-api/status-api.ts'
import type { Times } from '../status-api/times.ts'
import { selectNewestIncidents } from '../status-api-rows.ts'
import { incidentEntry, updateEntry, type FeedEntry } from './entries.ts'

/** As many as Statuspage's feeds hold. */
const mostEntries = 25

/** A feed before it is written in a format. */
export interface Feed {
  /** A tag URI (RFC 4151) that never changes. */
  id: string
  title: string
  /** Who speaks: the page's name. */
  author: string
  /** The page of the same things for people, and the address below which the feed's formats lie. */
  pageUrl: string
  updatedAt: number
  times: Times
  entries: FeedEntry[]
}

/** Everything on the page: future maintenances first, then what there is the newest news of. */
export function readPageFeed(db: Db, url: string, now: number): Feed {
  const { page } = readPageAndComponents(db, url, now)
  return feedOf(page, { path: '', title: 'Incident History', updatedAt: page.updatedAt }, readNewest(db))
}

/** The same of one component; null where the page has none of that slug. */
export function readComponentFeed(db: Db, slug: string, url: string, now: number): Feed | null {
  const row = selectComponent(db, slug)
  if (!row) return null
  const { page, components } = readPageAndComponents(db, url, now)
  const incidents = readNewest(db, row.id)
  const changedAt = components.known.get(row.id)?.updatedAt ?? row.updatedAt
  const updatedAt = Math.max(changedAt, ...incidents.map((incident) => incident.updatedAt))
  const path = `/components/${encodeURIComponent(slug)}`
  return feedOf(page, { path, title: `${row.name} - Incident History`, updatedAt }, incidents)
}

/** One incident, with an entry for each of its updates; or where an old id leads; null where there is neither. */
export function readIncidentFeed(
  db: Db,
  id: string,
  url: string,
  now: number,
): { feed: Feed } | { forwardTo: string } | null {
  const found = readToldIncident(db, id, url, now)
  if (!found || 'forwardTo' in found) return found
  const { page, incident } = found
  const { updatedAt } = incident
  const feed = feedOf(page, { path: `/incidents/${incident.id}`, title: incident.name, updatedAt }, [])
  return { feed: { ...feed, entries: incident.updates.map((_, index) => updateEntry(page, incident, index)) } }
}

function readNewest(db: Db, componentId?: string): ToldIncident[] {
  const of = componentId === undefined ? {} : { componentId }
  const planned = selectOpenIncidents(db, componentId).filter((row) => row.status === 'scheduled')
  const rows = new Map([...planned, ...selectNewestIncidents(db, mostEntries, of)].map((row) => [row.id, row]))
  return tellIncidents(db, [...rows.values()])
    .sort((a, b) => placeOf(b) - placeOf(a) || b.number - a.number)
    .slice(0, mostEntries)
}

/** What is still to come stands at its own time, and so on top. */
function placeOf(incident: ToldIncident): number {
  return incident.status === 'scheduled' ? Math.max(incident.plan?.from ?? 0, newsOf(incident)) : newsOf(incident)
}

function feedOf(
  page: ToldPage,
  { path, title, updatedAt }: { path: string; title: string; updatedAt: number },
  incidents: readonly ToldIncident[],
): Feed {
  return {
    id: `tag:${new URL(page.url).hostname},2005:${path}/history`,
    title: `${/\bstatus$/i.test(page.name) ? page.name : `${page.name} Status`} - ${title}`,
    author: page.name,
    pageUrl: `${page.url}${path}`,
    updatedAt,
    times: page.times,
    entries: incidents.map((incident) => incidentEntry(page, incident)),
  }
}
