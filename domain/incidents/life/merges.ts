import { and, eq, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { corrections, customerLinks, impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import { announcements } from '#db/schema/outbox'
import { subscriberIncidents } from '#db/schema/subscribers'
import { mustAct, type Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { keepForReaders } from '../../corrections/correction-records.ts'
import { write, type Db } from '../../database.ts'
import { optionalLine } from '../../input.ts'
import { escapeMarkdown } from '../../text.ts'
import { releaseComponents } from '../impact-windows.ts'
import { readIncident, requireIncident, type IncidentRow } from '../incident-record.ts'
import { refuseStaleView, seenUpdateInput } from '../newer-updates.ts'
import { mustReachIncident } from '../reach.ts'
import { insertUpdate } from '../update-insertion.ts'
import { newestFirst } from '../update-order.ts'
import { refuseMerge } from './merge-refusals.ts'

export const mergeIncidentInput = z.object({
  incidentId: z.string(),
  intoId: z.string().min(1, 'Choose the incident that goes on.'),
  reason: optionalLine('The reason', { max: 500 }).default(''),
  /** Of the incident that is merged away. */
  seenUpdateId: seenUpdateInput,
})

export type MergeIncidentInput = z.input<typeof mergeIncidentInput>

/**
 * Merges an incident into another one: the other one goes on with its updates (each marked with where
 * it came from), its windows, its customers and its corrections, and tells of it in an update; its
 * permalink leads there. Nothing becomes public by it: what was internal stays for the team, and its
 * windows stay behind, uncounted. Throws `forbidden` below responder, `not_found`, and `invalid` or
 * `conflict` for two that can't be one (see merge-refusals.ts) and (StaleViewError) where others posted
 * what the actor has not seen.
 */
export function mergeIncident(db: Db, actor: Actor, rawInput: MergeIncidentInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, intoId, reason, seenUpdateId } = mergeIncidentInput.parse(rawInput)
  write(db, (tx) => {
    const source = requireIncident(tx, incidentId)
    const target = refuseMerge(tx, source, readIncident(tx, intoId))
    for (const { id } of [source, target]) mustReachIncident(tx, actor, id)
    refuseStaleView(tx, actor, source, seenUpdateId)
    const staysInternal = source.publishedAt === null && target.publishedAt !== null
    const moved = moveUpdates(tx, source, target)
    moveCustomers(tx, source, target)
    moveFollowers(tx, source, target)
    if (staysInternal) releaseComponents(tx, source.id, now, now)
    else takeOver(tx, actor, { source, target, reason }, now)
    leave(tx, source, target, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'incident.merge',
        subjectKind: 'incident',
        subjectId: source.id,
        before: { status: source.status },
        after: { intoId: target.id, title: target.title, reason, updates: moved },
      },
      now,
    )
  })
}

interface Merge {
  source: IncidentRow
  target: IncidentRow
  reason: string | null
}

function moveUpdates(tx: Db, source: IncidentRow, target: IncidentRow): number {
  return tx
    .update(incidentUpdates)
    .set({
      incidentId: target.id,
      // What came to the source by an earlier merge keeps the incident that it was written for.
      mergedFromId: sql`coalesce(${incidentUpdates.mergedFromId}, ${source.id})`,
    })
    .where(eq(incidentUpdates.incidentId, source.id))
    .run().changes
}

/** A ticket that both know stays with the one that goes on, so that nobody is told twice. */
function moveCustomers(tx: Db, source: IncidentRow, target: IncidentRow): void {
  const reference = sql`lower(${customerLinks.reference})`
  const known = tx.select({ reference }).from(customerLinks).where(eq(customerLinks.incidentId, target.id))
  tx.update(customerLinks)
    .set({ incidentId: target.id })
    .where(and(eq(customerLinks.incidentId, source.id), notInArray(reference, known)))
    .run()
}

/** Who asked to hear of the source, or has heard of it, hears of the one that goes on. */
function moveFollowers(tx: Db, source: IncidentRow, target: IncidentRow): void {
  tx.update(announcements).set({ incidentId: target.id }).where(eq(announcements.incidentId, source.id)).run()
  tx.run(sql`update or ignore ${subscriberIncidents} set incident_id = ${target.id} where incident_id = ${source.id}`)
  tx.delete(subscriberIncidents).where(eq(subscriberIncidents.incidentId, source.id)).run()
}

/** The target goes on with what counted of the source, and says so. */
function takeOver(tx: Db, actor: Actor, { source, target, reason }: Merge, now: number): void {
  tx.update(impactWindows).set({ incidentId: target.id }).where(eq(impactWindows.incidentId, source.id)).run()
  // A correction of the source's title or times says nothing of the target's.
  const ofItsParts = or(isNotNull(corrections.updateId), isNotNull(corrections.windowId))
  tx.update(corrections)
    .set({ incidentId: target.id })
    .where(and(eq(corrections.incidentId, source.id), ofItsParts))
    .run()
  const promise = newestPromise(tx, target.id)
  const update = { incidentId: target.id, status: target.status, body: mergeWords({ source, target, reason }) }
  const id = insertUpdate(tx, actor, { ...update, components: [], promise: 'none', happenedAt: now }, now)
  // What was promised stays promised: that two incidents are one is no news of either.
  tx.update(incidentUpdates).set(promise).where(eq(incidentUpdates.id, id)).run()
  widen(tx, actor, { source, target, reason }, now)
}

/** The target began and ended with whichever of both did first and last; where that is public, it is a correction of its times. */
function widen(tx: Db, actor: Actor, { source, target, reason }: Merge, now: number): void {
  const startedAt = Math.min(source.startedAt, target.startedAt)
  const resolvedAt = target.resolvedAt === null ? null : Math.max(target.resolvedAt, source.resolvedAt ?? 0)
  tx.update(incidents).set({ startedAt, resolvedAt }).where(eq(incidents.id, target.id)).run()
  if (target.publishedAt === null) return
  const records = [
    { before: { startedAt: target.startedAt }, after: { startedAt }, isMoved: startedAt !== target.startedAt },
    { before: { resolvedAt: target.resolvedAt }, after: { resolvedAt }, isMoved: resolvedAt !== target.resolvedAt },
  ]
    .filter(({ isMoved }) => isMoved)
    .map(({ before, after }) => ({ updateId: null, windowId: null, before, after }))
  const why = `“${source.title}” was the same incident${reason === null ? '' : `: ${reason}`}`
  keepForReaders(tx, actor, { incident: target, records, reason: why, isMinor: false }, now)
}

function newestPromise(tx: Db, incidentId: string) {
  const own = and(eq(incidentUpdates.incidentId, incidentId), isNull(incidentUpdates.mergedFromId))
  return (
    tx
      .select({ nextUpdateBy: incidentUpdates.nextUpdateBy, promisesNone: incidentUpdates.promisesNone })
      .from(incidentUpdates)
      .where(own)
      .orderBy(...newestFirst)
      .get() ?? { nextUpdateBy: null, promisesNone: false }
  )
}

/** The title of an internal incident stays out of an update: it would become public with the other one. */
function mergeWords({ source, target, reason }: Merge): string {
  const isPublic = source.publishedAt !== null && target.publishedAt !== null
  const named = isPublic ? `“${escapeMarkdown(source.title)}” is` : 'Another incident turned out to be'
  const words = `${named} the same incident as this one. Its updates stand here.`
  return reason === null ? words : `${words}\n\n${escapeMarkdown(reason)}`
}

/** The source is over, and whatever was merged into it leads on to the target at once. */
function leave(tx: Db, source: IncidentRow, target: IncidentRow, now: number): void {
  tx.update(incidents)
    .set({
      mergedIntoId: target.id,
      mergedAt: now,
      status: 'resolved',
      resolvedAt: source.resolvedAt ?? now,
      latestUpdateAt: now,
      updatedAt: now,
    })
    .where(eq(incidents.id, source.id))
    .run()
  tx.update(incidents)
    .set({ mergedIntoId: target.id })
    .where(inArray(incidents.mergedIntoId, [source.id]))
    .run()
}
