import { readIncidentAlerts, type IncidentAlerts } from '#domain/alerts/incident-alerts'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { listGroups } from '#domain/components/component-groups'
import type { Db } from '#domain/database'
import { listLeads, type Lead } from '#domain/incidents/leads'
import type { PromiseMinutes } from '#domain/incidents/promises'
import type { Recipients } from '#domain/outbox/hand-out'
import { listTellings, readTellingsVersion, type Telling } from '#domain/outbox/ledger'
import { countForNextUpdate } from '#domain/outbox/next-update'
import { readPage } from '#domain/page'
import { listActivity, type Activity } from '#domain/team/activity'
import { readTeamIncident, type TeamIncident } from '#domain/team/incident'
import { readReportStanding, type ReportStanding } from '#domain/team/reports'
import { readTeamVersion } from '#domain/team/team-version'
import { readCustomers, type Customers } from '../../../customers/read-customers.ts'
import { componentRowGroups } from '../../../parts/publication/component-row-groups.ts'
import type { ComponentRowGroup } from '../../../parts/publication/component-rows.tsx'

const activityCount = 8

/** All that the page of an incident shows and keeps live; plain data, the same for everybody on the team. */
export interface IncidentDesk {
  now: number
  version: string
  timeZone: string
  promiseMinutes: PromiseMinutes
  incident: TeamIncident
  /** What it holds, or held as it ended, is told apart. */
  rows: ComponentRowGroup[]
  /** Who held the pen, the newest first. */
  leads: Lead[]
  /** The newest of what was done, newest first. */
  activity: Activity[]
  report: ReportStanding
  customers: Customers
  /** The alerts from which it was drafted; null for most. */
  alerts: IncidentAlerts | null
  /** How far the newest news has come; null where nothing was announced. */
  newestTelling: Telling | null
  /** How many would hear of one more update of an open, public incident; null of another, and where they are too many to count. */
  nextHeardBy: Recipients | null
}

/** Differs whenever something does that the page of an incident shows. */
export function readDeskVersion(db: Db, id: string): string {
  return `${readTeamVersion(db)}.${readTellingsVersion(db, id)}`
}

/** What the page of an incident shows, for the server's first render and for each refresh; null where there is none. */
export function readIncidentDesk(db: Db, id: string, now: number): IncidentDesk | null {
  const incident = readTeamIncident(db, id, now)
  if (!incident) return null
  const { timeZone, promiseMinutes } = readPage(db)
  return {
    now,
    version: readDeskVersion(db, id),
    timeZone,
    promiseMinutes,
    incident,
    rows: heldAgain(componentRowGroups(listComponentStatuses(db, now), listGroups(db), id), incident.heldAtEnd),
    leads: listLeads(db, id),
    activity: listActivity(db, { kind: 'incident', id }, activityCount),
    report: readReportStanding(db, id, now),
    customers: readCustomers(db, id, now),
    alerts: readIncidentAlerts(db, id),
    newestTelling: listTellings(db, id)[0] ?? null,
    nextHeardBy:
      incident.kind === 'maintenance' || incident.isOver || incident.isInternal
        ? null
        : countForNextUpdate(db, id, now),
  }
}

/** Of an incident that is over, what going on with it would hold again stands where an open one's components do. */
function heldAgain(groups: ComponentRowGroup[], heldAtEnd: TeamIncident['heldAtEnd']): ComponentRowGroup[] {
  const statuses = new Map(heldAtEnd.map(({ componentId, status }) => [componentId, status]))
  return groups.map((group) => ({
    ...group,
    components: group.components.map((row) => ({ ...row, held: row.held ?? statuses.get(row.id) ?? null })),
  }))
}
