import { eq, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import { mustReach, type Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/**
 * Throws `forbidden` where a token that is held to some components would speak of others: of all that
 * an incident holds, held, named or will touch, and of what is named now. One that touches nothing is
 * everybody's, and so beyond such a token too.
 */
export function mustReachIncident(
  tx: Db,
  actor: Actor,
  incidentId: string | null,
  named: readonly string[] = [],
): void {
  if (actor.kind !== 'token' || actor.componentIds === null) return
  const touched = [...new Set([...named, ...(incidentId === null ? [] : listTouched(tx, incidentId))])]
  if (touched.length === 0) {
    throw new DomainError(
      'forbidden',
      `This token is held to ${actor.componentIds.length} components: an incident must name at least one of them.`,
    )
  }
  mustReach(actor, touched)
}

/** Every component that an incident touches or ever touched, windows that were taken back too. */
function listTouched(tx: Db, incidentId: string): string[] {
  return tx
    .select({ id: sql<string>`touched.component_id` })
    .from(incidents)
    .innerJoin(
      sql`(select incident_id, component_id from impact_windows
        union select u.incident_id, c.component_id from update_components c
          join incident_updates u on u.id = c.update_id
        union select incident_id, component_id from maintenance_components) as touched`,
      sql`touched.incident_id = ${incidents.id}`,
    )
    .where(eq(incidents.id, incidentId))
    .all()
    .map(({ id }) => id)
}
