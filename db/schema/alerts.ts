import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { components } from './components.ts'
import { impactWindows, incidents } from './incidents.ts'
import { people } from './people.ts'

export const alertFormats = ['alertmanager', 'grafana', 'pagerduty', 'plain'] as const
export const alertStatuses = ['degraded_performance', 'partial_outage', 'major_outage'] as const
export const deliveryOutcomes = [
  'draft_opened',
  'draft_updated',
  'status_set',
  'alerts_ended',
  'noted',
  'nothing_new',
  'unmatched',
  'refused',
] as const

/** What sends alerts to an address of its own. The address's token is shown once and kept nowhere; these rows stay. */
export const alertSources = sqliteTable('alert_sources', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** The token's first characters, by which people recognise it. */
  start: text('start').notNull(),
  /** SHA-256 of the whole token, in hexadecimal. */
  hash: text('hash').notNull().unique(),
  createdById: text('created_by_id').references(() => people.id),
  createdAt: integer('created_at').notNull(),
  revokedAt: integer('revoked_at'),
  lastUsedAt: integer('last_used_at'),
})

/** Which alerts of a source concern which component; the first rule that matches an alert counts. */
export const alertRules = sqliteTable(
  'alert_rules',
  {
    id: text('id').primaryKey(),
    sourceId: text('source_id')
      .notNull()
      .references(() => alertSources.id),
    position: integer('position').notNull(),
    /** JSON of conditions on labels, all of which must hold. */
    matchers: text('matchers').notNull(),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
    status: text('status', { enum: alertStatuses }).notNull(),
    /** Whether it sets the component's public status by itself, instead of writing a draft for somebody to publish. */
    setsStatus: integer('sets_status', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('alert_rules_source').on(table.sourceId, table.position)],
)

/** What a source groups together; it has at most one draft. A key begins a new row where the old one's incident is over. */
export const alertGroups = sqliteTable(
  'alert_groups',
  {
    id: text('id').primaryKey(),
    sourceId: text('source_id')
      .notNull()
      .references(() => alertSources.id),
    key: text('key').notNull(),
    /** The incident that was drafted from it; null while no rule asked for one. */
    incidentId: text('incident_id').references(() => incidents.id),
    createdAt: integer('created_at').notNull(),
    /** When another row of the same key took its place. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    uniqueIndex('alert_groups_current')
      .on(table.sourceId, table.key)
      .where(sql`ended_at is null`),
    index('alert_groups_incident').on(table.incidentId),
  ],
)

/** An alert as it fires and ends; what a rule made of it is kept with it, whatever becomes of the rule. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => alertGroups.id),
    fingerprint: text('fingerprint').notNull(),
    /** JSON: the labels by name. */
    labels: text('labels').notNull(),
    title: text('title').notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    /** Null where no rule matches. */
    componentId: text('component_id').references(() => components.id),
    status: text('status', { enum: alertStatuses }),
    setsStatus: integer('sets_status', { mode: 'boolean' }).notNull(),
    /** The window by which it sets the status; null where it sets none. */
    windowId: text('window_id').references(() => impactWindows.id),
    /** The incident of somebody's that won over it: it sets no status then. */
    yieldedToId: text('yielded_to_id').references(() => incidents.id),
    receivedAt: integer('received_at').notNull(),
  },
  (table) => [
    uniqueIndex('alerts_fingerprint').on(table.groupId, table.fingerprint),
    index('alerts_window').on(table.windowId),
    index('alerts_received').on(table.receivedAt),
  ],
)

/** What came of the last deliveries of each source. */
export const alertDeliveries = sqliteTable(
  'alert_deliveries',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    sourceId: text('source_id')
      .notNull()
      .references(() => alertSources.id),
    at: integer('at').notNull(),
    /** Null where it was in none that is known. */
    format: text('format', { enum: alertFormats }),
    outcome: text('outcome', { enum: deliveryOutcomes }).notNull(),
    /** How many of its alerts a rule matched, and how many none did. */
    matched: integer('matched').notNull(),
    ignored: integer('ignored').notNull(),
    incidentId: text('incident_id').references(() => incidents.id),
    /** Why it was refused, or why a status was not set. */
    note: text('note'),
  },
  (table) => [
    index('alert_deliveries_source').on(table.sourceId, table.number),
    index('alert_deliveries_at').on(table.at),
  ],
)
