import type { Db } from '../database.ts'
import type { IncidentColumns } from '../public/incident-rows.ts'
import type { IncidentParts } from '../public/incidents.ts'
import { tellComponents } from '../public/status-api/components.ts'
import { tellIncident, type ToldIncident } from '../public/status-api/incidents.ts'
import type { PageAndComponents } from '../public/status-api/objects.ts'
import type { ToldPage } from '../public/status-api/status-api.ts'
import { timesIn } from '../public/status-api/times.ts'
import { readPublicPage } from '../public/status-page.ts'
import { textOf } from '../reports/report-drafts.ts'
import { postmortemBody } from './postmortem-text.ts'
import { selectReportVersions, selectTeamComponents } from './rows.ts'

/** The page and all of its components as tokens may know them, with hidden ones. */
export function readManaged(db: Db, url: string, now: number): PageAndComponents {
  return { page: readManagedPage(db, url), components: tellComponents(db, selectTeamComponents(db), now) }
}

/** The same for incidents, of which many name no component: then none is read. */
export function readManagedFor(db: Db, told: readonly ToldIncident[], url: string, now: number): PageAndComponents {
  if (told.some(({ componentIds }) => componentIds.length > 0)) return readManaged(db, url, now)
  return { page: readManagedPage(db, url), components: { ungrouped: [], groups: [], known: new Map() } }
}

function readManagedPage(db: Db, url: string): ToldPage {
  const page = readPublicPage(db)
  return { ...page, url, times: timesIn(page.timeZone) }
}

/**
 * Rows as incidents in the words of the Status API, with texts as they were written instead of HTML:
 * who reads one and sends it back changes nothing of it. `parts` is what belongs to them.
 */
export function tellManaged(db: Db, rows: readonly IncidentColumns[], parts: IncidentParts): ToldIncident[] {
  const ids = rows.map(({ id }) => id)
  const reports = new Map(
    selectReportVersions(db, ids).flatMap((version) =>
      version.publishedAt === null
        ? []
        : [[version.incidentId, { html: postmortemBody(textOf(version)), publishedAt: version.publishedAt }] as const],
    ),
  )
  return rows.map((row) => tellIncident(row, parts, reports.get(row.id) ?? null, (update) => update.body))
}
