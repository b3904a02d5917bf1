import { and, eq, inArray, isNull } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Actor } from '../actor.ts'
import { mustAct } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import type { SubscriberRow } from './links.ts'
import { writeLetter } from './subscriber-record.ts'

/** Those whom messages are for, by number; whoever left has no address any more and is not among them. */
export function readRecipients(db: Db, numbers: readonly number[]): Map<number, SubscriberRow> {
  const rows = db
    .select()
    .from(subscribers)
    .where(inArray(subscribers.number, [...numbers]))
    .all()
  return new Map(rows.filter(({ leftAt }) => leftAt === null).map((row) => [row.number, row]))
}

/** Why a message is not sent although it is due; null where it may be. News goes to whoever said yes and can be reached. */
export function refusalOf(row: SubscriberRow | undefined, isLetter: boolean): string | null {
  if (!row) return 'They left before it was sent.'
  if (isLetter) return null
  if (row.confirmedAt === null) return 'They never confirmed.'
  return row.quarantinedAt === null ? null : `Nothing is sent there: ${row.quarantineReason}`
}

/**
 * Sends an address nothing any more, because it refuses what comes, or because its reader marked a mail as
 * spam; its subscription stays, so that no list brings it back. Whoever left while a mail was on its way
 * stays without a trace. Throws `forbidden` below responder.
 */
export function quarantineSubscriber(
  db: Db,
  actor: Actor,
  { id, reason, isComplaint = false }: { id: string; reason: string; isComplaint?: boolean },
  now: number,
): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const { changes } = tx
      .update(subscribers)
      .set({
        quarantinedAt: now,
        quarantineReason: reason,
        updatedAt: now,
        ...(isComplaint ? { complainedAt: now } : {}),
      })
      .where(and(eq(subscribers.id, id), isNull(subscribers.leftAt)))
      .run()
    if (changes === 0) return
    const subject = { subjectKind: 'subscriber', subjectId: id }
    // The log is never erased, and what a mail server says often repeats the address, or one that it was passed on to.
    const told = reason.replace(/[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g, '(the address)')
    recordAudit(tx, actor, { action: 'subscriber.quarantine', ...subject, after: { reason: told } }, now)
  })
}

/** Writes to whoever is named for a webhook that nothing is sent there for a while because it fails, at most once a day. Candor's own work: it asks for no role. */
export function warnContact(db: Db, row: SubscriberRow, now: number): void {
  if (row.contact === null) return
  write(db, (tx) => writeLetter(tx, row, 'failing', now))
}
