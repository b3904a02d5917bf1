import { eq } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'

export type IncidentRow = typeof incidents.$inferSelect

/** An incident by its id, internal ones too; null where there is none. For the team, never for a public surface. */
export function readIncident(db: Db, id: string): IncidentRow | null {
  return db.select().from(incidents).where(eq(incidents.id, id)).get() ?? null
}

/** The same, for writes: throws `not_found`. */
export function requireIncident(db: Db, id: string): IncidentRow {
  const incident = readIncident(db, id)
  if (!incident) throw new DomainError('not_found', 'There is no such incident. Look for it in the list of incidents.')
  return incident
}
