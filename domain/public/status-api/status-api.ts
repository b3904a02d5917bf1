import type { Db } from '../../database.ts'
import { selectOpenIncidents } from '../incident-rows.ts'
import { readPublicPage, type PublicPage } from '../status-page.ts'
import { selectNewestChange, selectNewestIncidents, selectNewestMaintenances } from '../status-api-rows.ts'
import { readToldComponents, type ToldComponents } from './components.ts'
import { tellIncidents, type ToldIncident } from './incidents.ts'
import { timesIn, type Times } from './times.ts'

/** How many of each a list holds, as Statuspage's do. */
export const mostListed = 50

/** What every document of a page begins with. */
export interface ToldPage extends PublicPage {
  /** The public address, without a slash at its end. */
  url: string
  /** When anything that is public last changed. */
  updatedAt: number
  times: Times
}

/** What the Status API's documents are made of, in one read. */
export interface StatusApi {
  page: ToldPage
  components: ToldComponents
  /** Unresolved, the newest news first. */
  open: ToldIncident[]
  activeMaintenances: ToldIncident[]
  /** The soonest first. */
  plannedMaintenances: ToldIncident[]
}

/** Reads the page as it is now; `url` is its public address. */
export function readStatusApi(db: Db, url: string, now: number): StatusApi {
  const components = readToldComponents(db, now)
  const current = tellIncidents(db, selectOpenIncidents(db))
  const maintenances = current
    .filter((incident) => incident.kind === 'maintenance')
    .sort((a, b) => startOf(a) - startOf(b))
  return {
    page: readToldPage(db, url, components),
    components,
    open: newestFirst(current.filter((incident) => incident.kind === 'incident')),
    activeMaintenances: maintenances.filter((incident) => incident.status !== 'scheduled'),
    plannedMaintenances: maintenances.filter((incident) => incident.status === 'scheduled'),
  }
}

/** The page with its 50 newest incidents, resolved ones too. */
export function readIncidentList(db: Db, url: string, now: number) {
  const rows = selectNewestIncidents(db, mostListed, { kind: 'incident' })
  return { ...readPageAndComponents(db, url, now), listed: newestFirst(tellIncidents(db, rows)).slice(0, mostListed) }
}

/** The page with the 50 maintenances that are planned or were planned last, completed ones too. */
export function readMaintenanceList(db: Db, url: string, now: number) {
  return {
    ...readPageAndComponents(db, url, now),
    listed: tellIncidents(db, selectNewestMaintenances(db, mostListed)),
  }
}

export type IncidentList = ReturnType<typeof readIncidentList>

/** The page and its components, for documents of anything on it. */
export function readPageAndComponents(db: Db, url: string, now: number): Pick<StatusApi, 'page' | 'components'> {
  const components = readToldComponents(db, now)
  return { page: readToldPage(db, url, components), components }
}

/** By the time of their newest update, as every list of incidents is ordered. */
export function newestFirst(incidents: readonly ToldIncident[]): ToldIncident[] {
  return [...incidents].sort((a, b) => newsOf(b) - newsOf(a) || b.number - a.number)
}

/** When the newest update of an incident happened. */
export function newsOf(incident: ToldIncident): number {
  return incident.updates[0]?.displayAt ?? incident.updatedAt
}

function readToldPage(db: Db, url: string, { known, groups }: ToldComponents): ToldPage {
  const page = readPublicPage(db)
  const changes = [...known.values(), ...groups].map((component) => component.updatedAt)
  const updatedAt = Math.max(page.updatedAt, selectNewestChange(db) ?? 0, ...changes)
  return { ...page, url, updatedAt, times: timesIn(page.timeZone) }
}

function startOf(incident: ToldIncident): number {
  return incident.plan?.from ?? incident.startedAt
}
