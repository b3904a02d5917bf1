import { and, asc, eq, isNull, min } from 'drizzle-orm'
import { z } from 'zod'
import { components, componentStatuses } from '#db/schema/components'
import { impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { mustAct, type Actor } from '../actor.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { localTimeOf } from '../calendar.ts'
import { readComponent } from '../components/components.ts'
import { newId } from '../identity.ts'
import type { IncidentRow } from '../incidents/incident-record.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { readPage } from '../page.ts'
import { statusWords } from '../status.ts'
import {
  reasonInput,
  recordCorrection,
  requireCorrectable,
  requireReason,
  type CorrectionRecord,
} from './correction-records.ts'
import { seenMark } from '../seen-record.ts'
import { refuseStale } from './seen.ts'
import {
  applyChanges,
  checkSpanCovers,
  checkWindowChanges,
  planSpan,
  planWindowChanges,
  type Span,
  type WindowChange,
  type WindowRow,
} from './window-plan.ts'

const instant = z.number().int()

export const correctWindowsInput = z.object({
  incidentId: z.string(),
  /** The whole table; a window that is not named stays as it is. */
  windows: z
    .array(
      z.object({
        /** Null for one that is added. */
        id: z.string().nullable(),
        componentId: z.string(),
        status: z.enum(componentStatuses),
        startedAt: instant,
        /** Null while it lasts. */
        endedAt: instant.nullable(),
        isWithdrawn: z.boolean().default(false),
      }),
    )
    .max(500, 'At most 500 windows fit into one correction.'),
  /** The incident's own times; where left out or unchanged they follow windows that are moved beyond them. */
  startedAt: instant.optional(),
  resolvedAt: instant.nullable().optional(),
  reason: reasonInput,
  /** `markOfWindows` of what was shown. */
  seen: z.string(),
})

export type CorrectWindowsInput = z.input<typeof correctWindowsInput>

/**
 * Corrects when an incident held which component and how badly, and the incident's own times, in one
 * act. A window that is taken back stays as a row and counts for nothing; one that moves to another
 * component is taken back and added there, so that no row ever changes its component. Windows of one
 * component may touch but not overlap: that is refused. Throws `forbidden` below responder,
 * `not_found`, `conflict` where the table was changed meanwhile, and `invalid` beside the field
 * (`windows.<index>.startedAt`).
 */
export function correctWindows(db: Db, actor: Actor, rawInput: CorrectWindowsInput, now: number): void {
  mustAct(actor, 'responder')
  const input = correctWindowsInput.parse(rawInput)
  write(db, (tx) => {
    const incident = requireCorrectable(tx, input.incidentId)
    mustReachIncident(
      tx,
      actor,
      incident.id,
      input.windows.map(({ componentId }) => componentId),
    )
    const rows = listWindows(tx, incident.id)
    refuseStale(tx, actor, {
      incidentId: incident.id,
      seen: input.seen,
      actual: markOfWindows(incident, rows),
      did: 'changed this table',
      parts: () => partsOf(tx, rows),
    })
    const changes = planWindowChanges(rows, input.windows)
    checkWindowChanges(changes, rows, incident, now)
    for (const change of changes) requireComponent(tx, change)
    const span = planSpan(incident, input, changes, now)
    checkSpanCovers(incident, span, applyChanges(rows, changes), earliestUpdate(tx, incident))
    const isSpanKept = span.startedAt === incident.startedAt && span.resolvedAt === incident.resolvedAt
    if (changes.length === 0 && isSpanKept) throw new DomainError('invalid', 'Nothing is changed yet.')
    const isPublic = incident.publishedAt !== null
    if (isPublic) requireReason(input.reason)
    const act = { incident, reason: input.reason, isMinor: false, isPublic }
    const records = changes.flatMap((change) => applyChange(tx, incident.id, change, now))
    tx.update(incidents)
      .set({ ...span, updatedAt: now })
      .where(eq(incidents.id, incident.id))
      .run()
    // An import takes whoever acts on the incident itself for its keeper, and a corrected window for kept.
    if (!isSpanKept) {
      recordCorrection(tx, actor, { ...act, action: 'incident.correct', records: [recordOfSpan(incident, span)] }, now)
    }
    if (records.length > 0) recordCorrection(tx, actor, { ...act, action: 'impact_window.correct', records }, now)
  })
}

/** The windows of an incident that count, the earliest first; for the team only. */
export function listWindows(db: Db, incidentId: string): WindowRow[] {
  return db
    .select({
      id: impactWindows.id,
      componentId: impactWindows.componentId,
      status: impactWindows.status,
      startedAt: impactWindows.startedAt,
      endedAt: impactWindows.endedAt,
    })
    .from(impactWindows)
    .where(and(eq(impactWindows.incidentId, incidentId), isNull(impactWindows.withdrawnAt)))
    .orderBy(asc(impactWindows.startedAt), asc(impactWindows.id))
    .all()
}

/** What a form sends along so that it can't write over what it didn't show. */
export function markOfWindows({ startedAt, resolvedAt }: Span, rows: readonly WindowRow[]): string {
  return seenMark(startedAt, resolvedAt, rows)
}

/** Makes a change true. Returns what is kept of it. */
function applyChange(tx: Db, incidentId: string, change: WindowChange, now: number): CorrectionRecord[] {
  const { id, before, after } = change
  const recordOf = (windowId: string, sides: Pick<CorrectionRecord, 'before' | 'after'>) => ({
    updateId: null,
    windowId,
    ...sides,
  })
  if (id !== null && before && after && before.componentId === after.componentId) {
    tx.update(impactWindows)
      .set({
        ...after,
        ...(before.startedAt === after.startedAt ? {} : { startEnteredAt: now }),
        ...(before.endedAt === after.endedAt ? {} : { endEnteredAt: after.endedAt === null ? null : now }),
      })
      .where(eq(impactWindows.id, id))
      .run()
    return [recordOf(id, { before, after })]
  }
  const records: CorrectionRecord[] = []
  if (id !== null) {
    tx.update(impactWindows).set({ withdrawnAt: now }).where(eq(impactWindows.id, id)).run()
    records.push(recordOf(id, { before, after: null }))
  }
  if (after) {
    const added = newId()
    const entered = { startEnteredAt: now, endEnteredAt: after.endedAt === null ? null : now }
    tx.insert(impactWindows)
      .values({ id: added, incidentId, ...after, ...entered })
      .run()
    records.push(recordOf(added, { before: null, after: { ...after, ...(id === null ? {} : { replaces: id }) } }))
  }
  return records
}

function recordOfSpan(incident: IncidentRow, span: Span): CorrectionRecord {
  const { startedAt, resolvedAt } = incident
  const isStartKept = span.startedAt === startedAt
  const isEndKept = span.resolvedAt === resolvedAt
  return {
    updateId: null,
    windowId: null,
    before: { ...(isStartKept ? {} : { startedAt }), ...(isEndKept ? {} : { resolvedAt }) },
    after: {
      ...(isStartKept ? {} : { startedAt: span.startedAt }),
      ...(isEndKept ? {} : { resolvedAt: span.resolvedAt }),
    },
  }
}

/** What the table says now, for whoever saw it otherwise. */
function partsOf(tx: Db, rows: readonly WindowRow[]) {
  const { timeZone } = readPage(tx)
  const words = (at: number) => localTimeOf(at, timeZone).replace('T', ' ')
  const lines = rows.map(({ componentId, status, startedAt, endedAt }) => {
    const name = readComponent(tx, componentId)?.name ?? ''
    return `${name}: ${statusWords[status]}, ${words(startedAt)} ${endedAt === null ? 'and lasts' : `to ${words(endedAt)}`}`
  })
  return [{ label: 'As it is now', text: lines.join('\n') || 'No window.' }]
}

/** When the first thing happened that this incident's own updates tell of. */
function earliestUpdate(tx: Db, incident: IncidentRow): number | null {
  return (
    tx
      .select({ at: min(incidentUpdates.happenedAt) })
      .from(incidentUpdates)
      .where(
        and(
          eq(incidentUpdates.incidentId, incident.id),
          isNull(incidentUpdates.sourceId),
          isNull(incidentUpdates.mergedFromId),
        ),
      )
      .get()?.at ?? null
  )
}

/** A window that was there keeps a component that was archived since; anything new names one that is on the page. */
function requireComponent(tx: Db, { index, before, after }: WindowChange): void {
  if (!after || before?.componentId === after.componentId) return
  const found = tx
    .select({ id: components.id })
    .from(components)
    .where(and(eq(components.id, after.componentId), isNull(components.archivedAt)))
    .get()
  if (found) return
  throw new DomainError('invalid', 'Choose a component that is on the page.', `windows.${index}.componentId`)
}
