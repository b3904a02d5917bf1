import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { holdDecisions, holds } from '#db/schema/outbox'
import { people } from '#db/schema/people'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { endOfLastHold, type HoldReason } from './hold-record.ts'

/** So many held messages are let go or dropped in one transaction. */
const settledAtOnce = 1_000
export const droppedAnswer = 'Dropped by an owner, after too many messages within an hour.'

export const heldNewsInput = z.object({
  incidentId: z.string(),
  /** The newest announcement that was seen: what came after it stays held. */
  upTo: z.number().int(),
  decision: z.enum(holdDecisions),
})

export const heldMessagesInput = z.object({ decision: z.enum(holdDecisions) })

/** News that is for more subscribers than may be told unasked, by incident. */
export interface HeldNews {
  incidentId: string
  title: string
  /** How many pieces of news. */
  count: number
  /** How many the one with the most is for. */
  recipients: number
  upTo: number
  since: number
}

/** Messages beyond what an address may get in an hour. */
export interface HeldMessages {
  count: number
  subscribers: number
  since: number
}

export interface Held {
  news: HeldNews[]
  messages: HeldMessages | null
}

/** What is held back until an owner decides. */
export function readHeld(db: Db): Held {
  const news =
    db.all<HeldNews>(sql`select i.id as incidentId, i.title, count(*) as count, max(a.expected) as recipients,
      max(a.number) as upTo, min(a.held_at) as since
    from announcements a join incidents i on i.id = a.incident_id
    where a.handed_out_at is null and a.held_at is not null group by i.id order by min(a.number)`)
  const open = db
    .select({ since: holds.begunAt })
    .from(holds)
    .where(and(eq(holds.reason, 'address'), isNull(holds.endedAt)))
    .get()
  if (!open) return { news, messages: null }
  const counted = db.get<{ count: number; subscribers: number }>(sql`select count(*) as count,
      count(distinct subscriber_number) as subscribers from notifications
    where held_at > ${endOfLastHold(db, 'address')} and sent_at is null and failed_at is null`)
  return { news, messages: { ...counted, since: open.since } }
}

/**
 * Tells the subscribers of an incident's held news after all, or tells them nothing of it. Returns how many
 * pieces of news that were. Throws `forbidden` below owner, and `conflict` where nothing is held any more.
 */
export function decideHeldNews(db: Db, actor: Actor, rawInput: z.input<typeof heldNewsInput>, now: number): number {
  mustAct(actor, 'owner')
  const { incidentId, upTo, decision } = heldNewsInput.parse(rawInput)
  return write(db, (tx) => {
    const done = decision === 'release' ? sql`held_at = null, cleared_at = ${now}` : sql`handed_out_at = ${now}`
    const { changes } = tx.run(sql`update announcements set ${done}
      where incident_id = ${incidentId} and number <= ${upTo} and handed_out_at is null and held_at is not null`)
    if (changes === 0) throw new DomainError('conflict', nothingHeld)
    if (!tx.get(sql`select 1 from announcements where handed_out_at is null and held_at is not null`)) {
      end(tx, 'recipients', { endedAt: now, decision, settledAt: now })
    }
    const subject = { subjectKind: 'incident', subjectId: incidentId }
    recordAudit(tx, actor, { action: actionOf[decision], ...subject, after: { announcements: changes } }, now)
    return changes
  })
}

/**
 * Sends the messages that were too many for their address after all, one to each that tells all of it, or
 * drops them; the worker does it (`settleHeld`). Returns to how many addresses. Throws `forbidden` below
 * owner, and `conflict` where nothing is held any more.
 */
