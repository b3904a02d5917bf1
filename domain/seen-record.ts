import { createHash } from 'node:crypto'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { personOf, type Actor } from './actor.ts'
import type { Db } from './database.ts'
import { StaleViewError, type NewerChange } from './stale-view.ts'

/** A short mark of what a form showed, to be sent along with it: it differs where anything of it does. */
export function seenMark(...shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)
}

export interface Looked {
  subject: { kind: string; id: string }
  /** The audit actions that change what was shown; without them any of the subject's does. */
  actions?: readonly string[]
  /** What was shown, and what is there, as marks. Undefined where nobody asks (a command, an API). */
  seen: string | undefined
  actual: string
  /** As a verb behind a name. */
  did: string
  /** What it says now. */
  parts: () => NewerChange['parts']
}

/** Throws StaleViewError where what a form showed is no longer what is there, with whose act came between. */
export function refuseStaleRecord(tx: Db, actor: Actor, looked: Looked): void {
  const { subject, actions, seen, actual, did, parts } = looked
  if (seen === undefined || seen === actual) return
  const latest = tx
    .select({ at: auditLog.at, byId: auditLog.actorId, by: auditLog.actorName })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectKind, subject.kind),
        eq(auditLog.subjectId, subject.id),
        actions ? inArray(auditLog.action, [...actions]) : undefined,
      ),
    )
    .orderBy(desc(auditLog.number))
    .limit(1)
    .get()
  const isOwn = latest !== undefined && latest.byId !== null && latest.byId === personOf(actor)
  const change = { by: latest?.by ?? null, isOwn, at: latest?.at ?? 0, did, parts: parts() }
  throw new StaleViewError([change], actual)
}
