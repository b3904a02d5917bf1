import { componentStatuses } from '#db/schema/components'
import { impacts, incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import type { SnapshotIncident } from './snapshot.ts'
import { isOver, type ComponentStatus, type Impact, type IncidentStatus, type MaintenanceStatus } from '../status.ts'

type AnyStatus = IncidentStatus | MaintenanceStatus
export type UpdateStatus = AnyStatus | 'postmortem'
export type IncidentKind = 'incident' | 'maintenance'

export interface Nearest<Status> {
  status: Status
  /** What the source said, where Candor says it with another word. */
  sourceStatus: string | null
}

/** Whether the source's record is an incident or a maintenance: by its list, its plan, its impact or its status. */
export function kindOf(incident: SnapshotIncident): IncidentKind {
  if (incident.isScheduled || incident.scheduledFor !== null) return 'maintenance'
  if (wordOf(incident.impact) === 'maintenance') return 'maintenance'
  const words: readonly string[] = maintenanceStatuses
  return words.includes(wordOf(incident.status)) ? 'maintenance' : 'incident'
}

/** The known status of a component; null where the source says none, or one that can't be told. */
export function componentStatusOf(raw: string | null): ComponentStatus | null {
  const word = wordOf(raw)
  return componentStatuses.find((status) => status === word) ?? componentWords.get(word) ?? null
}

/** The known impact; null where the source says none or an unknown one. */
export function impactWordOf(raw: string | null): Impact | null {
  const word = wordOf(raw)
  return impacts.find((impact) => impact === word) ?? null
}

/**
 * The statuses of an incident's updates, in their order (newest first): an unknown one is the
 * incident's own where it is the newest update's, else that of the update before, else the first
 * that there is.
 */
export function updateStatusesOf(incident: SnapshotIncident, kind: IncidentKind): Nearest<UpdateStatus>[] {
  const statuses: Nearest<UpdateStatus>[] = []
  for (let index = incident.updates.length - 1; index >= 0; index--) {
    const raw = incident.updates[index]?.status ?? null
    const known = knownStatus(raw, kind)
    const own = index === 0 ? statusWordOf(incident.status, kind) : null
    const older = statuses[0]?.status
    const status = known ?? own ?? (older === 'postmortem' ? null : older) ?? firstStatus[kind]
    statuses.unshift({ status, sourceStatus: wordOf(raw) === status ? null : raw })
  }
  return statuses
}

/**
 * An incident's status: its newest update's, unless the source says another one at a later time.
 * `updates` are newest first.
 */
export function incidentStatusOf(
  incident: SnapshotIncident,
  kind: IncidentKind,
  updates: readonly { status: UpdateStatus; at: number }[],
): Nearest<AnyStatus> {
  const own = statusWordOf(incident.status, kind)
  const newest = updates.find((update) => update.status !== 'postmortem')
  const told = newest && newest.status !== 'postmortem' ? { status: newest.status, at: newest.at } : null
  const isLater = told !== null && own !== null && own !== told.status && saidAt(incident, own) > told.at
  const status = (isLater ? own : (told?.status ?? own)) ?? firstStatus[kind]
  return { status, sourceStatus: own === null || isForeign(incident.status, own) ? incident.status : null }
}

const firstStatus = { incident: 'investigating', maintenance: 'scheduled' } as const

/** When the source came to the status that it says now. */
function saidAt(incident: SnapshotIncident, status: AnyStatus): number {
  if (isOver(status) && incident.resolvedAt !== null) return incident.resolvedAt
  if (status === 'monitoring' && incident.monitoringAt !== null) return incident.monitoringAt
  return incident.updatedAt ?? 0
}

/** The incident's own word; "postmortem" is that of one which is over. */
function statusWordOf(raw: string | null, kind: IncidentKind): AnyStatus | null {
  const status = knownStatus(raw, kind)
  if (status === 'postmortem') return kind === 'incident' ? 'resolved' : 'completed'
  return status
}

function isForeign(raw: string | null, status: AnyStatus): boolean {
  return wordOf(raw) !== status && wordOf(raw) !== 'postmortem'
}

function knownStatus(raw: string | null, kind: IncidentKind): UpdateStatus | null {
  const word = wordOf(raw)
  if (word === 'postmortem') return 'postmortem'
  if (kind === 'incident') return incidentStatuses.find((status) => status === word) ?? incidentWords.get(word) ?? null
  return maintenanceStatuses.find((status) => status === word) ?? maintenanceWords.get(word) ?? null
}

/** The words of a maintenance in an incident, and the other way round: sources mix them. */
const incidentWords = new Map<string, IncidentStatus>([
  ['scheduled', 'investigating'],
  ['in_progress', 'identified'],
  ['verifying', 'monitoring'],
  ['completed', 'resolved'],
])
const maintenanceWords = new Map<string, MaintenanceStatus>([
  ['investigating', 'in_progress'],
  ['identified', 'in_progress'],
  ['monitoring', 'verifying'],
  ['resolved', 'completed'],
  ['canceled', 'cancelled'],
])
const componentWords = new Map<string, ComponentStatus>([
  ['degraded', 'degraded_performance'],
  ['full_outage', 'major_outage'],
  ['outage', 'major_outage'],
  ['maintenance', 'under_maintenance'],
])

function wordOf(raw: string | null): string {
  return (raw ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}
