import { and, count, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { communicationsLeads, incidents } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import type { IncidentRow } from '../incidents/incident-record.ts'
import { promiseAt, type PromiseState } from '../incidents/promises.ts'
import { isListed, preparedForIds } from '../prepared.ts'
import { countCustomers } from '../support/customers-to-tell.ts'
import {
  impactOf,
  isOver,
  severityOf,
  worstStatus,
  type ComponentStatus,
  type Impact,
  type IncidentStatus,
  type MaintenanceStatus,
} from '../status.ts'
import { selectTeamPromises, selectTeamSchedules, selectTeamWindows } from './incident-rows.ts'

const perPage = 50

export interface TeamIncidentSummary {
  id: string
  kind: 'incident' | 'maintenance'
  title: string
  status: IncidentStatus | MaintenanceStatus
  isOver: boolean
  /** Only the team sees it. */
  isInternal: boolean
  isFalseAlarm: boolean
  /** The id of the incident that it was merged into; null for most. */
  mergedIntoId: string | null
  impact: Impact
  startedAt: number
  resolvedAt: number | null
  latestUpdateAt: number
  scheduledFor: number | null
  scheduledUntil: number | null
  /** What it holds now, or will; once it is over, what it held, at its worst. The worst first. */
  components: { id: string; name: string; status: ComponentStatus }[]
  promise: PromiseState | null
  promisesNone: boolean
  lead: { name: string; since: number } | null
  /** How many customers and tickets support linked to it. */
  customers: number
}

/** Every incident that is open, internal ones too, the newest first; for the team only, as all of this file. */
export function listOpenIncidents(db: Db, now: number): TeamIncidentSummary[] {
  const rows = selectIncidents(db, and(eq(incidents.kind, 'incident'), isNull(incidents.resolvedAt)), 1_000)
  return summarizeForTeam(db, rows, now).sort((a, b) => b.startedAt - a.startedAt)
}

/** Maintenances that are not over: what is in progress, then what is planned, soonest first. */
export function listOpenMaintenances(db: Db, now: number): TeamIncidentSummary[] {
  const rows = selectIncidents(db, and(eq(incidents.kind, 'maintenance'), isNull(incidents.resolvedAt)), 1_000)
  return summarizeForTeam(db, rows, now).sort(
    (a, b) => (a.scheduledFor ?? a.startedAt) - (b.scheduledFor ?? b.startedAt),
  )
}

/** Incidents and maintenances that ended last. */
export function listEndedIncidents(db: Db, limit: number, now: number): TeamIncidentSummary[] {
  const rows = db
    .select()
    .from(incidents)
    .where(and(isNotNull(incidents.resolvedAt), isNull(incidents.mergedIntoId)))
    .orderBy(desc(incidents.resolvedAt), desc(incidents.number))
    .limit(limit)
    .all()
  return summarizeForTeam(db, rows, now)
}

export interface IncidentList {
  /** 1 is the newest. */
  number: number
  pages: number
  total: number
  incidents: TeamIncidentSummary[]
}

/** A page of everything of a kind that there ever was, the newest news first; numbers past the end give the last page. */
export function readIncidentList(
  db: Db,
  options: { kind: 'incident' | 'maintenance'; number: number },
  now: number,
): IncidentList {
  const ofKind = eq(incidents.kind, options.kind)
  const total = db.select({ total: count() }).from(incidents).where(ofKind).get()?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / perPage))
  const number = Math.min(Math.max(1, options.number), pages)
  const rows = selectIncidents(db, ofKind, perPage, (number - 1) * perPage)
  return { number, pages, total, incidents: summarizeForTeam(db, rows, now) }
}

