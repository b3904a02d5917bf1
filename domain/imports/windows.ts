import { isOver, type ComponentStatus, type IncidentStatus, type MaintenanceStatus } from '../status.ts'

export interface TimelineUpdate {
  at: number
  /** When it was written, the second clock. */
  enteredAt: number
  status: IncidentStatus | MaintenanceStatus | 'postmortem'
  changes: readonly { componentId: string; status: ComponentStatus }[]
}

/** What a source tells of one incident or maintenance, as far as windows follow from it. */
export interface Timeline {
  kind: 'incident' | 'maintenance'
  status: IncidentStatus | MaintenanceStatus
  /** Null while it lasts. */
  endedAt: number | null
  endEnteredAt: number | null
  scheduledFor: number | null
  updates: readonly TimelineUpdate[]
  /** Every component that it names anywhere. */
  componentIds: readonly string[]
}

export interface RebuiltWindow {
  componentId: string
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
  startEnteredAt: number
  endEnteredAt: number | null
}

/**
 * Rebuilds the impact windows of one incident from what its updates say of components. In the order
 * of their times: an update that gives a component another status than the incident holds it at
 * ends that window and, unless the status is operational, begins a new one at the update's time. An
 * update that ends the incident ends all of them, and so does the incident's own end; of an open
 * incident the last status stays open. What an announcement of a maintenance says, and what follows
 * the end, counts for nothing. A maintenance whose running updates say nothing of any component
 * holds those that it names from its start to its end. The status before a change is not used: it
 * says that somebody changed the component elsewhere, not when.
 */
export function rebuildWindows(timeline: Timeline): RebuiltWindow[] {
  const updates = [...timeline.updates].sort((a, b) => a.at - b.at)
  const windows = isSilentMaintenance(timeline, updates) ? wholeMaintenance(timeline, updates) : walk(timeline, updates)
  return windows.filter((window) => window.endedAt === null || window.endedAt > window.startedAt)
}

function walk(timeline: Timeline, updates: readonly TimelineUpdate[]): RebuiltWindow[] {
  const windows: RebuiltWindow[] = []
  const held = new Map<string, RebuiltWindow>()
  const release = (componentId: string, at: number, enteredAt: number): void => {
    const window = held.get(componentId)
    if (!window) return
    Object.assign(window, { endedAt: at, endEnteredAt: enteredAt })
    held.delete(componentId)
  }
  for (const update of updates) {
    if (!counts(update, timeline.endedAt)) continue
    for (const { componentId, status } of update.changes) {
      if (held.get(componentId)?.status === status) continue
      release(componentId, update.at, update.enteredAt)
      if (status === 'operational') continue
      const window = openWindow(componentId, status, update.at, update.enteredAt)
      held.set(componentId, window)
      windows.push(window)
    }
    if (update.status !== 'postmortem' && isOver(update.status)) {
      for (const componentId of [...held.keys()]) release(componentId, update.at, update.enteredAt)
    }
  }
  if (timeline.endedAt !== null) {
    for (const componentId of [...held.keys()]) {
      release(componentId, timeline.endedAt, timeline.endEnteredAt ?? timeline.endedAt)
    }
  }
  return windows
}

function counts(update: TimelineUpdate, endedAt: number | null): boolean {
  if (update.status === 'scheduled' || update.status === 'postmortem') return false
  return endedAt === null || update.at <= endedAt
}

function isSilentMaintenance(timeline: Timeline, updates: readonly TimelineUpdate[]): boolean {
  return timeline.kind === 'maintenance' && updates.every((update) => !isRunning(update) || update.changes.length === 0)
}

function wholeMaintenance(timeline: Timeline, updates: readonly TimelineUpdate[]): RebuiltWindow[] {
  if (timeline.status === 'scheduled' || timeline.status === 'cancelled') return []
  const first = updates.find(isRunning)
  const startedAt = first?.at ?? timeline.scheduledFor
  if (startedAt === null) return []
  return [...new Set(timeline.componentIds)].map((componentId) => ({
    ...openWindow(componentId, 'under_maintenance', startedAt, first?.enteredAt ?? startedAt),
    endedAt: timeline.endedAt,
    endEnteredAt: timeline.endedAt === null ? null : (timeline.endEnteredAt ?? timeline.endedAt),
  }))
}

function isRunning(update: TimelineUpdate): boolean {
  return update.status === 'in_progress' || update.status === 'verifying'
}

function openWindow(componentId: string, status: ComponentStatus, at: number, enteredAt: number): RebuiltWindow {
  return { componentId, status, startedAt: at, endedAt: null, startEnteredAt: enteredAt, endEnteredAt: null }
}
