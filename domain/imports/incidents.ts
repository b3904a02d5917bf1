import type { incidents } from '#db/schema/incidents'
import { importedId, isPublicId } from '../identity.ts'
import type { ComponentDirectory } from './components.ts'
import type { Snapshot, SnapshotIncident, SnapshotUpdate } from './snapshot.ts'
import {
  componentStatusOf,
  impactWordOf,
  incidentStatusOf,
  kindOf,
  updateStatusesOf,
  type IncidentKind,
  type UpdateStatus,
} from './statuses.ts'
import { rebuildWindows, type RebuiltWindow } from './windows.ts'
import { impactOf, isOver, type ComponentStatus, type Impact } from '../status.ts'
import { cleanHtml } from '../text.ts'

type IncidentColumns = typeof incidents.$inferSelect

export interface UpdateRecord {
  id: string
  sourceId: string
  status: UpdateStatus
  sourceStatus: string | null
  /** Sanitised HTML. */
  body: string
  happenedAt: number
  publishedAt: number
  updatedAt: number
  changes: { componentId: string; oldStatus: ComponentStatus; newStatus: ComponentStatus }[]
}

export interface ScheduleRecord {
  scheduledFor: number
  scheduledUntil: number
  componentIds: string[]
}

export interface ReportRecord {
  versionId: string
  format: 'html' | 'markdown'
  body: string
  publishedAt: number
}

/** An incident as it is to stand in the database, with all that belongs to it. */
export interface IncidentRecord {
  id: string
  sourceId: string
  detail: SnapshotIncident['detail']
  values: Pick<IncidentColumns, 'kind' | 'title' | 'status' | 'startedAt' | 'resolvedAt' | 'latestUpdateAt'> &
    Pick<IncidentColumns, 'impactOverride' | 'sourceStatus' | 'sourceImpact' | 'updatedAt'> & { publishedAt: number }
  schedule: ScheduleRecord | null
  /** Oldest first. */
  updates: UpdateRecord[]
  windows: (RebuiltWindow & { id: string })[]
  report: ReportRecord | null
  /** What had to be read in another way than the source says it. */
  notes: string[]
}

/** What a snapshot's incident is in Candor's words; pure, and the same for the same input. */
export function incidentRecord(
  snapshot: Snapshot,
  directory: ComponentDirectory,
  incident: SnapshotIncident,
): IncidentRecord {
  const notes: string[] = []
  const kind = kindOf(incident)
  const updates = updateRecords(snapshot, directory, incident, kind, notes)
  const newestFirst = [...updates].reverse().map((update) => ({ status: update.status, at: update.happenedAt }))
  const { status, sourceStatus } = incidentStatusOf(incident, kind, newestFirst)
  if (sourceStatus !== null) notes.push(`status “${sourceStatus}” is kept, and shown as ${status}`)
  const componentIds = namedComponents(directory, incident)
  const times = timesOf(incident, kind, updates, isOver(status))
  const windows = rebuildWindows({
    kind,
    status,
    endedAt: times.resolvedAt,
    endEnteredAt: times.resolvedAt,
    scheduledFor: times.scheduledFor,
    updates: updates.map(({ happenedAt, publishedAt, status, changes }) => ({
      at: happenedAt,
      enteredAt: publishedAt,
      status,
      changes: changes.map(({ componentId, newStatus }) => ({ componentId, status: newStatus })),
    })),
    componentIds,
  })
  const impact = impactFrom(incident, kind, windows, notes)
  return {
    id: importedId(snapshot.page.key, incident.sourceId),
    sourceId: incident.sourceId,
    detail: incident.detail,
    values: {
      kind,
      title: incident.title,
      status,
      startedAt: times.startedAt,
      resolvedAt: times.resolvedAt,
      publishedAt: incident.createdAt ?? updates[0]?.publishedAt ?? times.startedAt,
      latestUpdateAt: updates.at(-1)?.happenedAt ?? times.resolvedAt ?? times.startedAt,
      ...impact,
      sourceStatus,
      updatedAt: incident.updatedAt ?? updates.at(-1)?.updatedAt ?? times.resolvedAt ?? times.startedAt,
    },
    schedule:
      kind === 'maintenance'
        ? { scheduledFor: times.scheduledFor, scheduledUntil: times.scheduledUntil, componentIds }
        : null,
    updates,
    windows: windows.map((window) => ({ ...window, id: windowId(snapshot, incident, window) })),
    report: reportFrom(snapshot, incident, updates),
    notes,
  }
}

function windowId(snapshot: Snapshot, incident: SnapshotIncident, window: RebuiltWindow): string {
  const { componentId, startedAt, status } = window
  return importedId(snapshot.page.key, `window/${incident.sourceId}/${componentId}/${startedAt}/${status}`)
}

/** What stands for an update's id where the source gives none: it must be the same in the next import. */
export function isDerivedId(sourceId: string): boolean {
  return sourceId.includes('/')
}

