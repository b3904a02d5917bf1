import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { notifications } from '#db/schema/outbox'
import { subscribers, type channels } from '#db/schema/subscribers'
import type { Origin } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { emailAddress } from '../input.ts'
import { choicesInput, isOfIncidentsOnly, type Choices, type ChoicesInput } from './choices.ts'
import { stillToHear, withoutEnded } from './incident-endings.ts'
import { findByLink, isReplaced, newLinkSalt, type LinkUse, type SubscriberRow } from './links.ts'
import {
  forgetScopes,
  hadEnoughLetters,
  hashOfAddress,
  readChoices,
  refuseUnknown,
  subscriberActor,
  writeChoices,
  writeLetter,
} from './subscriber-record.ts'
import { refuseTooManyWebhooks } from './webhook-limits.ts'

const dayMs = 24 * 3_600_000
/** A question that nobody answers for so long is forgotten, and the address with it. */
export const forgottenAfterMs = 7 * dayMs

export const subscriberEmail = emailAddress('This is no e-mail address. Write it like name@example.com.')

/**
 * Somebody asks for news by mail. Nothing is sent until the address says yes: it is written a letter
 * with a link, at most three a day, whether it is known or not. Takes no actor: whoever asks is unknown.
 * Throws `invalid`.
 */
