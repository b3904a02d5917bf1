import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The one page that this database serves. Instants are UTC milliseconds, here and in every table. */
export const page = sqliteTable(
  'page',
  {
    /** Always 1: there is one page in a database. */
    row: integer('row').primaryKey(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    description: text('description'),
    supportUrl: text('support_url'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [check('page_is_one_row', sql`${table.row} = 1`)],
)

/** The counter that triggers raise whenever a row that customers can see may have changed. */
export const revision = sqliteTable(
  'revision',
  { row: integer('row').primaryKey(), number: integer('number').notNull() },
  (table) => [check('revision_is_one_row', sql`${table.row} = 1`)],
)

/** One-time links behind which the first owner sets the page up; only the hash of a link is kept. */
export const setupLinks = sqliteTable('setup_links', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
})
