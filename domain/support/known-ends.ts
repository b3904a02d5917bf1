import { eq, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'

/**
 * When it could first be known that an incident was over: its end, or the moment at which that was
 * told, since an end may be told long after it happened. Null while it is open. For a select from incidents.
 */
// Written out, because drizzle leaves the table's name off a column where it selects from one table only.
export const knownEnd = sql<number | null>`max(incidents.resolved_at, coalesce((
  select min(told.published_at) from incident_updates told
  where told.incident_id = incidents.id
    and told.status in ('resolved', 'completed', 'cancelled')
    and told.happened_at >= incidents.resolved_at
), incidents.resolved_at))`

/** The same of one incident. */
export function readKnownEnd(db: Db, incidentId: string): number | null {
  return db.select({ at: knownEnd }).from(incidents).where(eq(incidents.id, incidentId)).get()?.at ?? null
}
