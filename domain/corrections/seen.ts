import { createHash } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/** A short mark of what a form showed, to be sent along with it: it differs where anything of it does. */
export function seenMark(...shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)
}

/** Throws `conflict` where what a form showed is no longer what is there, and says whose act came between. */
export function refuseStale(tx: Db, incidentId: string, seen: string, actual: string): void {
  if (seen === actual) return
  throw new DomainError('conflict', `${latestActor(tx, incidentId)} changed this while you were writing.`, 'seen')
}

function latestActor(tx: Db, incidentId: string): string {
  return (
    tx
      .select({ name: auditLog.actorName })
      .from(auditLog)
      .where(and(eq(auditLog.subjectKind, 'incident'), eq(auditLog.subjectId, incidentId)))
      .orderBy(desc(auditLog.number))
      .limit(1)
      .get()?.name ?? 'Somebody'
  )
}
