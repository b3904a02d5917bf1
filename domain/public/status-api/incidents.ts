import type { Db } from '../../database.ts'
import type { Impact } from '../../status.ts'
import type { IncidentColumns } from '../incident-rows.ts'
import { publicImpact, selectIncidentParts, type IncidentParts } from '../incidents.ts'
import { readToldReports, type ToldReport } from './reports.ts'
import { tellUpdates, type ToldStatus, type ToldUpdate, type UpdateRow } from './updates.ts'

/** An incident or maintenance in the words of the Status API; feeds and calendars are made of it too. */
export interface ToldIncident {
  number: number
  id: string
  kind: 'incident' | 'maintenance'
  name: string
  status: ToldStatus
  impact: Impact
  /** The moment at which it became public. */
  createdAt: number
  startedAt: number
  updatedAt: number
  monitoringAt: number | null
  resolvedAt: number | null
  /** Null for incidents, never for maintenances. */
  plan: { from: number; until: number } | null
  isCancelled: boolean
  /** The public components that it holds, held, named or will touch. */
  componentIds: string[]
  /** Newest first, and never none. */
  updates: ToldUpdate[]
  report: ToldReport | null
}

/** Tells of rows that were read as public, in their order. */
export function tellIncidents(db: Db, rows: readonly IncidentColumns[]): ToldIncident[] {
  const parts = selectIncidentParts(db, rows)
  const reports = readToldReports(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => tellIncident(row, parts, reports.get(row.id) ?? null))
}

/** Tells of one row; `wordsOf` says what an update's text is given as, HTML unless told. */
export function tellIncident(
  row: IncidentColumns,
  parts: IncidentParts,
  report: ToldReport | null,
  wordsOf?: (update: UpdateRow) => string,
): ToldIncident {
  const updates = tellUpdates(row, parts, report, wordsOf)
  const windows = parts.windows.get(row.id) ?? []
  const impact = publicImpact(
    row,
    windows.map((window) => window.status),
  )
  const createdAt = row.publishedAt ?? row.startedAt
  return {
    number: row.number,
    id: row.id,
    kind: row.kind,
    name: row.title,
    status: updates[0]?.status ?? 'investigating',
    impact,
    createdAt,
    // Statuspage's maintenances start when they are announced; when they are to take place stands in the plan.
    startedAt: row.kind === 'maintenance' ? Math.min(createdAt, updates.at(-1)?.displayAt ?? createdAt) : row.startedAt,
    updatedAt: Math.max(row.updatedAt, report?.publishedAt ?? 0),
    monitoringAt: turnedTo(row.kind === 'incident' ? 'monitoring' : 'verifying', updates),
    resolvedAt: row.resolvedAt,
    plan: planOf(row, parts),
    isCancelled: row.status === 'cancelled',
    componentIds: row.falseAlarmAt === null ? componentsOf(row.id, parts, updates) : [],
    updates,
    report,
  }
}

/** When an incident last came to a status; null where it never did. */
function turnedTo(status: ToldStatus, updates: readonly ToldUpdate[]): number | null {
  const turn = updates.find((update, index) => update.status === status && updates[index + 1]?.status !== status)
  return turn?.displayAt ?? null
}

function planOf(row: IncidentColumns, parts: IncidentParts): ToldIncident['plan'] {
  if (row.kind === 'incident') return null
  const [schedule] = parts.schedules.get(row.id) ?? []
  const from = schedule?.scheduledFor ?? row.startedAt
  return { from, until: schedule?.scheduledUntil ?? row.resolvedAt ?? from }
}

function componentsOf(incidentId: string, parts: IncidentParts, updates: readonly ToldUpdate[]): string[] {
  const held = (parts.windows.get(incidentId) ?? []).map((window) => window.componentId)
  const planned = (parts.schedules.get(incidentId) ?? []).flatMap(({ componentId }) => componentId ?? [])
  const named = updates.flatMap((update) => update.changes.map((change) => change.componentId))
  return [...new Set([...held, ...planned, ...named])]
}
