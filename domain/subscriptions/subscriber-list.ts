import { and, asc, count, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import { announcements, notifications } from '#db/schema/outbox'
import { subscriberIncidents, subscribers, type audiences, type channels } from '#db/schema/subscribers'
import { mayAct, type Role } from '../actor.ts'
import type { Db } from '../database.ts'
import { cleanLine } from '../input.ts'
import type { SubscriberRow } from './links.ts'

/** Who subscribed, for the team: whoever may not read addresses is given counts alone. */

export const subscriberStates = ['active', 'unconfirmed', 'quarantined'] as const
export type SubscriberState = (typeof subscriberStates)[number]
/** Those who complained are a part of the quarantined. */
export type StateFilter = SubscriberState | 'complained'
export type SubscriberChannel = (typeof channels)[number]
export type Audience = (typeof audiences)[number]

const perPage = 50
const mostMessages = 20

/** What a list is narrowed to; null is everything. */
export interface SubscriberQuery {
  /** A part of the address, in any case of letters; empty is everything. */
  search: string
  channel: SubscriberChannel | null
  state: StateFilter | null
  audience: Audience | null
  /** Only who asked to hear of this incident, also where they have not confirmed it. */
  incidentId?: string | undefined
}

export interface SubscriberCount {
  audience: Audience
  channel: SubscriberChannel
  state: SubscriberState
  count: number
}

export interface SubscriberPage {
  /** 1 is the newest. */
  number: number
  pages: number
  total: number
  rows: SubscriberRow[]
}

/** Whether a role may read addresses; others are told how many there are. */
export function mayReadAddresses(role: Role): boolean {
  return mayAct(role, 'responder') || mayAct(role, 'support')
}

/** Where somebody stands: whoever never said yes is unconfirmed, whatever else is known of the address. */
export function stateOf({
  confirmedAt,
  quarantinedAt,
}: Pick<SubscriberRow, 'confirmedAt' | 'quarantinedAt'>): SubscriberState {
  if (confirmedAt === null) return 'unconfirmed'
  return quarantinedAt === null ? 'active' : 'quarantined'
}

const stateColumn = sql<SubscriberState>`case when ${subscribers.confirmedAt} is null then 'unconfirmed'
  when ${subscribers.quarantinedAt} is not null then 'quarantined' else 'active' end`

/** How many there are, by audience, channel and state; who left is not counted. */
export function countSubscribers(db: Db, query: Partial<SubscriberQuery> = {}): SubscriberCount[] {
  return db
    .select({ audience: subscribers.audience, channel: subscribers.channel, state: stateColumn, count: count() })
    .from(subscribers)
    .where(fitsQuery(query))
    .groupBy(subscribers.audience, subscribers.channel, stateColumn)
    .all()
}

export interface ListOrder {
  by: 'came' | 'address' | 'quarantined'
  direction: 'asc' | 'desc'
}

/** A part of those who fit, the newest first unless told. */
export function listSubscribers(
  db: Db,
  query: Partial<SubscriberQuery>,
  { limit, offset, order = { by: 'came', direction: 'desc' } }: { limit: number; offset: number; order?: ListOrder },
): SubscriberRow[] {
  const along = order.direction === 'asc' ? asc : desc
  const column = {
    came: subscribers.number,
    address: subscribers.address,
    quarantined: subscribers.quarantinedAt,
  }[order.by]
  return db
    .select()
    .from(subscribers)
    .where(fitsQuery(query))
    .orderBy(along(column), along(subscribers.number))
    .limit(limit)
    .offset(offset)
    .all()
}

/** A page of 50, the newest first; numbers past the end give the last one. */
export function readSubscriberPage(db: Db, query: Partial<SubscriberQuery>, asked: number): SubscriberPage {
  const total = countSubscribers(db, query).reduce((sum, part) => sum + part.count, 0)
  const pages = Math.max(1, Math.ceil(total / perPage))
  const number = Math.min(Math.max(1, asked), pages)
  const rows = listSubscribers(db, query, { limit: perPage, offset: (number - 1) * perPage })
  return { number, pages, total, rows }
}

/** One of those who have not left; null where there is none. */
export function readSubscriber(db: Db, id: string): SubscriberRow | null {
  const isThere = and(eq(subscribers.id, id), isNull(subscribers.leftAt))
  return db.select().from(subscribers).where(isThere).get() ?? null
}

/** Who subscribed once and left, the last first: nothing is known of them but that. */
export function listFormerSubscribers(db: Db, { limit, offset }: { limit: number; offset: number }): SubscriberRow[] {
  return db
    .select()
    .from(subscribers)
    .where(and(isNotNull(subscribers.leftAt), isNotNull(subscribers.confirmedAt)))
    .orderBy(desc(subscribers.leftAt), desc(subscribers.number))
    .limit(limit)
    .offset(offset)
    .all()
}

/** A message to somebody, as the ledger keeps it. */
export interface SentMessage {
  number: number
  letter: (typeof notifications.$inferSelect)['letter']
  /** What kind of news it was; null for a letter. */
  kind: (typeof announcements.$inferSelect)['kind'] | null
  incidentId: string | null
  title: string | null
  createdAt: number
  dueAt: number
  attempts: number
  sentAt: number | null
  failedAt: number | null
  /** Since when it waits for an owner’s word, or did before it was dropped. */
  heldAt: number | null
  answer: string | null
}

/** What was written for somebody last, sent or not, the newest first. */
export function listMessagesTo(db: Db, { number }: Pick<SubscriberRow, 'number'>): SentMessage[] {
  return db
    .select({
      number: notifications.number,
      letter: notifications.letter,
      kind: announcements.kind,
      incidentId: announcements.incidentId,
      title: incidents.title,
      createdAt: notifications.createdAt,
      dueAt: notifications.dueAt,
      attempts: notifications.attempts,
      sentAt: notifications.sentAt,
      failedAt: notifications.failedAt,
      heldAt: notifications.heldAt,
      answer: notifications.answer,
    })
    .from(notifications)
    .leftJoin(announcements, eq(announcements.number, notifications.announcementNumber))
    .leftJoin(incidents, eq(incidents.id, announcements.incidentId))
    .where(eq(notifications.subscriberNumber, number))
    .orderBy(desc(notifications.number))
    .limit(mostMessages)
    .all()
}

function fitsQuery({ search = '', channel, state, audience, incidentId }: Partial<SubscriberQuery>): SQL | undefined {
  const words = cleanLine(search).toLowerCase()
  return and(
    isNull(subscribers.leftAt),
    words === '' ? undefined : sql`instr(lower(${subscribers.address}), ${words}) > 0`,
    channel ? eq(subscribers.channel, channel) : undefined,
    audience ? eq(subscribers.audience, audience) : undefined,
    state === 'complained' ? isNotNull(subscribers.complainedAt) : state ? sql`${stateColumn} = ${state}` : undefined,
    incidentId === undefined
      ? undefined
      : sql`(exists (select 1 from ${subscriberIncidents} where ${subscriberIncidents.subscriberNumber} = ${subscribers.number}
          and ${subscriberIncidents.incidentId} = ${incidentId})
        or exists (select 1 from json_each(${subscribers.askedFor}, '$.incidentIds') where value = ${incidentId}))`,
  )
}
