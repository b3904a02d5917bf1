import type { IncidentRow } from '../incidents/incident-record.ts'
import { isOver, type ComponentStatus } from '../status.ts'
import { DomainError } from '../errors.ts'

/** A window of an incident that counts: not withdrawn. */
export interface WindowRow {
  id: string
  componentId: string
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
}

/** A line of the table as somebody wants it; `id` is null for a window that is added. */
export interface WantedWindow {
  id: string | null
  componentId: string
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
  isWithdrawn: boolean
}

/** A window that begins so long before its incident is a slip in the year. */
const longestBeforeMs = 366 * 86_400_000
const lookAtTheYear = 'It lies more than a year before the incident began. Look at the year again.'

type Side = Omit<WindowRow, 'id'>

/** What becomes of one line: added where there was nothing before, withdrawn where there is nothing after. */
export interface WindowChange {
  /** Its place in the table that was sent, for what is said of it. */
  index: number
  id: string | null
  before: Side | null
  after: Side | null
}

/** What differs between a table and the windows as they are. Throws `conflict` for a window that is not there. */
export function planWindowChanges(rows: readonly WindowRow[], wanted: readonly WantedWindow[]): WindowChange[] {
  const known = new Map(rows.map((row) => [row.id, sideOf(row)]))
  return wanted.flatMap((line, index): WindowChange[] => {
    const after = line.isWithdrawn ? null : sideOf(line)
    if (line.id === null) return after ? [{ index, id: null, before: null, after }] : []
    const before = known.get(line.id)
    if (!before) throw new DomainError('conflict', 'One of the windows is not there any more. Load the page again.')
    return after && isSame(before, after) ? [] : [{ index, id: line.id, before, after }]
  })
}

/** The table as it would be. */
export function applyChanges(rows: readonly WindowRow[], changes: readonly WindowChange[]): Side[] {
  const changed = new Set(changes.map((change) => change.id))
  return [
    ...rows.filter((row) => !changed.has(row.id)).map(sideOf),
    ...changes.flatMap(({ after }) => (after ? [after] : [])),
  ]
}

/**
 * Throws `invalid` beside the field for a window that can't be: one that ends before it begins, lies
 * in the future, says that nothing was wrong, goes on after its incident's end, or overlaps another one
 * of the same component. What nobody touches is not judged: an imported page may hold it.
 */
export function checkWindowChanges(
  changes: readonly WindowChange[],
  rows: readonly WindowRow[],
  incident: Pick<IncidentRow, 'status' | 'startedAt'>,
  now: number,
): void {
  const table = applyChanges(rows, changes)
  for (const { index, after } of changes) {
    if (!after) continue
    const refuse = (field: keyof Side, message: string) => {
      throw new DomainError('invalid', message, `windows.${index}.${field}`)
    }
    const { status, startedAt, endedAt } = after
    if (status === 'operational') {
      refuse('status', 'Choose what was wrong. Where nothing was, withdraw the window.')
    }
    if (incident.status === 'scheduled') {
      refuse('startedAt', 'The maintenance has not begun, so that it holds nothing yet.')
    }
    if (startedAt > now) refuse('startedAt', 'This start lies in the future. Write when it began.')
    if (isLongBefore(startedAt, incident)) refuse('startedAt', lookAtTheYear)
    if (endedAt === null && isOver(incident.status)) {
      refuse('endedAt', 'The incident is over, so that nothing can still last. Write when it ended.')
    }
    if (endedAt !== null && endedAt > now) {
      refuse('endedAt', 'This end lies in the future. Leave it empty while it lasts.')
    }
    if (endedAt !== null && endedAt <= startedAt) {
      refuse('endedAt', 'The end does not lie after the start. Correct one of them.')
    }
    if (table.some((other) => other !== after && overlaps(after, other))) {
      refuse('startedAt', 'Another window of this component overlaps it. Let one end where the other begins.')
    }
  }
}

export interface Span {
  startedAt: number
  resolvedAt: number | null
}

/**
 * An incident's own times after a correction: as they were written, and where they were left as they
 * are they follow windows that were moved beyond them. Throws `invalid` where both contradict each other.
 */
