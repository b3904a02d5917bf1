import type { Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import { refuseStaleRecord, type Looked } from '../seen-record.ts'

/** Throws StaleViewError where what a form of an incident showed is no longer what is there. */
export function refuseStale(
  tx: Db,
  actor: Actor,
  { incidentId, ...looked }: Omit<Looked, 'subject'> & { incidentId: string },
): void {
  refuseStaleRecord(tx, actor, { ...looked, subject: { kind: 'incident', id: incidentId } })
}
