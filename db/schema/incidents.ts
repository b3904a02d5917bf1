import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { components, componentStatuses } from './components.ts'
import { people } from './people.ts'

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'] as const
export const impacts = ['none', 'maintenance', 'minor', 'major', 'critical'] as const

/** An incident or a maintenance: both have updates, windows and a permalink. */
export const incidents = sqliteTable(
  'incidents',
  {
    /** A stable whole number, for formats that want one (Atom ids). */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    kind: text('kind', { enum: ['incident', 'maintenance'] }).notNull(),
    title: text('title').notNull(),
    status: text('status', { enum: [...incidentStatuses, ...maintenanceStatuses] }).notNull(),
    /** When it began, which may be long before it was entered. */
    startedAt: integer('started_at').notNull(),
    /** When it ended: resolved, completed, cancelled or found to be a false alarm. */
    resolvedAt: integer('resolved_at'),
    /** When it became public; null while it is internal. */
    publishedAt: integer('published_at'),
    /** The newest news of it, by which lists are ordered. */
    latestUpdateAt: integer('latest_update_at').notNull(),
    impactOverride: text('impact_override', { enum: impacts }),
    falseAlarmAt: integer('false_alarm_at'),
    falseAlarmReason: text('false_alarm_reason'),
    mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => incidents.id),
    mergedAt: integer('merged_at'),
    openedById: text('opened_by_id').references(() => people.id),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    sourcePage: text('source_page'),
    sourceId: text('source_id'),
    /** What an imported page said where Candor knows no such word. */
    sourceStatus: text('source_status'),
    sourceImpact: text('source_impact'),
  },
  (table) => [
    uniqueIndex('incidents_id').on(table.id),
    index('incidents_latest').on(table.latestUpdateAt),
    index('incidents_resolved').on(table.resolvedAt),
    index('incidents_source').on(table.sourceId),
  ],
)

/** When a maintenance is planned and what it does by itself. */
export const maintenances = sqliteTable('maintenances', {
  incidentId: text('incident_id')
    .primaryKey()
    .references(() => incidents.id),
  scheduledFor: integer('scheduled_for').notNull(),
  scheduledUntil: integer('scheduled_until').notNull(),
  startsItself: integer('starts_itself', { mode: 'boolean' }).notNull(),
  completesItself: integer('completes_itself', { mode: 'boolean' }).notNull(),
  setsComponents: integer('sets_components', { mode: 'boolean' }).notNull(),
  restoresComponents: integer('restores_components', { mode: 'boolean' }).notNull(),
  notifiesAtStart: integer('notifies_at_start', { mode: 'boolean' }).notNull(),
  notifiesAtEnd: integer('notifies_at_end', { mode: 'boolean' }).notNull(),
  remindMinutes: integer('remind_minutes'),
  remindedAt: integer('reminded_at'),
})

/** The components that a maintenance will touch, known before any window exists. */
export const maintenanceComponents = sqliteTable(
  'maintenance_components',
  {
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
  },
  (table) => [uniqueIndex('maintenance_components_pair').on(table.incidentId, table.componentId)],
)

export const incidentUpdates = sqliteTable(
  'incident_updates',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    status: text('status', { enum: [...incidentStatuses, ...maintenanceStatuses, 'postmortem'] }).notNull(),
    body: text('body').notNull(),
    /** Markdown where people write, HTML where an imported page had it; both are sanitised when shown. */
    bodyFormat: text('body_format', { enum: ['markdown', 'html'] }).notNull(),
    /** The first clock: when it happened. */
    happenedAt: integer('happened_at').notNull(),
    /** The second clock: when customers were told; null for a draft. */
    publishedAt: integer('published_at'),
    /** The promise: when the next update comes. */
    nextUpdateBy: integer('next_update_by'),
    /** Set where "no promise" was chosen. */
    promisesNone: integer('promises_none', { mode: 'boolean' }).notNull().default(false),
    /** Where an update came to this incident by a merge: the incident that it was written for. */
    mergedFromId: text('merged_from_id'),
    authorId: text('author_id').references(() => people.id),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    sourceId: text('source_id'),
    sourceStatus: text('source_status'),
  },
  (table) => [index('incident_updates_incident').on(table.incidentId, table.publishedAt)],
)

/** What an update said of each component, as the Status API's `affected_components` tells it. */
export const updateComponents = sqliteTable(
  'update_components',
  {
    updateId: text('update_id')
      .notNull()
      .references(() => incidentUpdates.id),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
    oldStatus: text('old_status', { enum: componentStatuses }).notNull(),
    newStatus: text('new_status', { enum: componentStatuses }).notNull(),
  },
  (table) => [uniqueIndex('update_components_pair').on(table.updateId, table.componentId)],
)

/** The one record of what was wrong, where and when; statuses, bars and uptime all derive from it. */
export const impactWindows = sqliteTable(
  'impact_windows',
  {
    id: text('id').primaryKey(),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
    status: text('status', { enum: componentStatuses }).notNull(),
    startedAt: integer('started_at').notNull(),
    /** Null while it lasts. */
    endedAt: integer('ended_at'),
    /** Null where it was set by hand or by an API. */
    incidentId: text('incident_id').references(() => incidents.id),
    startEnteredAt: integer('start_entered_at').notNull(),
    endEnteredAt: integer('end_entered_at'),
    /** Where a correction took the window back: the row stays, and counts for nothing. */
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [
    index('impact_windows_end').on(table.endedAt, table.startedAt),
    /** Wide enough to find the incidents of a component without reading its windows. */
    index('impact_windows_component').on(table.componentId, table.endedAt, table.withdrawnAt, table.incidentId),
    /** With all that an incident's impact is derived from, so that a search by impact reads no row. */
    index('impact_windows_incident').on(table.incidentId, table.status, table.withdrawnAt, table.componentId),
  ],
)

/** What was public and was changed: the old version, the new one, when and why. */
export const corrections = sqliteTable(
  'corrections',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    updateId: text('update_id').references(() => incidentUpdates.id),
    windowId: text('window_id').references(() => impactWindows.id),
    /** JSON of what was changed before and after, as domain/corrections writes it. */
    before: text('before').notNull(),
    after: text('after').notNull(),
    reason: text('reason'),
    /** A typo: kept and shown as "edited", told to nobody. */
    isMinor: integer('is_minor', { mode: 'boolean' }).notNull(),
    correctedAt: integer('corrected_at').notNull(),
    correctedById: text('corrected_by_id').references(() => people.id),
  },
  (table) => [index('corrections_incident').on(table.incidentId)],
)

/** Who holds the pen; the newest row of an incident is its communications lead. Never public. */
export const communicationsLeads = sqliteTable(
  'communications_leads',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    since: integer('since').notNull(),
    note: text('note'),
  },
  (table) => [index('communications_leads_incident').on(table.incidentId, table.since)],
)

/** A customer or ticket that support linked to an incident. Never public. */
export const customerLinks = sqliteTable(
  'customer_links',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    reference: text('reference').notNull(),
    url: text('url'),
    name: text('name'),
    linkedById: text('linked_by_id').references(() => people.id),
    linkedAt: integer('linked_at').notNull(),
    toldById: text('told_by_id').references(() => people.id),
    toldAt: integer('told_at'),
  },
  (table) => [index('customer_links_incident').on(table.incidentId)],
)
