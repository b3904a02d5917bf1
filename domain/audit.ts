import type { Actor } from './actor.ts'
import type { Db } from './database.ts'
import { auditLog } from '#db/schema/audit'

export interface AuditEntry {
  /** Noun and verb, as in `incident.open`; the noun is the table's. */
  action: string
  subjectKind: string
  subjectId: string
  before?: unknown
  after?: unknown
}

/** Writes who did what, in the transaction of the change itself. */
export function recordAudit(tx: Db, actor: Actor, entry: AuditEntry, now: number): void {
  tx.insert(auditLog)
    .values({
      at: now,
      actorKind: actor.kind,
      actorId: 'id' in actor ? actor.id : null,
      actorName: actor.name,
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      requestId: ('requestId' in actor ? actor.requestId : undefined) ?? null,
      address: ('address' in actor ? actor.address : undefined) ?? null,
    })
    .run()
}
