import { max } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import type { Db } from '../database.ts'
import { selectRevision } from '../public/rows.ts'

/**
 * Differs whenever something changed that the team may see: every write leaves an audit row, and what
 * customers see raises the revision. Two look-ups, so that asking every two seconds costs little.
 */
export function readTeamVersion(db: Db): string {
  const newest = db
    .select({ number: max(auditLog.number) })
    .from(auditLog)
    .get()
  return `${newest?.number ?? 0}.${selectRevision(db)}`
}
