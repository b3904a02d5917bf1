import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const

export const criticalities = ['wakes_somebody', 'office_hours'] as const

export const componentGroups = sqliteTable('component_groups', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description'),
  position: integer('position').notNull(),
  archivedAt: integer('archived_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  sourcePage: text('source_page'),
  sourceId: text('source_id'),
})

/** What customers may know of a component. What only the team knows stands in `component_operations`. */
export const components = sqliteTable(
  'components',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    groupId: text('group_id').references(() => componentGroups.id),
    position: integer('position').notNull(),
    /** The first instant that counts; what lies before it is "no data". */
    startsAt: integer('starts_at').notNull(),
    showsUptime: integer('shows_uptime', { mode: 'boolean' }).notNull().default(true),
    onlyShownIfDegraded: integer('only_shown_if_degraded', { mode: 'boolean' }).notNull().default(false),
    hiddenAt: integer('hidden_at'),
    archivedAt: integer('archived_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    sourcePage: text('source_page'),
    sourceId: text('source_id'),
  },
  (table) => [
    uniqueIndex('components_slug').on(table.slug),
    index('components_source').on(table.sourcePage, table.sourceId),
  ],
)

/** What only the team sees of a component; no public read joins this table. */
export const componentOperations = sqliteTable('component_operations', {
  componentId: text('component_id')
    .primaryKey()
    .references(() => components.id),
  owner: text('owner'),
  criticality: text('criticality', { enum: criticalities }),
  runbookUrl: text('runbook_url'),
  dashboardUrl: text('dashboard_url'),
  diagramUrl: text('diagram_url'),
})