/** Rows for a list, in their order, in a fixed number of statements. */
export function summarizeForTeam(db: Db, rows: readonly IncidentRow[], now: number): TeamIncidentSummary[] {
  const ids = rows.map((row) => row.id)
  const parts: Parts = {
    windows: groupBy(selectTeamWindows(db, ids), (window) => window.incidentId),
    promises: new Map(selectTeamPromises(db, ids).map((promise) => [promise.incidentId, promise])),
    schedules: groupBy(selectTeamSchedules(db, ids), (schedule) => schedule.incidentId),
    leads: new Map(selectLeads(db, ids).map((lead) => [lead.incidentId, lead])),
    customers: countCustomers(db, ids),
  }
  return rows.map((row) => summaryOf(row, parts, now))
}

interface Parts {
  windows: Map<string | null, ReturnType<typeof selectTeamWindows>>
  promises: Map<string, ReturnType<typeof selectTeamPromises>[number]>
  schedules: Map<string, ReturnType<typeof selectTeamSchedules>>
  leads: Map<string, ReturnType<typeof selectLeads>[number]>
  customers: Map<string, number>
}

function summaryOf(row: IncidentRow, parts: Parts, now: number): TeamIncidentSummary {
  const over = isOver(row.status)
  const promise = over ? undefined : parts.promises.get(row.id)
  const lead = parts.leads.get(row.id)
  const [schedule] = parts.schedules.get(row.id) ?? []
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    status: row.status,
    isOver: over,
    isInternal: row.publishedAt === null,
    isFalseAlarm: row.falseAlarmAt !== null,
    mergedIntoId: row.mergedIntoId,
    impact: impactFor(row, parts),
    startedAt: row.startedAt,
    resolvedAt: row.resolvedAt,
    latestUpdateAt: row.latestUpdateAt,
    scheduledFor: schedule?.scheduledFor ?? null,
    scheduledUntil: schedule?.scheduledUntil ?? null,
    components: componentsOf(row, over, parts),
    promise: promise ? promiseAt(promise.nextUpdateBy, now) : null,
    promisesNone: promise?.promisesNone ?? false,
    lead: lead ? { name: lead.name, since: lead.since } : null,
    customers: parts.customers.get(row.id) ?? 0,
  }
}

function impactFor(row: IncidentRow, parts: Parts): Impact {
  if (row.falseAlarmAt !== null) return 'none'
  if (row.impactOverride !== null) return row.impactOverride
  if (row.kind === 'maintenance') return 'maintenance'
  return impactOf((parts.windows.get(row.id) ?? []).map((window) => window.status))
}

function componentsOf(row: IncidentRow, over: boolean, parts: Parts): TeamIncidentSummary['components'] {
  const found = new Map<string, TeamIncidentSummary['components'][number]>()
  for (const { componentId: id, name } of parts.schedules.get(row.id) ?? []) {
    if (id !== null && name !== null) found.set(id, { id, name, status: 'under_maintenance' })
  }
  for (const window of parts.windows.get(row.id) ?? []) {
    if (!over && window.endedAt !== null) continue
    const { componentId: id, name } = window
    found.set(id, { id, name, status: worstStatus([window.status, found.get(id)?.status ?? 'operational']) })
  }
  return [...found.values()].sort((a, b) => severityOf(b.status) - severityOf(a.status))
}

function selectIncidents(db: Db, condition: SQL | undefined, limit: number, offset = 0): IncidentRow[] {
  return db
    .select()
    .from(incidents)
    .where(condition)
    .orderBy(desc(incidents.latestUpdateAt), desc(incidents.number))
    .limit(limit)
    .offset(offset)
    .all()
}

/** Who holds the pen; the newest row of an incident, which comes last and wins. */
const selectLeads = preparedForIds((db) =>
  db
    .select({ incidentId: communicationsLeads.incidentId, name: people.name, since: communicationsLeads.since })
    .from(communicationsLeads)
    .innerJoin(people, eq(people.id, communicationsLeads.personId))
    .where(isListed(communicationsLeads.incidentId))
    .orderBy(communicationsLeads.since, sql`${communicationsLeads}._rowid_`)
    .prepare(),
)