export function planSpan(
  incident: Span & Pick<IncidentRow, 'status'>,
  wanted: { startedAt?: number | undefined; resolvedAt?: number | null | undefined },
  changes: readonly WindowChange[],
  now: number,
): Span {
  const over = isOver(incident.status)
  if (wanted.resolvedAt !== undefined && wanted.resolvedAt !== null && !over) {
    throw new DomainError('invalid', 'It is still open. An update ends it: post one as resolved.', 'resolvedAt')
  }
  if (wanted.resolvedAt === null && over) {
    throw new DomainError('invalid', 'It is over. An update opens it again: post one with another state.', 'resolvedAt')
  }
  const touched = changes.flatMap(({ after }) => (after ? [after] : []))
  const first = Math.min(...touched.map((window) => window.startedAt))
  const last = Math.max(...touched.map((window) => window.endedAt ?? -Infinity))
  const isStartKept = wanted.startedAt === undefined || wanted.startedAt === incident.startedAt
  const isEndKept = wanted.resolvedAt === undefined || wanted.resolvedAt === incident.resolvedAt
  const span = {
    startedAt: isStartKept ? Math.min(incident.startedAt, first) : (wanted.startedAt ?? incident.startedAt),
    resolvedAt:
      incident.resolvedAt === null
        ? null
        : isEndKept
          ? Math.max(incident.resolvedAt, last)
          : (wanted.resolvedAt ?? incident.resolvedAt),
  }
  checkSpan(incident, span, now)
  return span
}

/**
 * Throws `invalid` where windows would reach beyond an incident's start or end that somebody wrote, or
 * an update would have happened before it. An incident may be told of before it is found to begin.
 */
export function checkSpanCovers(
  incident: Span & Pick<IncidentRow, 'createdAt'>,
  span: Span,
  table: readonly Side[],
  firstUpdateAt: number | null,
): void {
  const isStartLater = span.startedAt > incident.startedAt
  if (isStartLater && table.some((window) => window.startedAt < span.startedAt)) {
    throw new DomainError('invalid', 'A window below begins before this. Move it as well.', 'startedAt')
  }
  if (isStartLater && firstUpdateAt !== null && firstUpdateAt < Math.min(span.startedAt, incident.createdAt)) {
    throw new DomainError(
      'invalid',
      'An update says that it happened before this. Correct its time first.',
      'startedAt',
    )
  }
  const isEndEarlier = span.resolvedAt !== null && incident.resolvedAt !== null && span.resolvedAt < incident.resolvedAt
  if (isEndEarlier && table.some((window) => (window.endedAt ?? Infinity) > (span.resolvedAt ?? Infinity))) {
    throw new DomainError('invalid', 'A window below ends after this. Move it as well.', 'resolvedAt')
  }
}

function checkSpan(incident: Span, span: Span, now: number): void {
  if (span.startedAt !== incident.startedAt && span.startedAt > now) {
    throw new DomainError('invalid', 'This start lies in the future. Write when it began.', 'startedAt')
  }
  if (span.resolvedAt !== incident.resolvedAt && (span.resolvedAt ?? 0) > now) {
    throw new DomainError('invalid', 'This end lies in the future. Write when it ended.', 'resolvedAt')
  }
  if (isLongBefore(span.startedAt, incident)) throw new DomainError('invalid', lookAtTheYear, 'startedAt')
  const isChanged = span.startedAt !== incident.startedAt || span.resolvedAt !== incident.resolvedAt
  if (isChanged && span.resolvedAt !== null && span.resolvedAt <= span.startedAt) {
    throw new DomainError('invalid', 'The end does not lie after the start. Correct one of them.', 'resolvedAt')
  }
}

function isLongBefore(startedAt: number, incident: Pick<Span, 'startedAt'>): boolean {
  return startedAt < incident.startedAt - longestBeforeMs
}

function sideOf({ componentId, status, startedAt, endedAt }: Side): Side {
  return { componentId, status, startedAt, endedAt }
}

function isSame(one: Side, other: Side): boolean {
  return (
    one.componentId === other.componentId &&
    one.status === other.status &&
    one.startedAt === other.startedAt &&
    one.endedAt === other.endedAt
  )
}

/** A window ends before the instant at which another begins; one without length lies in no other's way. */
function overlaps(one: Side, other: Side): boolean {
  if (one.componentId !== other.componentId || other.startedAt === other.endedAt) return false
  return one.startedAt < (other.endedAt ?? Infinity) && other.startedAt < (one.endedAt ?? Infinity)
}
