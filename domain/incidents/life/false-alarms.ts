import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { incidents } from '#db/schema/incidents'
import { mustAct, type Actor } from '../../actor.ts'
import { recordAudit } from '../../audit.ts'
import { write, type Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import { prose } from '../../input.ts'
import { refuseMerged, requireIncident, type IncidentRow } from '../incident-record.ts'
import { refuseStaleView, seenUpdateInput } from '../newer-updates.ts'
import { insertUpdate } from '../update-insertion.ts'
import { mustReachIncident } from '../reach.ts'

export const markFalseAlarmInput = z.object({
  incidentId: z.string(),
  reason: prose('The reason', { max: 1_000 }).refine(
    (reason) => reason !== '',
    'Say why: customers were told of trouble, and read here that there was none.',
  ),
  seenUpdateId: seenUpdateInput,
})

/**
 * Finds that an incident was none: ends it where it is open, makes its windows count for nothing, and
 * says why in an update. Going on with the incident takes that back. Throws `forbidden` below
 * responder, `not_found`, `invalid` for bad input or a maintenance, and `conflict` for what was merged
 * or is one already and (StaleViewError) where others posted what the actor has not seen.
 */
export function markFalseAlarm(db: Db, actor: Actor, rawInput: z.input<typeof markFalseAlarmInput>, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, reason, seenUpdateId } = markFalseAlarmInput.parse(rawInput)
  write(db, (tx) => {
    const incident = requireIncident(tx, incidentId)
    refuseMerged(incident)
    mustReachIncident(tx, actor, incidentId)
    refuseFalseAlarm(incident)
    refuseStaleView(tx, actor, incident, seenUpdateId)
    const update = { status: 'resolved', components: [], promise: 'none', happenedAt: now } as const
    const updateId = insertUpdate(tx, actor, { incidentId, body: `This was a false alarm. ${reason}`, ...update }, now)
    tx.update(incidents).set({ falseAlarmAt: now, falseAlarmReason: reason }).where(eq(incidents.id, incidentId)).run()
    recordAudit(
      tx,
      actor,
      {
        action: 'incident.mark_false_alarm',
        subjectKind: 'incident',
        subjectId: incidentId,
        before: { status: incident.status },
        after: { reason, updateId },
      },
      now,
    )
  })
}

function refuseFalseAlarm({ kind, falseAlarmAt }: IncidentRow): void {
  if (kind === 'maintenance') {
    throw new DomainError('invalid', 'A maintenance is no alarm. Call it off: post an update as cancelled.')
  }
  if (falseAlarmAt !== null) throw new DomainError('conflict', 'It is marked as a false alarm already.')
}
