import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { incidents } from './incidents.ts'
import { apiTokens } from './tokens.ts'

/** What programs asked for with an `Idempotency-Key`, and what was answered: asked again, it is answered, not done again. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    tokenId: text('token_id')
      .notNull()
      .references(() => apiTokens.id),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: nothing of them is stored. */
    content: text('content').notNull(),
    status: integer('status').notNull(),
    /** The answer's JSON, without what is shown only once; null where there was none. */
    body: text('body'),
    answeredAt: integer('answered_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.key] }),
    index('idempotency_keys_answered').on(table.answeredAt),
  ],
)

/** What programs keep with an incident for themselves. Never public; Candor makes nothing of it. */
export const incidentMetadata = sqliteTable('incident_metadata', {
  incidentId: text('incident_id')
    .primaryKey()
    .references(() => incidents.id),
  /** JSON of objects of objects. */
  metadata: text('metadata').notNull(),
  reminderIntervals: text('reminder_intervals'),
})
