import { mustAct, type Actor, type Origin } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import type { SubscriberRow } from './links.ts'
import { requireSubscriber } from './subscriber-acts.ts'
import { subscriberActor, writeLetter } from './subscriber-record.ts'
import { requireByLink } from './subscribing.ts'

/**
 * Has a test message written to a webhook, a chat or a browser, by whoever holds its link; it is tried
 * once, at most five times an hour. Throws `not_found`, and `conflict` for a mailbox, for who has not
 * confirmed, and past that limit.
 */
export function askForTest(db: Db, key: string, token: string, origin: Origin, now: number): void {
  write(db, (tx) => {
    const row = requireByLink(tx, key, 'manage', token)
    writeTest(tx, row, now)
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.test', ...subject }, now)
  })
}

/** The same by somebody of the team. Throws `forbidden` below responder, too. */
export function testSubscriber(db: Db, actor: Actor, { id }: { id: string }, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    writeTest(tx, row, now)
    recordAudit(tx, actor, { action: 'subscriber.test', subjectKind: 'subscriber', subjectId: row.id }, now)
  })
}

/** Whether a test message may be asked for at all: what was never confirmed is sent nothing but the question. */
export function canBeTested({ channel, confirmedAt }: Pick<SubscriberRow, 'channel' | 'confirmedAt'>): boolean {
  return channel !== 'email' && confirmedAt !== null
}

function writeTest(tx: Db, row: SubscriberRow, now: number): void {
  if (!canBeTested(row)) {
    throw new DomainError('conflict', 'A test goes to webhooks, chats and browsers alone, once they are confirmed.')
  }
  if (!writeLetter(tx, row, 'test', now)) {
    throw new DomainError('conflict', 'Five tests went there within an hour. Wait a while before the next one.')
  }
}
