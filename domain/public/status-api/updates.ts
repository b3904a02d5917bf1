import { defaultBodies } from '../../incidents/update-insertion.ts'
import { importedId } from '../../identity.ts'
import { isOver, type ComponentStatus, type MaintenanceStatus } from '../../status.ts'
import { textToInlineHtml, textToPlain } from '../../text.ts'
import type { IncidentColumns } from '../incident-rows.ts'
import type { IncidentParts } from '../incidents.ts'
import type { ToldReport } from './reports.ts'

/** The statuses that the Status API knows: a maintenance that was cancelled is completed there. */
export type ToldStatus =
  'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem' | Exclude<MaintenanceStatus, 'cancelled'>

export interface ToldUpdate {
  id: string
  status: ToldStatus
  /** HTML, or what `wordsOf` makes of it. */
  body: string
  /** When it happened, and when customers were told. */
  displayAt: number
  createdAt: number
  updatedAt: number
  changes: { componentId: string; name: string; oldStatus: ComponentStatus; newStatus: ComponentStatus }[]
}

export type UpdateRow = NonNullable<ReturnType<IncidentParts['updates']['get']>>[number]

/**
 * An incident's published updates by when they happened, newest first, of which the first says the
 * incident's own status: one that was told last of something earlier stands at the time of the first,
 * and where no update tells of the end or of the report, one that says so is added.
 */
export function tellUpdates(
  row: IncidentColumns,
  parts: IncidentParts,
  report: ToldReport | null,
  wordsOf: (update: UpdateRow) => string = bodyOf,
): ToldUpdate[] {
  const own = parts.updates.get(row.id) ?? []
  const told = own.map((update) => tellUpdate(row, update, parts, wordsOf)).sort((a, b) => b.displayAt - a.displayAt)
  const closed = endingWith(statusOf(row), row, told)
  return report && row.kind === 'incident' ? withReport(row, closed, report) : closed
}

/** As at Statuspage, the update that tells of a report is the report. */
function withReport(row: IncidentColumns, updates: ToldUpdate[], report: ToldReport): ToldUpdate[] {
  const { html: body, publishedAt } = report
  const telling = updates.find((update) => update.status === 'postmortem')
  if (telling) {
    const whole = { ...telling, body, updatedAt: Math.max(telling.updatedAt, publishedAt) }
    return updates.map((update) => (update === telling ? whole : update))
  }
  if (!isOver(row.status)) return updates
  const at = Math.max(publishedAt, updates[0]?.displayAt ?? 0)
  const id = importedId(row.id, 'update/postmortem')
  return [{ id, status: 'postmortem', body, displayAt: at, createdAt: at, updatedAt: at, changes: [] }, ...updates]
}

function tellUpdate(
  row: IncidentColumns,
  update: UpdateRow,
  parts: IncidentParts,
  wordsOf: (update: UpdateRow) => string,
): ToldUpdate {
  const createdAt = update.publishedAt ?? update.happenedAt
  const correctedAt = (parts.updateCorrections.get(update.id) ?? []).map((correction) => correction.correctedAt)
  return {
    id: update.id,
    status: toldStatus(row, update.status),
    body: wordsOf(update),
    displayAt: update.happenedAt,
    createdAt,
    updatedAt: Math.max(update.updatedAt, createdAt, ...correctedAt),
    // A false alarm was nothing: its updates touched no component.
    changes: row.falseAlarmAt === null ? (parts.updateComponents.get(update.id) ?? []) : [],
  }
}

/** What ended a maintenance before it took place says so, since its status can't. */
function bodyOf({ status, body, bodyFormat }: UpdateRow): string {
  const html = textToInlineHtml(body, bodyFormat)
  if (status !== 'cancelled' || /cancel/i.test(textToPlain(body, bodyFormat))) return html
  return `This maintenance was cancelled. ${html}`
}

function toldStatus({ kind }: IncidentColumns, status: UpdateRow['status']): ToldStatus {
  if (status === 'cancelled' || (status === 'postmortem' && kind === 'maintenance')) return 'completed'
  return status
}

function statusOf(row: IncidentColumns): ToldStatus {
  return row.falseAlarmAt === null ? toldStatus(row, row.status) : 'resolved'
}

function endingWith(status: ToldStatus, row: IncidentColumns, updates: ToldUpdate[]): ToldUpdate[] {
  const [first] = updates
  if (first && (first.status === status || (first.status === 'postmortem' && isOver(row.status)))) return updates
  const latest = updates
    .filter((update) => update.status === status)
    .reduce<ToldUpdate | null>((best, update) => (best && best.createdAt >= update.createdAt ? best : update), null)
  if (first && latest) {
    return [{ ...latest, displayAt: first.displayAt }, ...updates.filter((update) => update !== latest)]
  }
  const at = Math.max(row.resolvedAt ?? row.startedAt, first?.displayAt ?? 0)
  const added = { status, body: defaultBodies[status === 'postmortem' ? 'resolved' : status], changes: [] }
  const id = importedId(row.id, `update/${status}`)
  return [{ ...added, id, displayAt: at, createdAt: at, updatedAt: at }, ...updates]
}
