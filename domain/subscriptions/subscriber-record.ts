import { createHash } from 'node:crypto'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import { notifications, type letters } from '#db/schema/outbox'
import { subscriberComponents, subscriberGroups, subscriberIncidents, subscribers } from '#db/schema/subscribers'
import type { SubscriberActor } from '../actor.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import type { Choices } from './choices.ts'
import type { SubscriberRow } from './links.ts'

type Letter = (typeof letters)[number]

const dayMs = 24 * 3_600_000
/** So many letters of a kind reach one address within so long: a form must not be turned against somebody. */
const usually = { most: 3, withinMs: dayMs }
/** Strangers can cause these in anybody's name. */
const asking: readonly Letter[] = ['confirm', 'leave']
/** A webhook that is down is left alone again and again. */
const ofFailures = { most: 1, withinMs: dayMs }
/** Whoever repairs a receiver tries again and again. */
const ofTests = { most: 5, withinMs: 3_600_000 }

/** By what an address is found again, without it standing there. */
export function hashOfAddress(address: string): string {
  return createHash('sha256').update(address.trim().toLowerCase()).digest('hex')
}

/** Which of many e-mail addresses are subscribed already, or were asked to confirm. */
export function findKnown(db: Db, emails: readonly string[]): Set<string> {
  // Left to itself, SQLite goes through all subscribers for each chunk of addresses: a cross join keeps the order.
  const byHash = new Map(emails.map((email) => [hashOfAddress(email), email]))
  const found = db.all<{
    hash: string
  }>(sql`select s.address_hash as hash from json_each(${JSON.stringify([...byHash.keys()])}) j
    cross join subscribers s on s.channel = 'email' and s.audience = 'public' and s.address_hash = j.value`)
  return new Set(found.flatMap(({ hash }) => byHash.get(hash) ?? []))
}

/** Who acts in the audit log; the log names no address, so that it holds no trace of who left. */
export function subscriberActor({ id }: Pick<SubscriberRow, 'id'>): SubscriberActor {
  return { kind: 'subscriber', id, name: 'A subscriber' }
}

/** What somebody hears now. */
export function readChoices(db: Db, row: SubscriberRow): Choices {
  const of = row.number
  const componentIds = db.select().from(subscriberComponents).where(eq(subscriberComponents.subscriberNumber, of)).all()
  const groupIds = db.select().from(subscriberGroups).where(eq(subscriberGroups.subscriberNumber, of)).all()
  const incidentIds = db.select().from(subscriberIncidents).where(eq(subscriberIncidents.subscriberNumber, of)).all()
  return {
    coversPage: row.coversPage,
    componentIds: componentIds.map(({ componentId }) => componentId),
    groupIds: groupIds.map(({ groupId }) => groupId),
    incidentIds: incidentIds.map(({ incidentId }) => incidentId),
    updates: row.updates,
    leastImpact: row.leastImpact === 'maintenance' ? 'none' : row.leastImpact,
    hearsMaintenance: row.hearsMaintenance,
    cadence: row.cadence,
    timeZone: row.timeZone,
  }
}

/** Makes choices what somebody hears. */
export function writeChoices(tx: Db, { number }: Pick<SubscriberRow, 'number'>, choices: Choices, now: number): void {
  const { componentIds, groupIds, incidentIds, ...columns } = choices
  tx.update(subscribers)
    .set({ ...columns, updatedAt: now })
    .where(eq(subscribers.number, number))
    .run()
  forgetScopes(tx, number)
  for (const componentId of new Set(componentIds)) {
    tx.insert(subscriberComponents).values({ subscriberNumber: number, componentId }).run()
  }
  for (const groupId of new Set(groupIds)) {
    tx.insert(subscriberGroups).values({ subscriberNumber: number, groupId }).run()
  }
  for (const incidentId of new Set(incidentIds)) {
    tx.insert(subscriberIncidents).values({ subscriberNumber: number, incidentId }).run()
  }
}

export function forgetScopes(tx: Db, number: number): void {
  tx.delete(subscriberComponents).where(eq(subscriberComponents.subscriberNumber, number)).run()
  tx.delete(subscriberGroups).where(eq(subscriberGroups.subscriberNumber, number)).run()
  tx.delete(subscriberIncidents).where(eq(subscriberIncidents.subscriberNumber, number)).run()
}

