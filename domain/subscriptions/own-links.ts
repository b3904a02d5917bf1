import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Origin } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newLinkSalt, type SubscriberRow } from './links.ts'
import { subscriberActor, writeLetter } from './subscriber-record.ts'
import { requireByLink } from './subscribing.ts'

/**
 * Makes every link that somebody was sent invalid, for whoever holds one of them, and has the new one sent to
 * the mailbox or the chat alone: whoever was forwarded a mail is out. At most three times a day. Throws
 * `not_found`, and `conflict` where it can't be sent, for who has not confirmed, and past that limit.
 */
export function renewOwnLinks(
  db: Db,
  { key, sendsMail }: { key: string; sendsMail: boolean },
  token: string,
  origin: Origin,
  now: number,
): void {
  write(db, (tx) => {
    const row = requireByLink(tx, key, 'manage', token)
    if (!canRenewLinks(row, sendsMail)) {
      throw new DomainError(
        'conflict',
        'A new link could not be sent there at present, so the one that you have stays.',
      )
    }
    if (!writeLetter(tx, row, 'renewed', now)) {
      throw new DomainError(
        'conflict',
        'Three new links were made within a day. The newest message has the one that works.',
      )
    }
    tx.update(subscribers)
      .set({ linkSalt: newLinkSalt(), updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.renew_links', ...subject }, now)
  })
}

/** Whether a new link would reach its owner, and nobody else by this page; a browser's was never sent anywhere. */
export function canRenewLinks(
  { channel, confirmedAt }: Pick<SubscriberRow, 'channel' | 'confirmedAt'>,
  sendsMail: boolean,
): boolean {
  if (channel === 'push' || confirmedAt === null) return false
  return sendsMail || (channel !== 'email' && channel !== 'webhook')
}
