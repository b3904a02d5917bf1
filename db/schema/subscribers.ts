import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { componentGroups, components } from './components.ts'
import { impacts, incidents } from './incidents.ts'

export const channels = ['email', 'webhook', 'slack', 'discord', 'teams', 'push'] as const
export const audiences = ['public', 'internal'] as const
export const cadences = ['as_it_happens', 'daily'] as const
export const updateChoices = ['all', 'start_and_end'] as const

/** What somebody wants to hear, as domain/subscriptions/choices.ts reads it. */
export interface AskedFor {
  coversPage: boolean
  componentIds: string[]
  groupIds: string[]
  incidentIds: string[]
  updates: (typeof updateChoices)[number]
  leastImpact: 'none' | 'minor' | 'major' | 'critical'
  hearsMaintenance: boolean
  cadence: (typeof cadences)[number]
  timeZone: string | null
}

/** Who asked to be told, by one address on one channel. Never public. */
export const subscribers = sqliteTable(
  'subscribers',
  {
    /** The order in which they came, along which messages are written for many of them. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    channel: text('channel', { enum: channels }).notNull(),
    /** Internal ones are set up by the team, and hear of internal incidents too. */
    audience: text('audience', { enum: audiences }).notNull(),
    /** An e-mail address as it was given, else as much of the target as may be shown; null for who left. */
    address: text('address'),
    /** SHA-256 of the whole address, by which it is found again; null for who left. */
    addressHash: text('address_hash'),
    /** The address that is a secret itself, sealed: whoever knows a chat's address can write there. */
    sealedTarget: text('sealed_target'),
    /** JSON of what webhooks are signed with, or of what browsers read their messages with, sealed. */
    sealedSecrets: text('sealed_secrets'),
    /** Whom to write to about a webhook that fails; null where nobody was named. */
    contact: text('contact'),
    /** IANA; null for the page's. */
    timeZone: text('time_zone'),
    cadence: text('cadence', { enum: cadences }).notNull().default('as_it_happens'),
    /** Whether it covers all components; else those that are named, if any. */
    coversPage: integer('covers_page', { mode: 'boolean' }).notNull(),
    updates: text('updates', { enum: updateChoices }).notNull().default('all'),
    leastImpact: text('least_impact', { enum: impacts }).notNull().default('none'),
    hearsMaintenance: integer('hears_maintenance', { mode: 'boolean' }).notNull().default(true),
    /** Random; the links of a subscriber are made of it, so that a new one revokes them all. */
    linkSalt: text('link_salt').notNull(),
    createdAt: integer('created_at').notNull(),
    /** JSON of the choices that were asked for and not confirmed yet; null where nothing waits. */
    askedFor: text('asked_for', { mode: 'json' }).$type<AskedFor>(),
    askedAt: integer('asked_at'),
    /** When the address's owner said yes; null until then, while nothing but that question is sent. */
    confirmedAt: integer('confirmed_at'),
    /** Where the consent came from: the page, an import, somebody of the team. */
    consentSource: text('consent_source').notNull(),
    leftAt: integer('left_at'),
    /** Since when nothing is sent because the address refuses it, and why. */
    quarantinedAt: integer('quarantined_at'),
    quarantineReason: text('quarantine_reason'),
    /** When its reader marked a mail as spam: only they themselves can begin anew. */
    complainedAt: integer('complained_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('subscribers_address').on(table.channel, table.audience, table.addressHash),
    /** The few time zones in which a digest is due, without looking at everybody. */
    index('subscribers_digests')
      .on(table.timeZone)
      .where(sql`cadence = 'daily'`),
    index('subscribers_contact')
      .on(table.contact)
      .where(sql`contact is not null`),
    index('subscribers_unconfirmed')
      .on(table.createdAt)
      .where(sql`confirmed_at is null`),
  ],
)

export const subscriberComponents = sqliteTable(
  'subscriber_components',
  {
    subscriberNumber: integer('subscriber_number')
      .notNull()
      .references(() => subscribers.number),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
  },
  (table) => [primaryKey({ columns: [table.subscriberNumber, table.componentId] })],
)

/** Groups whose components are covered, also those that join it later. */
export const subscriberGroups = sqliteTable(
  'subscriber_groups',
  {
    subscriberNumber: integer('subscriber_number')
      .notNull()
      .references(() => subscribers.number),
    groupId: text('group_id')
      .notNull()
      .references(() => componentGroups.id),
  },
  (table) => [primaryKey({ columns: [table.subscriberNumber, table.groupId] })],
)

/** Incidents that somebody wants to hear of until they are over, whatever else they chose. */
export const subscriberIncidents = sqliteTable(
  'subscriber_incidents',
  {
    subscriberNumber: integer('subscriber_number')
      .notNull()
      .references(() => subscribers.number),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
  },
  (table) => [
    primaryKey({ columns: [table.subscriberNumber, table.incidentId] }),
    index('subscriber_incidents_incident').on(table.incidentId),
  ],
)
