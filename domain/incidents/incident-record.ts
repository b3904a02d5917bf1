import { eq } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { prepared, value } from '../prepared.ts'

export type IncidentRow = typeof incidents.$inferSelect

const incidentOf = prepared((db) =>
  db
    .select()
    .from(incidents)
    .where(eq(incidents.id, value('id')))
    .prepare(),
)

/** An incident by its id, internal ones too; null where there is none. For the team, never for a public surface. */
export function readIncident(db: Db, id: string): IncidentRow | null {
  return incidentOf(db).get({ id }) ?? null
}

/** The same, for writes: throws `not_found`. */
export function requireIncident(db: Db, id: string): IncidentRow {
  const incident = readIncident(db, id)
  if (!incident) throw new DomainError('not_found', 'There is no such incident. Look for it in the list of incidents.')
  return incident
}

/** Throws `conflict` for an incident that was merged: it lives on in the other one. */
export function refuseMerged(incident: Pick<IncidentRow, 'mergedIntoId'>): void {
  if (incident.mergedIntoId === null) return
  throw new DomainError('conflict', 'This incident was merged into another one. Go on with that one.')
}
