import { incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import type { Db } from './database.ts'
import { groupBy } from './grouping.ts'
import { promiseAt, type PromiseState } from './promises.ts'
import {
  selectCorrections,
  selectForwardedId,
  selectIncident,
  selectIncidentWindows,
  selectReports,
  selectSchedules,
  selectUpdateComponents,
  selectUpdates,
  type IncidentColumns,
} from './public-incident-rows.ts'
import {
  impactOf,
  isOver,
  severityOf,
  updateWords,
  worstStatus,
  type ComponentStatus,
  type Impact,
  type IncidentStatus,
  type MaintenanceStatus,
} from './status.ts'
import { textToHtml, textToPlain, type TextFormat } from './text.ts'

export interface PublicUpdate {
  id: string
  status: IncidentStatus | MaintenanceStatus | 'postmortem'
  /** "Update" where it keeps the status of the one before. */
  label: string
  body: string
  bodyFormat: TextFormat
  /** Safe to show as it is. */
  html: string
  happenedAt: number
  publishedAt: number
  nextUpdateBy: number | null
  promisesNone: boolean
  components: { name: string; slug: string; oldStatus: ComponentStatus; newStatus: ComponentStatus }[]
  correctedAt: number | null
}

export interface PublicReport {
  publishedAt: number
  /** Safe HTML per heading; empty where the section has no text. */
  sections: { key: 'summary' | 'affected' | 'happened' | 'prevention' | 'customerAction'; html: string }[]
}

export interface AffectedComponent {
  id: string
  slug: string
  name: string
  /** The worst that this incident made of it. */
  worst: ComponentStatus
}

/** An incident or maintenance as customers may know it; the same object behind every public surface. */
export interface PublicIncident {
  number: number
  id: string
  kind: 'incident' | 'maintenance'
  title: string
  status: IncidentStatus | MaintenanceStatus
  isOver: boolean
  impact: Impact
  startedAt: number
  resolvedAt: number | null
  publishedAt: number
  updatedAt: number
  scheduledFor: number | null
  scheduledUntil: number | null
  falseAlarm: { at: number; reason: string } | null
  components: AffectedComponent[]
  /** Newest first. */
  updates: PublicUpdate[]
  /** What the newest update promised; null where it promised nothing or the incident is over. */
  promise: PromiseState | null
  promisesNone: boolean
  report: PublicReport | null
}

/** An incident in a list: its newest words as plain text instead of all of its updates. */
export interface PublicIncidentSummary extends Omit<PublicIncident, 'updates' | 'report' | 'promise' | 'promisesNone'> {
  excerpt: string
  hasReport: boolean
}

/** An incident's own page, or where an old permalink leads, or null. */
export function readIncidentPage(
  db: Db,
  id: string,
  now: number,
): { incident: PublicIncident } | { forwardTo: string } | null {
  const row = selectIncident(db, id)
  if (row) return { incident: readPublicIncidents(db, [row], now)[0] as PublicIncident }
  const forwardTo = selectForwardedId(db, id)
  return forwardTo === null ? null : { forwardTo }
}

/** Completes rows that were read as public, in their order. */
export function readPublicIncidents(db: Db, rows: readonly IncidentColumns[], now: number): PublicIncident[] {
  const ids = rows.map((row) => row.id)
  const updates = selectUpdates(db, ids)
  const components = groupBy(
    selectUpdateComponents(
      db,
      updates.map((update) => update.id),
    ),
    (row) => row.updateId,
  )
  const correctionsOf = groupBy(selectCorrections(db, ids), (row) => row.updateId)
  const byIncident = groupBy(updates, (update) => update.incidentId)
  const parts = selectParts(db, ids)
  const reports = groupBy(selectReports(db, ids), (report) => report.incidentId)
  return rows.map((row) => {
    const own = byIncident.get(row.id) ?? []
    const publicUpdates = own.map((update, index): PublicUpdate => ({
      id: update.id,
      status: update.status,
      label: labelOf(update.status, own[index + 1]?.status),
      body: update.body,
      bodyFormat: update.bodyFormat,
      html: textToHtml(update.body, update.bodyFormat),
      happenedAt: update.happenedAt,
      publishedAt: update.publishedAt ?? update.happenedAt,
      nextUpdateBy: update.nextUpdateBy,
      promisesNone: update.promisesNone,
      components: components.get(update.id) ?? [],
      correctedAt: correctionsOf.get(update.id)?.[0]?.correctedAt ?? null,
    }))
    const newest = publicUpdates[0]
    const common = commonOf(row, parts)
    return {
      ...common,
      updates: publicUpdates,
      promise: newest && !common.isOver ? promiseAt(newest.nextUpdateBy, now) : null,
      promisesNone: newest !== undefined && !common.isOver && newest.promisesNone,
      report: reportOf(reports.get(row.id)?.[0]),
    }
  })
}

/** The same rows for a list, without rendering every update. */
export function summarizeIncidents(db: Db, rows: readonly IncidentColumns[]): PublicIncidentSummary[] {
  const ids = rows.map((row) => row.id)
  const updates = groupBy(selectUpdates(db, ids), (update) => update.incidentId)
  const withReport = new Set(selectReports(db, ids).map((report) => report.incidentId))
  const parts = selectParts(db, ids)
  return rows.map((row) => {
    const newest = updates.get(row.id)?.[0]
    return {
      ...commonOf(row, parts),
      excerpt: newest ? shorten(textToPlain(newest.body, newest.bodyFormat)) : '',
      hasReport: withReport.has(row.id),
    }
  })
}

const longestExcerpt = 280

function shorten(text: string): string {
  if (text.length <= longestExcerpt) return text
  const lastSpace = text.lastIndexOf(' ', longestExcerpt)
  return `${text.slice(0, lastSpace > 0 ? lastSpace : longestExcerpt)}…`
}

function selectParts(db: Db, ids: readonly string[]) {
  return {
    windows: groupBy(selectIncidentWindows(db, ids), (window) => window.incidentId),
    schedules: groupBy(selectSchedules(db, ids), (schedule) => schedule.incidentId),
  }
}

function commonOf(row: IncidentColumns, parts: ReturnType<typeof selectParts>) {
  const windows = parts.windows.get(row.id) ?? []
  const schedule = parts.schedules.get(row.id) ?? []
  const affected = new Map<string, AffectedComponent>()
  for (const { componentId, slug, name } of schedule) {
    if (componentId && slug && name)
      affected.set(componentId, { id: componentId, slug, name, worst: 'under_maintenance' })
  }
  for (const { componentId, slug, name, status } of windows) {
    affected.set(componentId, {
      id: componentId,
      slug,
      name,
      worst: worstStatus([status, affected.get(componentId)?.worst ?? 'operational']),
    })
  }
  return {
    number: row.number,
    id: row.id,
    kind: row.kind,
    title: row.title,
    status: row.status,
    isOver: isOver(row.status),
    impact: publicImpact(
      row,
      windows.map((window) => window.status),
    ),
    startedAt: row.startedAt,
    resolvedAt: row.resolvedAt,
    publishedAt: row.publishedAt ?? row.startedAt,
    updatedAt: row.updatedAt,
    scheduledFor: schedule[0]?.scheduledFor ?? null,
    scheduledUntil: schedule[0]?.scheduledUntil ?? null,
    falseAlarm: row.falseAlarmAt === null ? null : { at: row.falseAlarmAt, reason: row.falseAlarmReason ?? '' },
    components: [...affected.values()].sort((a, b) => severityOf(b.worst) - severityOf(a.worst)),
  }
}

function publicImpact(row: IncidentColumns, statuses: readonly ComponentStatus[]): Impact {
  if (row.falseAlarmAt !== null) return 'none'
  if (row.impactOverride !== null) return row.impactOverride
  return row.kind === 'maintenance' ? 'maintenance' : impactOf(statuses)
}

/** "Update" where the status is kept; what goes back, before the end or after it, says so. */
function labelOf(status: PublicUpdate['status'], older: PublicUpdate['status'] | undefined): string {
  if (status === older) return 'Update'
  if (older === undefined || older === 'postmortem' || status === 'postmortem') return updateWords[status]
  if (isOver(older) && !isOver(status)) return `Reopened: ${updateWords[status].toLowerCase()}`
  return isBack(status, older) ? `Back to ${updateWords[status].toLowerCase()}` : updateWords[status]
}

function isBack(status: IncidentStatus | MaintenanceStatus, older: IncidentStatus | MaintenanceStatus): boolean {
  const order: readonly string[] = [...incidentStatuses, ...maintenanceStatuses]
  return !isOver(older) && order.indexOf(status) < order.indexOf(older)
}

function reportOf(version: ReturnType<typeof selectReports>[number] | undefined): PublicReport | null {
  if (!version || version.publishedAt === null) return null
  const keys = ['summary', 'affected', 'happened', 'prevention', 'customerAction'] as const
  return {
    publishedAt: version.publishedAt,
    sections: keys
      .map((key) => ({ key, html: textToHtml(version[key] ?? '', version.format) }))
      .filter((section) => section.html !== ''),
  }
}
