import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { promiseAt, type PromiseState } from '../incidents/promises.ts'
import { labelsOf } from '../incidents/update-labels.ts'
import { selectCorrections, type CorrectionRow } from './correction-rows.ts'
import {
  lastCorrectedAt,
  viewCorrections,
  viewVersions,
  type PublicCorrection,
  type UpdateVersion,
} from './corrections.ts'
import {
  selectForwardedId,
  selectIncident,
  selectIncidentWindows,
  selectReported,
  selectSchedules,
  selectUpdateComponents,
  selectUpdates,
  type IncidentColumns,
} from './incident-rows.ts'
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
import { excerptOf, textToHtml, type TextFormat } from '../text.ts'

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
  /** The title of the incident that it was written for, where it came here by a merge. */
  mergedFrom: string | null
  components: { name: string; slug: string; oldStatus: ComponentStatus; newStatus: ComponentStatus }[]
  /** The newest change of its words since it was published; null where they stand as they were. */
  correction: { at: number; reason: string | null; isMinor: boolean } | null
  /** What it said before each change of its words, the newest first. */
  versions: UpdateVersion[]
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
  /** When something that is more than a typo was last corrected. */
  correctedAt: number | null
  /** All that was corrected, the newest first. */
  corrections: PublicCorrection[]
  /** Newest first. */
  updates: PublicUpdate[]
  /** What the newest update promised; null where it promised nothing or the incident is over. */
  promise: PromiseState | null
  promisesNone: boolean
}

/** An incident in a list: its newest words as plain text instead of all of its updates. */
export interface PublicIncidentSummary extends Omit<
  PublicIncident,
  'corrections' | 'updates' | 'promise' | 'promisesNone'
> {
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
  if (row) return { incident: viewIncident(row, selectIncidentParts(db, [row]), now) }
  const forwardTo = selectForwardedId(db, id)
  return forwardTo === null ? null : { forwardTo }
}

/** Everything that belongs to rows which were read as public, in six statements however many rows there are. */
export function selectIncidentParts(db: Db, rows: readonly IncidentColumns[]) {
  const ids = rows.map((row) => row.id)
  const updates = selectUpdates(db, ids)
  const updateIds = updates.map((update) => update.id)
  const mergedFrom = updates.flatMap((update) => update.mergedFromId ?? [])
  const corrections = selectCorrections(db, ids, mergedFrom)
  return {
    updates: groupBy(updates, (update) => update.incidentId),
    updateComponents: groupBy(selectUpdateComponents(db, updateIds), (row) => row.updateId),
    corrections: groupBy(corrections, (row) => row.incidentId),
    updateCorrections: groupBy(corrections, (row) => row.updateId),
    windows: groupBy(selectIncidentWindows(db, ids), (window) => window.incidentId),
    schedules: groupBy(selectSchedules(db, maintenancesAmong(rows)), (schedule) => schedule.incidentId),
    reported: new Set(selectReported(db, ids).map(({ incidentId }) => incidentId)),
  }
}

/** The ids of those that are maintenances: no incident has a schedule. */
export function maintenancesAmong(rows: readonly IncidentColumns[]): string[] {
  return rows.flatMap(({ id, kind }) => (kind === 'maintenance' ? [id] : []))
}

export type IncidentParts = ReturnType<typeof selectIncidentParts>

/** An incident whole, with every update rendered. */
export function viewIncident(row: IncidentColumns, parts: IncidentParts, now: number): PublicIncident {
  const common = commonOf(row, parts)
  const updates = updatesOf(row.id, parts)
  const newest = updates[0]
  return {
    ...common,
    corrections: viewCorrections(parts.corrections.get(row.id) ?? [], updates),
    updates,
    promise: newest && !common.isOver ? promiseAt(newest.nextUpdateBy, now) : null,
    promisesNone: newest !== undefined && !common.isOver && newest.promisesNone,
  }
}

/** The same incident for a list, without rendering its updates. */
export function summarizeIncident(row: IncidentColumns, parts: IncidentParts): PublicIncidentSummary {
  // That a report was published says nothing of how the incident went.
  const own = parts.updates.get(row.id) ?? []
  const newest = own.find((update) => update.status !== 'postmortem') ?? own[0]
  return {
    ...commonOf(row, parts),
    excerpt: newest ? excerptOf(newest.body, newest.bodyFormat) : '',
    hasReport: parts.reported.has(row.id),
  }
}

/** Rows for a list, in their order. */
export function summarizeIncidents(db: Db, rows: readonly IncidentColumns[]): PublicIncidentSummary[] {
  const parts = selectIncidentParts(db, rows)
  return rows.map((row) => summarizeIncident(row, parts))
}

function updatesOf(incidentId: string, parts: IncidentParts): PublicUpdate[] {
  const own = parts.updates.get(incidentId) ?? []
  const labels = labelsOf(own)
  return own.map((update, index) => ({
    id: update.id,
    status: update.status,
    label: labels[index] ?? '',
    body: update.body,
    bodyFormat: update.bodyFormat,
    html: textToHtml(update.body, update.bodyFormat),
    happenedAt: update.happenedAt,
    publishedAt: update.publishedAt ?? update.happenedAt,
    nextUpdateBy: update.nextUpdateBy,
    promisesNone: update.promisesNone,
    mergedFrom: update.mergedFrom,
    components: parts.updateComponents.get(update.id) ?? [],
    correction: correctionOf(parts.updateCorrections.get(update.id) ?? []),
    versions: viewVersions(parts.updateCorrections.get(update.id) ?? [], update.bodyFormat),
  }))
}

/** The newest correction that changed what was said, or else the newest typo. */
function correctionOf(corrections: readonly CorrectionRow[]): PublicUpdate['correction'] {
  const newest = corrections.find((correction) => !correction.isMinor) ?? corrections[0]
  return newest ? { at: newest.correctedAt, reason: newest.reason, isMinor: newest.isMinor } : null
}

function commonOf(row: IncidentColumns, parts: IncidentParts) {
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
    correctedAt: lastCorrectedAt(parts.corrections.get(row.id) ?? []),
    components: [...affected.values()].sort((a, b) => severityOf(b.worst) - severityOf(a.worst)),
  }
}

export function publicImpact(row: IncidentColumns, statuses: readonly ComponentStatus[]): Impact {
  if (row.falseAlarmAt !== null) return 'none'
  if (row.impactOverride !== null) return row.impactOverride
  return row.kind === 'maintenance' ? 'maintenance' : impactOf(statuses)
}
