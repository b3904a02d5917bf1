import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { incidentMetadata } from '#db/schema/programs'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { requireIncident } from './incident-record.ts'
import { mustReachIncident } from './reach.ts'

const mostCharacters = 20_000

export const incidentMetadataInput = z.object({
  incidentId: z.string(),
  /** Objects of objects, as Statuspage has them; null for none. Left out, it stays. */
  metadata: z
    .record(z.string().max(100), z.record(z.string().max(100), z.unknown()))
    .nullable()
    .optional(),
  reminderIntervals: z.string().max(200).nullable().optional(),
})

/** Keeps what a program notes with an incident for itself; the team and programs may read it, customers never. Throws `forbidden` below responder, `not_found`, `invalid`. */
export function setIncidentMetadata(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof incidentMetadataInput>,
  now: number,
): void {
  mustAct(actor, 'responder')
  const { incidentId, ...input } = incidentMetadataInput.parse(rawInput)
  const metadata = input.metadata === undefined ? undefined : JSON.stringify(input.metadata ?? {})
  if (metadata !== undefined && metadata.length > mostCharacters) {
    throw new DomainError('invalid', `The metadata has ${metadata.length} characters; at most ${mostCharacters} fit.`)
  }
  write(db, (tx) => {
    requireIncident(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    const own = eq(incidentMetadata.incidentId, incidentId)
    const before = tx.select().from(incidentMetadata).where(own).get()
    const after = {
      metadata: metadata ?? before?.metadata ?? '{}',
      reminderIntervals:
        input.reminderIntervals === undefined ? (before?.reminderIntervals ?? null) : input.reminderIntervals,
    }
    if (
      before
        ? before.metadata === after.metadata && before.reminderIntervals === after.reminderIntervals
        : isNothing(after)
    ) {
      return
    }
    tx.insert(incidentMetadata)
      .values({ incidentId, ...after })
      .onConflictDoUpdate({ target: incidentMetadata.incidentId, set: after })
      .run()
    const change = { ...(before ? { before } : {}), after }
    recordAudit(
      tx,
      actor,
      { action: 'incident.set_metadata', subjectKind: 'incident', subjectId: incidentId, ...change },
      now,
    )
  })
}

function isNothing({ metadata, reminderIntervals }: { metadata: string; reminderIntervals: string | null }): boolean {
  return metadata === '{}' && reminderIntervals === null
}
