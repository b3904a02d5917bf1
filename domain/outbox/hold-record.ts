import { and, eq, isNull, sql } from 'drizzle-orm'
import { holds, type holdReasons } from '#db/schema/outbox'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import type { Db } from '../database.ts'

export type HoldReason = (typeof holdReasons)[number]

const brake: Actor = { kind: 'worker', name: 'Storm brake', role: 'owner' }

/**
 * Notes that messages are held back, inside the caller's transaction: the first of them begins a hold, of
 * which the owners are told. News for too many has them told again, since each is a decision of its own.
 */
export function beginHold(tx: Db, reason: HoldReason, now: number): void {
  const open = and(eq(holds.reason, reason), isNull(holds.endedAt))
  if (tx.select({ number: holds.number }).from(holds).where(open).get()) {
    if (reason === 'recipients') tx.update(holds).set({ askedAt: null }).where(open).run()
    return
  }
  const { number } = tx.insert(holds).values({ reason, begunAt: now }).returning({ number: holds.number }).get()
  const subject = { subjectKind: 'hold', subjectId: String(number) }
  recordAudit(tx, brake, { action: 'outbox.hold', ...subject, after: { reason } }, now)
}

/** When an owner last decided about what was held back for a reason; 0 before the first. */
export function endOfLastHold(db: Db, reason: HoldReason): number {
  return db.get<{ at: number }>(sql`select coalesce(max(ended_at), 0) as at from holds where reason = ${reason}`).at
}
