import type { Db } from '../../database.ts'
import type { PublicIncident } from '../incidents.ts'
import { listOwedReports, type OwedReport } from '../reports.ts'
import { readStatusPage, type PublicComponent, type PublicPage, type StatusPage } from '../status-page.ts'
import { incidentUrl, recordOfIncident, recordOfSummary } from './incident-record.ts'
import { envelopeOf, iso, isoOrNull } from './instants.ts'
import { recordOfDebt } from './report-record.ts'
import type { SummaryDocument, WindowRecord } from './schemas.ts'
import { readLastingWindows, readWindowsOf } from './windows.ts'

const mostReportsDue = 50

export interface CandorSummary {
  status: StatusPage
  windows: WindowRecord[]
  windowsOf: Map<string, WindowRecord[]>
  owed: OwedReport[]
}

/** Everything that the home page shows, and what stands behind it. */
export function readCandorSummary(db: Db, now: number): CandorSummary {
  const status = readStatusPage(db, now)
  const { open, activeMaintenance, plannedMaintenance } = status
  return {
    status,
    windows: readLastingWindows(db, now),
    windowsOf: readWindowsOf(db, [...open, ...activeMaintenance, ...plannedMaintenance]),
    owed: listOwedReports(db, now, mostReportsDue),
  }
}

/** `/api/candor/summary.json`. */
export function summaryDocument({ status, windows, windowsOf, owed }: CandorSummary, url: string): SummaryDocument {
  const { asOf, page, headline, ungrouped, groups } = status
  const recordOf = (incident: PublicIncident) => recordOfIncident(incident, windowsOf.get(incident.id) ?? [], url)
  const components = [...ungrouped, ...groups.flatMap((group) => group.components)]
  const shown = new Set(components.map(({ id }) => id))
  return {
    ...envelopeOf(asOf),
    page: recordOfPage(page, url),
    headline: { ...headline, since: isoOrNull(headline.since) },
    components: components.map((component) => recordOfComponent(component, url)),
    groups: groups.map((group) => ({
      id: group.id,
      name: group.name,
      description: group.description,
      component_ids: group.components.map(({ id }) => id),
      uptime_percent: percentOf(group.uptime),
    })),
    windows: windows.filter((window) => shown.has(window.component_id)),
    incidents: status.open.map(recordOf),
    maintenances: {
      active: status.activeMaintenance.map(recordOf),
      planned: status.plannedMaintenance.map(recordOf),
    },
    recent: status.recent.map((day) => ({
      date: day.date,
      incidents: day.incidents.map((incident) => recordOfSummary(incident, url)),
    })),
    reports_due: owed.map(({ incidentId, title, ...debt }) => ({
      incident: { id: incidentId, title, url: incidentUrl(incidentId, url) },
      ...recordOfDebt(debt),
    })),
  }
}

function recordOfPage(page: PublicPage, url: string) {
  return {
    id: page.id,
    name: page.name,
    url,
    time_zone: page.timeZone,
    description: page.description,
    support_url: page.supportUrl,
    support_email: page.supportEmail,
    links: page.links.map(({ label, url: to }) => ({ label, url: to })),
  }
}

function recordOfComponent(component: PublicComponent, url: string) {
  return {
    id: component.id,
    slug: component.slug,
    name: component.name,
    description: component.description,
    url: `${url}/components/${encodeURIComponent(component.slug)}`,
    group_id: component.groupId,
    status: component.status,
    since: isoOrNull(component.since),
    starts_at: iso(component.startsAt),
    shows_uptime: component.showsUptime,
    uptime_percent: percentOf(component.uptime),
  }
}

function percentOf(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}
