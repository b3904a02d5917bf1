import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { mustAct, type Actor } from '../actor.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { happenedWithin } from '../incidents/happened-at.ts'
import type { IncidentRow } from '../incidents/incident-record.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { newestFirst } from '../incidents/update-order.ts'
import { prose } from '../input.ts'
import { updateWords } from '../status.ts'
import { cleanHtml } from '../text.ts'
import {
  reasonInput,
  recordCorrection,
  requireCorrectable,
  requireReason,
  type CorrectionVersion,
} from './correction-records.ts'
import { seenMark } from '../seen-record.ts'
import { refuseStale } from './seen.ts'

export const correctUpdateInput = z.object({
  updateId: z.string(),
  body: prose('The text').refine((body) => body !== '', 'The text is empty. Write what the update should say.'),
  /** Left out where the time stays. */
  happenedAt: z.number().int().optional(),
  reason: reasonInput,
  /** A typo: kept and shown as "Edited", without a reason. It changes words only. */
  isMinor: z.boolean().default(false),
  /** `markOfUpdate` of what was shown. */
  seen: z.string(),
})

export type CorrectUpdateInput = z.input<typeof correctUpdateInput>
type UpdateRow = typeof incidentUpdates.$inferSelect
type UpdateVersion = Pick<NonNullable<CorrectionVersion>, 'body' | 'happenedAt'>

/**
 * Changes an update's words, or when it happened, and keeps the old version: in public where it was
 * public, with its reason. It moves no window and not the incident's own times: those are corrected
 * by `correctWindows`. Throws `forbidden` below responder, `not_found`, `conflict` where it was
 * changed meanwhile, and `invalid`.
 */
export function correctUpdate(db: Db, actor: Actor, rawInput: CorrectUpdateInput, now: number): void {
  mustAct(actor, 'responder')
  const input = correctUpdateInput.parse(rawInput)
  write(db, (tx) => {
    const update = requireUpdate(tx, input.updateId)
    const incident = requireCorrectable(tx, update.incidentId)
    mustReachIncident(tx, actor, incident.id)
    refuseStale(tx, actor, {
      incidentId: incident.id,
      seen: input.seen,
      actual: markOfUpdate(update),
      did: 'corrected this update',
      parts: () => [{ label: updateWords[update.status], text: update.body }],
    })
    const isPublic = incident.publishedAt !== null && update.publishedAt !== null
    const { before, after } = differenceOf(update, incident, input, now)
    if (input.isMinor && after.happenedAt !== undefined) {
      throw new DomainError('invalid', 'A typo changes words only. To move the time as well, say why.', 'isMinor')
    }
    if (isPublic && !input.isMinor) requireReason(input.reason)
    const head = readHead(tx, incident)
    tx.update(incidentUpdates)
      .set({ ...after, updatedAt: now })
      .where(eq(incidentUpdates.id, update.id))
      .run()
    if (after.happenedAt !== undefined) refuseOtherState(tx, incident, head)
    tx.update(incidents).set({ updatedAt: now }).where(eq(incidents.id, incident.id)).run()
    recordCorrection(
      tx,
      actor,
      {
        incident,
        records: [{ updateId: update.id, windowId: null, before, after }],
        reason: input.isMinor ? null : input.reason,
        isMinor: input.isMinor,
        isPublic,
        action: 'incident_update.correct',
      },
      now,
    )
  })
}

/** What a form sends along so that it can't write over what it didn't show. */
export function markOfUpdate({ body, happenedAt }: Pick<UpdateRow, 'body' | 'happenedAt'>): string {
  return seenMark(body, happenedAt)
}

function requireUpdate(tx: Db, id: string): UpdateRow {
  const update = tx.select().from(incidentUpdates).where(eq(incidentUpdates.id, id)).get()
  if (update) return update
  throw new DomainError('not_found', 'There is no such update. Look for it on its incident’s page.')
}

function differenceOf(
  update: UpdateRow,
  incident: IncidentRow,
  input: z.output<typeof correctUpdateInput>,
  now: number,
) {
  const before: UpdateVersion = {}
  const after: UpdateVersion = {}
  const body = update.bodyFormat === 'html' ? cleanHtml(input.body) : input.body
  if (body !== update.body) {
    before.body = update.body
    after.body = body
  }
  if (input.happenedAt !== undefined && input.happenedAt !== update.happenedAt) {
    before.happenedAt = update.happenedAt
    after.happenedAt = happenedWithin(incident, input.happenedAt, now)
  }
  if (after.body === undefined && after.happenedAt === undefined) {
    throw new DomainError('invalid', 'Nothing is changed yet. Change the text or the time.', 'body')
  }
  return { before, after }
}

/**
 * Imported updates stand in the order in which they happened: throws `invalid` where moving one leaves
 * another at the head, which would tell of another state than the incident's.
 */
function refuseOtherState(tx: Db, incident: IncidentRow, before: Head | undefined): void {
  const head = readHead(tx, incident)
  if (!head || head.id === before?.id || head.status === incident.status) return
  throw new DomainError(
    'invalid',
    'With this time an older update would stand above the newest one, and the page would contradict itself. Choose a time that keeps their order.',
    'happenedAt',
  )
}

type Head = Pick<UpdateRow, 'id' | 'status'>

/** The update that stands first on the page, and so tells the incident's state. */
function readHead(tx: Db, incident: IncidentRow): Head | undefined {
  return tx
    .select({ id: incidentUpdates.id, status: incidentUpdates.status })
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentUpdates.incidentId, incident.id),
        ne(incidentUpdates.status, 'postmortem'),
        incident.publishedAt === null ? undefined : isNotNull(incidentUpdates.publishedAt),
      ),
    )
    .orderBy(...newestFirst)
    .limit(1)
    .get()
}
