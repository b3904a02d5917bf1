import { and, desc, eq } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import type { Db } from '../database.ts'

export interface Activity {
  number: number
  at: number
  actorName: string
  /** Noun and verb, as in `incident.open`. */
  action: string
}

/** Who did what to something, newest first; for the team only. */
export function listActivity(
  db: Db,
  subject: { kind: 'incident' | 'component'; id: string },
  limit: number,
): Activity[] {
  return db
    .select({ number: auditLog.number, at: auditLog.at, actorName: auditLog.actorName, action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, subject.kind), eq(auditLog.subjectId, subject.id)))
    .orderBy(desc(auditLog.number))
    .limit(limit)
    .all()
}
