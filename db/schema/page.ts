import { sql } from 'drizzle-orm'
import { blob, check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { impacts } from './incidents.ts'

/** A link that the page shows in its foot, such as to the company's own site. */
export interface PageLink {
  label: string
  url: string
}

/** Minutes within which the next update is promised by default, by impact and status; what is absent is as domain.md has it. */
export type PromiseMinutes = Partial<
  Record<
    'critical' | 'major' | 'minor' | 'none',
    Partial<Record<'investigating' | 'identified' | 'monitoring', number>>
  >
>

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
    supportEmail: text('support_email'),
    links: text('links', { mode: 'json' }).$type<PageLink[]>().notNull().default([]),
    /** `#rrggbb`, one for each colour scheme; null for Candor's own. */
    accentLight: text('accent_light'),
    accentDark: text('accent_dark'),
    promiseMinutes: text('promise_minutes', { mode: 'json' }).$type<PromiseMinutes>().notNull().default({}),
    /** The mildest impact that owes a follow-up report; `none` where no incident owes one by itself. */
    reportsOwedFrom: text('reports_owed_from', { enum: impacts }).notNull().default('major'),
    /** Hours after the end within which a preliminary report is due, and days for the final one. */
    preliminaryReportHours: integer('preliminary_report_hours').notNull().default(72),
    finalReportDays: integer('final_report_days').notNull().default(14),
    /** Whether somebody other than the author must approve a report before it is published. */
    reviewsReports: integer('reviews_reports', { mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [check('page_is_one_row', sql`${table.row} = 1`)],
)

export const logoMediaTypes = ['image/svg+xml', 'image/png', 'image/webp', 'image/jpeg'] as const

/** The page's logo, where it has one. */
export const pageLogos = sqliteTable(
  'page_logos',
  {
    row: integer('row').primaryKey(),
    mediaType: text('media_type', { enum: logoMediaTypes }).notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [check('page_logos_is_one_row', sql`${table.row} = 1`)],
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
