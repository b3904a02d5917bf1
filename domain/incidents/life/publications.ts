import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { mustAct, type Actor } from '../../actor.ts'
import { yieldToIncident } from '../../alerts/alert-windows.ts'
import { recordAudit } from '../../audit.ts'
import { write, type Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import { announce } from '../../outbox/announcements.ts'
import { isOver } from '../../status.ts'
import { refuseMerged, requireIncident, type IncidentRow } from '../incident-record.ts'
import { refuseStaleView, seenUpdateInput } from '../newer-updates.ts'
import { promiseInput, type PromiseChoice } from '../promise-input.ts'
import { promiseOf } from '../update-insertion.ts'
import { newestFirst } from '../update-order.ts'
import { mustReachIncident } from '../reach.ts'

export const publishIncidentInput = z.object({
  incidentId: z.string(),
  /** When customers hear more; they were promised nothing before. */
  promise: promiseInput,
  isQuiet: z.boolean().default(false),
  seenUpdateId: seenUpdateInput,
})

export type PublishIncidentInput = z.input<typeof publishIncidentInput>

/**
 * Makes an internal incident public: all of its updates are told now, each with when it happened, its
 * windows count from when they began, and customers are promised the next update anew. Throws
 * `forbidden` below responder, `not_found`, and `conflict` for what is public already or was merged and
 * (StaleViewError) where others posted what the actor has not seen.
 */
export function publishIncident(db: Db, actor: Actor, rawInput: PublishIncidentInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, promise, isQuiet, seenUpdateId } = publishIncidentInput.parse(rawInput)
  write(db, (tx) => {
    const incident = requireIncident(tx, incidentId)
    refuseMerged(incident)
    mustReachIncident(tx, actor, incidentId)
    if (incident.publishedAt !== null) throw new DomainError('conflict', 'This incident is public already.')
    refuseStaleView(tx, actor, incident, seenUpdateId)
    tx.update(incidents)
      .set({ publishedAt: now, latestUpdateAt: now, updatedAt: now })
      .where(eq(incidents.id, incidentId))
      .run()
    yieldToIncident(tx, actor, incidentId, now, now)
    const updateId = renewPromise(tx, incident, promise, now)
    const { changes } = tx
      .update(incidentUpdates)
      .set({ publishedAt: now, updatedAt: now })
      .where(and(eq(incidentUpdates.incidentId, incidentId), isNull(incidentUpdates.publishedAt)))
      .run()
    announce(tx, { kind: 'update', incidentId, updateId, isEnd: isOver(incident.status), isQuiet }, now)
    const subject = { subjectKind: 'incident', subjectId: incidentId }
    recordAudit(tx, actor, { action: 'incident.publish', ...subject, after: { updates: changes, isQuiet } }, now)
  })
}

/** The newest update is what customers read first, so that the promise is its. Returns its id. */
function renewPromise(tx: Db, incident: IncidentRow, promise: PromiseChoice, now: number): string | undefined {
  const newest = tx
    .select({ id: incidentUpdates.id })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incident.id))
    .orderBy(...newestFirst)
    .get()
  if (!newest) return undefined
  tx.update(incidentUpdates)
    .set(promiseOf(tx, incident, { status: incident.status, promise }, now))
    .where(eq(incidentUpdates.id, newest.id))
    .run()
  return newest.id
}
