import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { incidents } from '#db/schema/incidents'
import { mustAct, type Actor } from '../actor.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { line } from '../input.ts'
import { reasonInput, recordCorrection, requireCorrectable, requireReason } from './correction-records.ts'
import { refuseStale } from './seen.ts'

export const renameIncidentInput = z.object({
  incidentId: z.string(),
  title: line('The title'),
  reason: reasonInput,
  /** A typo, which needs no reason. */
  isMinor: z.boolean().default(false),
  /** The title that was shown; left out where none was. */
  seen: z.string().optional(),
})

export type RenameIncidentInput = z.input<typeof renameIncidentInput>

/**
 * Gives an incident or a maintenance another title; its permalink stays, and where it is public the
 * old title stays readable. Throws `forbidden` below responder, `not_found`, `conflict` and `invalid`.
 */
export function renameIncident(db: Db, actor: Actor, rawInput: RenameIncidentInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, title, reason, isMinor, seen } = renameIncidentInput.parse(rawInput)
  write(db, (tx) => {
    const incident = requireCorrectable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    refuseStale(tx, actor, {
      incidentId,
      seen: seen ?? incident.title,
      actual: incident.title,
      did: 'changed the title',
      parts: () => [{ label: 'Title', text: incident.title }],
    })
    if (title === incident.title) throw new DomainError('invalid', 'This is its title already.', 'title')
    const isPublic = incident.publishedAt !== null
    if (isPublic && !isMinor) requireReason(reason)
    tx.update(incidents).set({ title, updatedAt: now }).where(eq(incidents.id, incidentId)).run()
    recordCorrection(
      tx,
      actor,
      {
        incident,
        records: [{ updateId: null, windowId: null, before: { title: incident.title }, after: { title } }],
        reason: isMinor ? null : reason,
        isMinor,
        isPublic,
        action: 'incident.rename',
      },
      now,
    )
  })
}
