import { differenceOf, type ImportPlan } from './changes.ts'
import type { ExistingIncident } from './existing.ts'
import type { IncidentRecord } from './incidents.ts'
import { isOver } from '../status.ts'

/** Windows are rebuilt anew; one that no longer follows from the updates is withdrawn, and counts for nothing. */
export function planWindows(plan: ImportPlan, here: ExistingIncident, record: IncidentRecord, now: number): void {
  const { windows } = plan.changes
  const known = new Map(here.windows.map((window) => [window.id, window]))
  const wanted = new Set(record.windows.map((window) => window.id))
  const before = { inserts: windows.inserts.length, updates: windows.updates.length }
  for (const window of record.windows) {
    const match = known.get(window.id)
    const { endedAt, endEnteredAt } = window
    const set = match && differenceOf(match, { endedAt, endEnteredAt, withdrawnAt: null })
    if (!match) windows.inserts.push({ ...window, incidentId: here.row.id })
    else if (set) windows.updates.push({ id: match.id, set })
    else plan.counts.windows.unchanged++
  }
  for (const window of here.windows) {
    if (wanted.has(window.id) || window.withdrawnAt !== null) continue
    windows.updates.push({ id: window.id, set: { withdrawnAt: now } })
  }
  const added = windows.inserts.length - before.inserts
  const changed = windows.updates.length - before.updates
  if (here.hasCorrectedWindow && added + changed > 0) {
    windows.inserts.length = before.inserts
    windows.updates.length = before.updates
    plan.counts.windows.unchanged += changed
    plan.conflicts.push(`${nameOf(record)}: its impact windows were corrected in Candor and stay so`)
    return
  }
  plan.counts.windows.new += added
  plan.counts.windows.changed += changed
}

/** Ends what an incident still holds where a feed says that it is over: a feed says nothing of windows. */
export function endOpenWindows(plan: ImportPlan, here: ExistingIncident, endedAt: number): void {
  for (const window of here.windows) {
    if (window.endedAt !== null || window.withdrawnAt !== null) continue
    const set = { endedAt: Math.max(endedAt, window.startedAt), endEnteredAt: endedAt }
    plan.changes.windows.updates.push({ id: window.id, set })
    plan.counts.windows.changed++
  }
}

/** Nothing of a maintenance runs by itself after an import: the source doesn't say whether it would. */
const nothingByItself = {
  startsItself: false,
  completesItself: false,
  setsComponents: false,
  restoresComponents: false,
  notifiesAtStart: false,
  notifiesAtEnd: false,
}

/** Plans when a maintenance is to be, and on which components. */
export function planSchedule(plan: ImportPlan, here: ExistingIncident | null, record: IncidentRecord): void {
  if (!record.schedule) return
  const { scheduledFor, scheduledUntil, componentIds } = record.schedule
  const incidentId = here?.row.id ?? record.id
  if (!here?.schedule) {
    plan.changes.maintenances.inserts.push({ incidentId, scheduledFor, scheduledUntil, ...nothingByItself })
    if (!isOver(record.values.status)) {
      plan.notes.push(
        `${nameOf(record)}: it starts and completes nothing by itself until somebody chooses so in Candor`,
      )
    }
  } else {
    const set = differenceOf(here.schedule, { scheduledFor, scheduledUntil })
    if (set) plan.changes.maintenances.updates.push({ id: incidentId, set })
  }
  for (const componentId of componentIds) {
    if (!here?.scheduledComponents.has(componentId))
      plan.changes.maintenanceComponents.push({ incidentId, componentId })
  }
}

/** Plans a post-mortem as a published follow-up report of one section. */
export function planReport(plan: ImportPlan, here: ExistingIncident | null, record: IncidentRecord): void {
  if (!record.report) return
  const { versionId, format, body, publishedAt } = record.report
  const incidentId = here?.row.id ?? record.id
  const match = here?.reportVersions.find((version) => version.id === versionId)
  if (!match && here && here.reportVersions.length > 0) {
    plan.conflicts.push(`${nameOf(record)}: its follow-up report was written in Candor and stays so`)
    plan.counts.reports.unchanged++
  } else if (!match) {
    const dates = { createdAt: publishedAt, updatedAt: publishedAt }
    plan.changes.reports.push({ incidentId, status: 'published', ...dates })
    plan.changes.reportVersions.inserts.push({
      id: versionId,
      incidentId,
      format,
      summary: '',
      affected: '',
      happened: body,
      prevention: '',
      isPreliminary: false,
      createdAt: publishedAt,
      publishedAt,
    })
    plan.counts.reports.new++
  } else {
    const set = differenceOf(match, { format, happened: body, publishedAt })
    if (set) plan.changes.reportVersions.updates.push({ id: versionId, set })
    plan.counts.reports[set ? 'changed' : 'unchanged']++
  }
}

/** An incident as conflicts and notes call it. */
export function nameOf(record: IncidentRecord): string {
  return `${record.values.kind} ${record.sourceId} “${record.values.title}”`
}