export function askByEmail(
  db: Db,
  rawInput: { email: string; choices: ChoicesInput },
  origin: Origin,
  now: number,
): void {
  const address = z.object({ email: subscriberEmail }).parse(rawInput).email
  const choices = choicesInput.parse(rawInput.choices)
  write(db, (tx) => {
    refuseUnknown(tx, choices, 'public')
    withoutEnded(tx, choices, [], now)
    const known = findByAddress(tx, 'email', address)
    const reader = known ?? { number: null, channel: 'email' as const, address, contact: null }
    if (hadEnoughLetters(tx, reader, 'confirm', now)) return
    const row = known ?? insertAsking(tx, { channel: 'email', address }, now)
    writeLetter(tx, row, 'confirm', now)
    tx.update(subscribers)
      .set({ askedFor: choices, askedAt: now, updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    const actor = { ...subscriberActor(row), ...origin }
    recordAudit(tx, actor, { action: 'subscription.ask', ...subject, after: { channel: 'email', choices } }, now)
  })
}

/** Somebody who is not gone, by their address; null where nobody has it. */
export function findByAddress(
  db: Db,
  channel: (typeof channels)[number],
  address: string,
  audience: SubscriberRow['audience'] = 'public',
): SubscriberRow | null {
  const same = and(
    eq(subscribers.channel, channel),
    eq(subscribers.audience, audience),
    eq(subscribers.addressHash, hashOfAddress(address)),
  )
  return db.select().from(subscribers).where(same).get() ?? null
}

function insertAsking(tx: Db, { channel, address }: Pick<SubscriberRow, 'channel'> & { address: string }, now: number) {
  return tx
    .insert(subscribers)
    .values({
      id: newId(),
      channel,
      audience: 'public',
      address,
      addressHash: hashOfAddress(address),
      coversPage: false,
      linkSalt: newLinkSalt(),
      createdAt: now,
      consentSource: 'page',
      updatedAt: now,
    })
    .returning()
    .get()
}

/** Whoever holds a link, with what they hear. Throws `not_found` for a link that is nobody's. */
export function readByLink(db: Db, key: string, use: LinkUse, token: string): { row: SubscriberRow; choices: Choices } {
  const row = requireByLink(db, key, use, token)
  return { row, choices: readChoices(db, row) }
}

/**
 * The address says yes to what was asked for: the first time to all of it, later added to what it hears.
 * To say it again changes nothing. Throws `not_found`, and `conflict` where the question is too old or another
 * than the link's, where nothing of it is left to hear, or where a contact has as many webhooks as it may.
 */
export function confirmSubscription(db: Db, key: string, token: string, origin: Origin, now: number): SubscriberRow {
  return write(db, (tx) => {
    const row = requireByLink(tx, key, 'confirm', token)
    if (row.askedFor === null || row.askedAt === null) {
      if (row.confirmedAt !== null) return row
      throw new DomainError('not_found', 'There is nothing to confirm. Subscribe again.')
    }
    if (isReplaced(token, row))
      throw new DomainError('conflict', 'Something else was asked for since that link was sent.')
    if (row.askedAt < now - forgottenAfterMs) {
      throw new DomainError('conflict', 'This question is more than 7 days old. Subscribe again.')
    }
    if (row.confirmedAt === null) refuseTooManyWebhooks(tx, row)
    const asked = stillToHear(tx, row.askedFor, now)
    if (asked === null) {
      throw new DomainError('conflict', 'What was asked for is over meanwhile, and all of it was told.')
    }
    // What was hidden since it was asked for stays in the choices: its news reaches nobody of the public.
    const choices = withWhatWasAsked({ ...row, askedFor: asked }, readChoices(tx, row))
    const confirmedAt = row.confirmedAt ?? now
    tx.update(subscribers)
      .set({
        confirmedAt,
        askedFor: null,
        askedAt: null,
        quarantinedAt: null,
        quarantineReason: null,
        complainedAt: null,
      })
      .where(eq(subscribers.number, row.number))
      .run()
    writeChoices(tx, row, choices, now)
    recordAudit(
      tx,
      { ...subscriberActor(row), ...origin },
      { action: 'subscription.confirm', subjectKind: 'subscriber', subjectId: row.id, after: choices },
      now,
    )
    return { ...row, confirmedAt }
  })
}

/** Whoever adds an incident keeps all else as it is; whoever asks for more keeps what they had. */
export function withWhatWasAsked(row: Pick<SubscriberRow, 'askedFor' | 'confirmedAt'>, has: Choices): Choices {
  const asked = row.askedFor as Choices
  const rest = isOfIncidentsOnly(asked) && row.confirmedAt !== null ? has : asked
  const both = (name: 'componentIds' | 'groupIds' | 'incidentIds') => [...new Set([...has[name], ...asked[name]])]
  return {
    ...rest,
    coversPage: has.coversPage || asked.coversPage,
    componentIds: both('componentIds'),
    groupIds: both('groupIds'),
    incidentIds: both('incidentIds'),
  }
}

/** Changes what somebody hears; the address is told of it by mail. Throws `not_found` and `invalid`. */
export function changeSubscription(
  db: Db,
  key: string,
  { token, choices: raw }: { token: string; choices: ChoicesInput },
  origin: Origin,
  now: number,
): void {
  const parsed = choicesInput.parse(raw)
  write(db, (tx) => {
    const row = requireByLink(tx, key, 'manage', token)
    // Only mails are gathered into a daily one.
    const chosen = row.channel === 'email' ? parsed : { ...parsed, cadence: 'as_it_happens' as const }
    refuseUnknown(tx, chosen, row.audience)
    const before = readChoices(tx, row)
    const choices = withoutEnded(tx, chosen, before.incidentIds, now)
    writeChoices(tx, row, choices, now)
    writeLetter(tx, row, 'changed', now)
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    const actor = { ...subscriberActor(row), ...origin }
    recordAudit(tx, actor, { action: 'subscription.change', ...subject, before, after: choices }, now)
  })
}

/**
 * Somebody with a link that stands in each mail wants to leave: the mailbox is asked by a letter, since a
 * mail may have been forwarded. Throws `not_found`.
 */
export function askToLeave(db: Db, key: string, token: string, origin: Origin, now: number): void {
  write(db, (tx) => {
    const row = requireByLink(tx, key, 'manage', token)
    if (!writeLetter(tx, row, 'leave', now)) return
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.ask_to_leave', ...subject }, now)
  })
}

/**
 * Ends a subscription at once, by the link that only the mailbox was sent (`leave`), by its mail program's
 * own button (`unsubscribe`, RFC 8058), or in a browser that gets pushed messages by the link that it
 * alone has (`manage`). Nothing of the address stays. Throws `not_found`, and `conflict` where it must be asked first.
 */
export function leave(
  db: Db,
  key: string,
  { use, token }: { use: 'leave' | 'unsubscribe' | 'manage'; token: string },
  origin: Origin,
  now: number,
): void {
  write(db, (tx) => {
    const row = requireByLink(tx, key, use, token)
    if (use === 'manage' && row.channel !== 'push')
      throw new DomainError('conflict', 'Ask for the link to leave first.')
    eraseSubscriber(tx, row, now)
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.leave', ...subject }, now)
  })
}

/** Takes out all that says who somebody was; that there was one, and what was sent when, stays as a count. */
export function eraseSubscriber(tx: Db, { number }: Pick<SubscriberRow, 'number'>, now: number): void {
  tx.update(subscribers)
    .set({
      address: null,
      addressHash: null,
      sealedTarget: null,
      sealedSecrets: null,
      contact: null,
      timeZone: null,
      askedFor: null,
      askedAt: null,
      coversPage: false,
      consentSource: '',
      quarantinedAt: null,
      quarantineReason: null,
      complainedAt: null,
      linkSalt: newLinkSalt(),
      leftAt: now,
      updatedAt: now,
    })
    .where(eq(subscribers.number, number))
    .run()
  forgetScopes(tx, number)
  // A mail server's answer often repeats the address.
  tx.update(notifications).set({ answer: null }).where(eq(notifications.subscriberNumber, number)).run()
  tx.update(notifications)
    .set({ failedAt: now, leasedUntil: null, heldAt: null, answer: 'They left before it was sent.' })
    .where(
      and(eq(notifications.subscriberNumber, number), isNull(notifications.sentAt), isNull(notifications.failedAt)),
    )
    .run()
}

/** Forgets whoever never said yes, and what somebody asked to add and never confirmed, in the transaction of other housekeeping. */
export function forgetUnconfirmed(tx: Db, now: number): void {
  const isOld = lt(subscribers.askedAt, now - forgottenAfterMs)
  for (const row of tx
    .select()
    .from(subscribers)
    .where(and(isNull(subscribers.confirmedAt), isNull(subscribers.leftAt), isOld))
    .all()) {
    eraseSubscriber(tx, row, now)
  }
  tx.update(subscribers)
    .set({ askedFor: null, askedAt: null })
    .where(and(isNotNull(subscribers.confirmedAt), isOld))
    .run()
}

/** Whoever holds a link. Throws `not_found` for one that is nobody's. */
export function requireByLink(db: Db, key: string, use: LinkUse, token: string): SubscriberRow {
  const row = findByLink(db, key, use, token)
  if (row) return row
  throw new DomainError('not_found', 'This link is not valid any more. Ask for a new one on the status page.')
}