function updateRecords(
  snapshot: Snapshot,
  directory: ComponentDirectory,
  incident: SnapshotIncident,
  kind: IncidentKind,
  notes: string[],
): UpdateRecord[] {
  const statuses = updateStatusesOf(incident, kind)
  const held = new Map<string, ComponentStatus>()
  const seen = new Map<string, number>()
  const ids = new Set<string>()
  const oldestFirst = incident.updates
    .map((update, index) => ({ update, nearest: statuses[index] }))
    .filter(({ update }) => update.sourceId === null || (!ids.has(update.sourceId) && ids.add(update.sourceId)))
    .reverse()
    .sort((a, b) => a.update.displayAt - b.update.displayAt)
  return oldestFirst.map(({ update, nearest }) => {
    const { status = 'investigating', sourceStatus = null } = nearest ?? {}
    if (sourceStatus !== null) notes.push(`an update’s status “${sourceStatus}” is kept, and shown as ${status}`)
    const sourceId = update.sourceId ?? derivedId(update, seen)
    return {
      id: isPublicId(sourceId) ? sourceId : importedId(snapshot.page.key, `${incident.sourceId}/${sourceId}`),
      sourceId,
      status,
      sourceStatus,
      body: cleanHtml(update.body),
      happenedAt: update.displayAt,
      publishedAt: update.createdAt ?? update.displayAt,
      updatedAt: update.updatedAt ?? update.createdAt ?? update.displayAt,
      changes: changesOf(directory, update, held, notes),
    }
  })
}

function derivedId(update: SnapshotUpdate, seen: Map<string, number>): string {
  const key = `${new Date(update.displayAt).toISOString()}/${update.status ?? 'update'}`
  const ordinal = (seen.get(key) ?? 0) + 1
  seen.set(key, ordinal)
  return `${key}/${ordinal}`
}

function changesOf(
  directory: ComponentDirectory,
  update: SnapshotUpdate,
  held: Map<string, ComponentStatus>,
  notes: string[],
): UpdateRecord['changes'] {
  const changes = new Map<string, UpdateRecord['changes'][number]>()
  for (const change of update.changes) {
    const componentId = directory.find(change)?.id
    const newStatus = componentStatusOf(change.newStatus)
    if (componentId === undefined || newStatus === null) {
      notes.push(`what an update says of ${change.name ?? change.code} (“${change.newStatus}”) is left out`)
      continue
    }
    const oldStatus = componentStatusOf(change.oldStatus) ?? held.get(componentId) ?? 'operational'
    changes.set(componentId, { componentId, oldStatus, newStatus })
  }
  for (const { componentId, newStatus } of changes.values()) held.set(componentId, newStatus)
  return [...changes.values()]
}

function namedComponents(directory: ComponentDirectory, incident: SnapshotIncident): string[] {
  const mentions = [...incident.components, ...incident.updates.flatMap((update) => update.changes)]
  return [...new Set(mentions.map((mention) => directory.find(mention)?.id).filter((id) => id !== undefined))]
}

/**
 * When it began and ended. Sources date a backfilled incident's start after its end, and an update
 * before the start; the earliest of them counts. A maintenance begins with its first running update.
 */
function timesOf(incident: SnapshotIncident, kind: IncidentKind, updates: readonly UpdateRecord[], over: boolean) {
  const oldest = updates[0]?.happenedAt
  const newest = updates.at(-1)?.happenedAt
  const told = incident.startedAt ?? incident.createdAt ?? oldest ?? incident.resolvedAt ?? incident.updatedAt ?? 0
  const end = updates.findLast((update) => update.status !== 'postmortem' && isOver(update.status))?.happenedAt
  const resolvedAt = over ? (incident.resolvedAt ?? end ?? newest ?? incident.updatedAt ?? told) : null
  const running = updates.find((update) => update.status === 'in_progress' || update.status === 'verifying')
  const scheduledFor = incident.scheduledFor ?? incident.startedAt ?? running?.happenedAt ?? told
  const begun = kind === 'maintenance' ? (running?.happenedAt ?? scheduledFor) : Math.min(told, oldest ?? told)
  return {
    startedAt: Math.min(begun, resolvedAt ?? begun),
    resolvedAt,
    scheduledFor,
    scheduledUntil: Math.max(incident.scheduledUntil ?? resolvedAt ?? scheduledFor, scheduledFor),
  }
}

function impactFrom(
  incident: SnapshotIncident,
  kind: IncidentKind,
  windows: readonly RebuiltWindow[],
  notes: string[],
): { impactOverride: Impact | null; sourceImpact: string | null } {
  const calculated = kind === 'maintenance' ? 'maintenance' : impactOf(windows.map((window) => window.status))
  const known = impactWordOf(incident.impact)
  if (known !== null) return { impactOverride: known === calculated ? null : known, sourceImpact: null }
  if (incident.impact === null) return { impactOverride: null, sourceImpact: null }
  const shown = calculated === 'none' ? 'minor' : calculated
  notes.push(`impact “${incident.impact}” is kept, and shown as ${shown}`)
  return { impactOverride: shown === calculated ? null : shown, sourceImpact: incident.impact }
}

/** A post-mortem has its own field in an incident's document, and is an update of that status everywhere else. */
function reportFrom(
  snapshot: Snapshot,
  incident: SnapshotIncident,
  updates: readonly UpdateRecord[],
): ReportRecord | null {
  const update = updates.findLast((one) => one.status === 'postmortem')
  const raw = incident.postmortem?.body ?? update?.body ?? ''
  const format = /<[a-z][^<>]*>/i.test(raw) ? 'html' : 'markdown'
  const body = (format === 'html' ? cleanHtml(raw) : raw).trim()
  if (body === '') return null
  const told = incident.postmortem?.publishedAt ?? update?.happenedAt
  return {
    versionId: importedId(snapshot.page.key, `report/${incident.sourceId}`),
    format,
    body,
    publishedAt: told ?? incident.updatedAt ?? incident.resolvedAt ?? incident.createdAt ?? 0,
  }
}
