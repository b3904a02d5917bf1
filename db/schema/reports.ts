import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { incidents } from './incidents.ts'
import { people } from './people.ts'

/** The follow-up report that an incident owes, has, or was excused from. */
export const reports = sqliteTable('reports', {
  incidentId: text('incident_id')
    .primaryKey()
    .references(() => incidents.id),
  status: text('status', { enum: ['owed', 'draft', 'in_review', 'published', 'waived'] }).notNull(),
  preliminaryDueAt: integer('preliminary_due_at'),
  dueAt: integer('due_at'),
  waivedReason: text('waived_reason'),
  waivedAt: integer('waived_at'),
  /** When `reviewerId` approved the draft as it stands; a change of the draft takes it back. */
  approvedAt: integer('approved_at'),
  authorId: text('author_id').references(() => people.id),
  reviewerId: text('reviewer_id').references(() => people.id),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Each version of a report: the draft being written, and every one that was published. */
export const reportVersions = sqliteTable(
  'report_versions',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => reports.incidentId),
    format: text('format', { enum: ['markdown', 'html'] }).notNull(),
    summary: text('summary').notNull(),
    affected: text('affected').notNull(),
    happened: text('happened').notNull(),
    prevention: text('prevention').notNull(),
    customerAction: text('customer_action'),
    isPreliminary: integer('is_preliminary', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** When the draft was last saved; a save that has seen an older one is refused. */
    updatedAt: integer('updated_at').notNull().default(0),
    /** Null while it is a draft. */
    publishedAt: integer('published_at'),
  },
  (table) => [index('report_versions_incident').on(table.incidentId, table.publishedAt)],
)

/** What the team promised in a report. Open until it is done or dropped. */
export const actionItems = sqliteTable(
  'action_items',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => reports.incidentId),
    title: text('title').notNull(),
    ownerRole: text('owner_role').notNull(),
    dueAt: integer('due_at'),
    doneAt: integer('done_at'),
    droppedAt: integer('dropped_at'),
    droppedReason: text('dropped_reason'),
    position: integer('position').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('action_items_incident').on(table.incidentId, table.position)],
)