/** Throws `invalid` where choices name what is not there; what only the team sees counts as not there for the public. */
export function refuseUnknown(tx: Db, choices: Choices, audience: SubscriberRow['audience']): void {
  const { componentIds, groupIds, incidentIds } = choices
  const isPublic = audience === 'public'
  const known = {
    componentIds: tx
      .select({ id: components.id })
      .from(components)
      .where(
        and(
          inArray(components.id, componentIds),
          isNull(components.archivedAt),
          isPublic ? isNull(components.hiddenAt) : undefined,
        ),
      )
      .all(),
    groupIds: tx
      .select({ id: componentGroups.id })
      .from(componentGroups)
      .where(and(inArray(componentGroups.id, groupIds), isNull(componentGroups.archivedAt)))
      .all(),
    incidentIds: tx
      .select({ id: incidents.id })
      .from(incidents)
      .where(and(inArray(incidents.id, incidentIds), isPublic ? sql`${incidents.publishedAt} is not null` : undefined))
      .all(),
  }
  const missing = [
    { wanted: componentIds, found: known.componentIds, field: 'componentIds', what: 'component' },
    { wanted: groupIds, found: known.groupIds, field: 'groupIds', what: 'group' },
    { wanted: incidentIds, found: known.incidentIds, field: 'incidentIds', what: 'incident' },
  ].find(({ wanted, found }) => new Set(wanted).size > found.length)
  if (!missing) return
  const { what, field } = missing
  throw new DomainError('invalid', `A ${what} that you chose is not on this page any more. Load the page again.`, field)
}

/** By what a letter goes: a webhook's by mail, to its contact; all else hears itself, and a test is for the receiver. */
function letterChannel({ channel }: SubscriberRow, letter: Letter): SubscriberRow['channel'] {
  return channel === 'webhook' && letter !== 'test' ? 'email' : channel
}

/**
 * Writes a letter about the subscription itself, to be sent with the next mails; to the contact of what is
 * no mailbox. Returns false, and writes none, where the address had enough of that kind.
 */
export function writeLetter(tx: Db, row: SubscriberRow, letter: Letter, now: number): boolean {
  if (hadEnoughLetters(tx, row, letter, now)) return false
  // Whoever marked a mail as spam is written to only about what they ask for themselves.
  if (row.complainedAt !== null && (letter === 'changed' || letter === 'failing')) return false
  tx.insert(notifications)
    .values({ subscriberNumber: row.number, letter, channel: letterChannel(row, letter), createdAt: now, dueAt: now })
    .run()
  return true
}

/** Whom a letter would be for; without a number, whoever is not written down yet. */
type Reader = Pick<SubscriberRow, 'channel' | 'address' | 'contact'> & { number: number | null }

/**
 * Whether an address was written so many letters of a kind lately that no more go there. Letters that ask
 * count together, whichever subscriptions of a mailbox they are about.
 */
export function hadEnoughLetters(db: Db, reader: Reader, letter: Letter, now: number): boolean {
  const { most, withinMs } = letter === 'test' ? ofTests : letter === 'failing' ? ofFailures : usually
  const mailbox = asking.includes(letter) ? mailboxOf(reader) : null
  const numbers = mailbox === null ? [reader.number ?? 0] : listOfMailbox(db, mailbox)
  const recent = and(
    inArray(notifications.subscriberNumber, numbers),
    eq(notifications.letter, letter),
    gt(notifications.createdAt, now - withinMs),
  )
  return db.select({ number: notifications.number }).from(notifications).where(recent).all().length >= most
}

function mailboxOf({ channel, address, contact }: Reader): string | null {
  return channel === 'email' ? address : channel === 'webhook' ? contact : null
}

/** All that hear by a mailbox, or are asked by it. */
function listOfMailbox(db: Db, mailbox: string): number[] {
  const rows = db.all<{ number: number }>(sql`select number from subscribers
      where channel = 'email' and audience in ('public', 'internal') and address_hash = ${hashOfAddress(mailbox)}
    union select number from subscribers where contact = ${mailbox}`)
  return rows.map(({ number }) => number)
}