export function decideHeldMessages(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof heldMessagesInput>,
  now: number,
): number {
  mustAct(actor, 'owner')
  const { decision } = heldMessagesInput.parse(rawInput)
  return write(db, (tx) => {
    const { messages } = readHeld(tx)
    const number = end(tx, 'address', { endedAt: now, decision })
    if (!messages || number === null) throw new DomainError('conflict', nothingHeld)
    const subject = { subjectKind: 'hold', subjectId: String(number) }
    const { count, subscribers } = messages
    recordAudit(tx, actor, { action: actionOf[decision], ...subject, after: { count, subscribers } }, now)
    return subscribers
  })
}

export type Decision = (typeof holdDecisions)[number]

const actionOf = { release: 'outbox.release', drop: 'outbox.drop' } as const
const nothingHeld = 'Nothing of it is held back any more: somebody decided already. Load the page again.'

type End = Pick<typeof holds.$inferInsert, 'endedAt' | 'decision' | 'settledAt'>

function end(tx: Db, reason: HoldReason, how: End): number | null {
  const open = and(eq(holds.reason, reason), isNull(holds.endedAt))
  return tx.update(holds).set(how).where(open).returning({ number: holds.number }).get()?.number ?? null
}

/**
 * Goes on with doing what an owner decided about held messages, by one chunk, in a transaction of its own.
 * Returns whether there was anything to do. Candor's own work: it asks for no role.
 */
export function settleHeld(db: Db, now: number): boolean {
  const unsettled = and(isNotNull(holds.endedAt), isNull(holds.settledAt))
  const hold = db.select().from(holds).where(unsettled).orderBy(asc(holds.endedAt)).limit(1).get()
  if (!hold) return endEmptyHold(db, now)
  write(db, (tx) => {
    const done =
      hold.decision === 'release'
        ? sql`held_at = null, released_at = ${now}, due_at = ${now}`
        : sql`failed_at = ${now}, answer = ${droppedAnswer}`
    const { changes } = tx.run(sql`update notifications set ${done} where number in (select number from notifications
      where held_at <= ${hold.endedAt} and held_at is not null and sent_at is null and failed_at is null
      limit ${settledAtOnce})`)
    if (changes < settledAtOnce) tx.update(holds).set({ settledAt: now }).where(eq(holds.number, hold.number)).run()
  })
  return true
}

/** Where all whose messages were held have left, there is nothing to decide any more. */
function endEmptyHold(db: Db, now: number): boolean {
  const isEmpty = sql`reason = 'address' and ended_at is null and not exists (select 1 from notifications
    where held_at > ${endOfLastHold(db, 'address')} and sent_at is null and failed_at is null)`
  if (!db.get(sql`select 1 from holds where ${isEmpty}`)) return false
  return write(
    db,
    (tx) => tx.run(sql`update holds set ended_at = ${now}, settled_at = ${now} where ${isEmpty}`).changes > 0,
  )
}

/** A hold of which the owners have not been told yet. */
export interface HoldToTell {
  number: number
  reason: HoldReason
  begunAt: number
}

/** Holds that wait for an owner who was not asked yet. */
export function listHoldsToTell(db: Db): HoldToTell[] {
  return db
    .select({ number: holds.number, reason: holds.reason, begunAt: holds.begunAt })
    .from(holds)
    .where(and(isNull(holds.endedAt), isNull(holds.askedAt)))
    .orderBy(asc(holds.number))
    .all()
}

/** Notes that the owners were asked, of what was held when that was read. Candor's own work: it asks for no role. */
export function markAsked(db: Db, number: number, readAt: number, now: number): void {
  write(db, (tx) =>
    tx.run(sql`update holds set asked_at = ${now} where number = ${number} and not (reason = 'recipients' and exists (
      select 1 from announcements where handed_out_at is null and held_at > ${readAt}))`),
  )
}

/** Whom to ask: the owners who can sign in. */
export function listOwners(db: Db): { id: string; email: string }[] {
  return db
    .select({ id: people.id, email: people.email })
    .from(people)
    .where(and(eq(people.role, 'owner'), isNull(people.deactivatedAt)))
    .orderBy(asc(people.email))
    .all()
}
