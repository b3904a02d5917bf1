import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { impacts, incidents } from '#db/schema/incidents'
import { mustAct, type Actor } from '../../actor.ts'
import { reasonInput, recordCorrection, requireReason } from '../../corrections/correction-records.ts'
import { write, type Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import type { Impact } from '../../status.ts'
import { calculateImpact, readImpact } from '../incident-impact.ts'
import { refuseMerged, requireIncident, type IncidentRow } from '../incident-record.ts'
import { mustReachIncident } from '../reach.ts'

export const setImpactInput = z.object({
  incidentId: z.string(),
  /** Null gives it back to what the windows say. */
  impact: z.enum(impacts, 'Choose an impact from the list.').exclude(['maintenance']).nullable(),
  reason: reasonInput,
})

export type SetImpactInput = z.input<typeof setImpactInput>

/**
 * Sets an incident's impact by hand, or gives it back to what its windows say. Where it is public, that
 * is a correction with its reason. Throws `forbidden` below responder, `not_found`, `conflict` for what
 * was merged, and `invalid` for bad input or a maintenance.
 */
export function setImpact(db: Db, actor: Actor, rawInput: SetImpactInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, impact, reason } = setImpactInput.parse(rawInput)
  write(db, (tx) => {
    const incident = requireIncident(tx, incidentId)
    refuseMerged(incident)
    mustReachIncident(tx, actor, incidentId)
    refuseSame(incident, impact)
    const isPublic = incident.publishedAt !== null
    const before = readImpact(tx, incident)
    const after = impact ?? calculateImpact(tx, incidentId)
    if (isPublic && before !== after) requireReason(reason)
    tx.update(incidents).set({ impactOverride: impact, updatedAt: now }).where(eq(incidents.id, incidentId)).run()
    recordCorrection(
      tx,
      actor,
      {
        incident,
        records: [{ updateId: null, windowId: null, before: { impact: before }, after: { impact: after } }],
        reason,
        isMinor: false,
        // What customers read stays the same where a hand only says what the windows say.
        isPublic: isPublic && before !== after,
        action: 'incident.set_impact',
      },
      now,
    )
  })
}

function refuseSame({ kind, impactOverride }: IncidentRow, impact: Impact | null): void {
  if (kind === 'maintenance') throw new DomainError('invalid', 'The impact of a maintenance is always maintenance.')
  if (impact !== impactOverride) return
  throw new DomainError(
    'invalid',
    impact === null ? 'It follows from the components already.' : 'It is set to this already.',
    'impact',
  )
}
