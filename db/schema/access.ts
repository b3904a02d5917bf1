import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, roles } from './people.ts'

/** Links by which somebody joins the team; only the hash of a link is kept. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    /** Null where it was made on the command line. */
    invitedById: text('invited_by_id').references(() => people.id),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    acceptedAt: integer('accepted_at'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('invitations_email').on(table.email)],
)

/** When an owner looked through who has access, and what they saw. */
export const accessReviews = sqliteTable('access_reviews', {
  id: text('id').primaryKey(),
  confirmedAt: integer('confirmed_at').notNull(),
  confirmedById: text('confirmed_by_id').references(() => people.id),
  /** JSON of each person's id and role on that day. */
  access: text('access').notNull(),
})

export const secondFactorDuties = ['nobody', 'owners_and_responders', 'everybody'] as const

/** What everybody's sign-in must have; without a row, nothing more than a password. */
export const accessPolicy = sqliteTable(
  'access_policy',
  {
    row: integer('row').primaryKey(),
    secondFactorFor: text('second_factor_for', { enum: secondFactorDuties }).notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [check('access_policy_is_one_row', sql`${table.row} = 1`)],
)

/** How often a door was tried from an address, or for an account; kept here so that a restart forgets none. */
export const tries = sqliteTable('tries', {
  /** The door, what is counted, and a hash of it: no address and no e-mail stands here. */
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  /** The count begins anew then. */
  endsAt: integer('ends_at').notNull(),
})
