import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { components } from './components.ts'
import { impacts, incidents, incidentUpdates } from './incidents.ts'
import { audiences, channels, subscribers } from './subscribers.ts'

export const announcementKinds = ['update', 'correction', 'report', 'actions_done'] as const
/** Messages about the subscription itself. */
export const letters = ['confirm', 'leave', 'changed', 'failing', 'renewed', 'test'] as const

/** A piece of news, written with what it tells of, and how far it has been handed out. Never public. */
export const announcements = sqliteTable(
  'announcements',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    kind: text('kind', { enum: announcementKinds }).notNull(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    /** The update that is told; for other kinds null. */
    updateId: text('update_id').references(() => incidentUpdates.id),
    /** The correction or the report's version that is told. */
    subjectId: text('subject_id'),
    audience: text('audience', { enum: audiences }).notNull(),
    isMaintenance: integer('is_maintenance', { mode: 'boolean' }).notNull(),
    impact: text('impact', { enum: impacts }).notNull(),
    /** Whether it tells that the incident is over. */
    isEnd: integer('is_end', { mode: 'boolean' }).notNull(),
    /** Whether it is told to nobody, by the choice of whoever wrote it. */
    isQuiet: integer('is_quiet', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** The number of the last subscriber there was, and of the last one who was looked at. */
    lastSubscriber: integer('last_subscriber').notNull(),
    handedOutTo: integer('handed_out_to').notNull(),
    /** When all of them had been looked at. */
    handedOutAt: integer('handed_out_at'),
    /** How many messages of it there are, and what became of them, as triggers count: a million are not counted anew. */
    recipients: integer('recipients').notNull().default(0),
    told: integer('told').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    lastToldAt: integer('last_told_at'),
    /** Where there may be too many: how far they were counted before anybody is written to, and how many it is for. */
    countedTo: integer('counted_to').notNull().default(0),
    expected: integer('expected').notNull().default(0),
    /** Since when it waits for an owner’s word, for it is for too many; with `handedOutAt`, told to nobody by that word. */
    heldAt: integer('held_at'),
    /** Since when it may be handed out: the count allows it, or an owner. */
    clearedAt: integer('cleared_at'),
  },
  (table) => [
    index('announcements_incident').on(table.incidentId, table.number),
    index('announcements_update').on(table.updateId),
    index('announcements_open')
      .on(table.number)
      .where(sql`handed_out_at is null and held_at is null`),
    index('announcements_held')
      .on(table.incidentId)
      .where(sql`handed_out_at is null and held_at is not null`),
  ],
)

/** The components that the news concerns. */
export const announcementComponents = sqliteTable(
  'announcement_components',
  {
    announcementNumber: integer('announcement_number')
      .notNull()
      .references(() => announcements.number),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
  },
  (table) => [primaryKey({ columns: [table.announcementNumber, table.componentId] })],
)

/** The outbox: a message to one subscriber, about a piece of news or about the subscription. Never public. */
export const notifications = sqliteTable(
  'notifications',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    subscriberNumber: integer('subscriber_number')
      .notNull()
      .references(() => subscribers.number),
    /** Null for a letter. */
    announcementNumber: integer('announcement_number').references(() => announcements.number),
    letter: text('letter', { enum: letters }),
    channel: text('channel', { enum: channels }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** When it is next tried; while it is being sent, when somebody else may take it. */
    dueAt: integer('due_at').notNull(),
    /** Until when whoever took it last has it; null where nobody does. */
    leasedUntil: integer('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    /** Since when it is tried; null before, and while the whole channel can’t send. */
    triedFrom: integer('tried_from'),
    sentAt: integer('sent_at'),
    failedAt: integer('failed_at'),
    /** What the other side answered last. */
    answer: text('answer'),
    /** The notification in whose message this one was told. */
    toldWith: integer('told_with'),
    /** Since when it waits for an owner’s word, for its address got too much; with `failedAt`, dropped by that word. */
    heldAt: integer('held_at'),
    /** When an owner let it go: all of them to one subscriber go in one message. */
    releasedAt: integer('released_at'),
  },
  (table) => [
    uniqueIndex('notifications_subscriber').on(table.subscriberNumber, table.announcementNumber),
    index('notifications_announcement').on(table.announcementNumber),
    /** The few that wait, of one subscriber among all that was ever sent there. */
    index('notifications_waiting')
      .on(table.subscriberNumber)
      .where(sql`sent_at is null and failed_at is null`),
    index('notifications_due')
      .on(table.channel, table.dueAt)
      .where(sql`sent_at is null and failed_at is null and held_at is null`),
    /** Whoever just asked for something waits for a letter: it goes before the news of all others. */
    index('notifications_letters')
      .on(table.channel, table.dueAt)
      .where(sql`letter is not null and sent_at is null and failed_at is null`),
    index('notifications_withheld')
      .on(table.announcementNumber)
      .where(sql`held_at is not null`),
    index('notifications_held')
      .on(table.subscriberNumber, table.heldAt)
      .where(sql`sent_at is null and failed_at is null and held_at is not null`),
    /** What messages told news lately, each once, by whom they went to. */
    index('notifications_told')
      .on(table.subscriberNumber, table.sentAt)
      .where(sql`sent_at is not null and told_with is null and announcement_number is not null`),
  ],
)

export const holdReasons = ['recipients', 'address'] as const
export const holdDecisions = ['release', 'drop'] as const

/** A time in which messages are held back until an owner says what becomes of them; one of each reason at once. Never public. */
export const holds = sqliteTable(
  'holds',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    /** News for too many, or too many messages to one address. */
    reason: text('reason', { enum: holdReasons }).notNull(),
    begunAt: integer('begun_at').notNull(),
    /** When the owners had been written to; null while they are to be. */
    askedAt: integer('asked_at'),
    /** When an owner decided, and what; the worker then does so with each message, until it is settled. */
    endedAt: integer('ended_at'),
    decision: text('decision', { enum: holdDecisions }),
    settledAt: integer('settled_at'),
  },
  (table) => [
    uniqueIndex('holds_open')
      .on(table.reason)
      .where(sql`ended_at is null`),
    index('holds_ended').on(table.reason, table.endedAt),
    index('holds_unsettled')
      .on(table.endedAt)
      .where(sql`ended_at is not null and settled_at is null`),
  ],
)
