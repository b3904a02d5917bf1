import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people, roles } from './people.ts'

/** The OpenID provider through which the team signs in, where there is one. */
export const singleSignOn = sqliteTable(
  'single_sign_on',
  {
    /** Always 1: there is one provider. */
    row: integer('row').primaryKey(),
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    /** Sealed; null for a public client, which PKCE alone protects. */
    clientSecret: text('client_secret'),
    /** Separated by spaces, as OAuth 2.0 writes them (RFC 6749, 3.3). */
    scopes: text('scopes').notNull(),
    groupsClaim: text('groups_claim').notNull(),
    /** What somebody is who belongs to no mapped group; null for nobody. */
    defaultRole: text('default_role', { enum: roles }),
    /** Whether an address counts as its owner's though the provider does not say `email_verified`. */
    trustsEmail: integer('trusts_email', { mode: 'boolean' }).notNull().default(false),
    /** The words on the sign-in page's button. */
    label: text('label').notNull(),
    /** Since when passwords and links are refused; null where they are not. */
    onlySince: integer('only_since'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [check('single_sign_on_is_one_row', sql`${table.row} = 1`)],
)

/** Which role a group of the provider gives. */
export const singleSignOnGroups = sqliteTable('single_sign_on_groups', {
  name: text('name').primaryKey(),
  role: text('role', { enum: roles }).notNull(),
})

/**
 * People whose access the provider's word took away: while `withdrawnAt` is the person's `deactivatedAt`, a
 * later word of it gives it back; an owner's deactivation stays.
 */
export const accessWithdrawals = sqliteTable('access_withdrawals', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  withdrawnAt: integer('withdrawn_at').notNull(),
})

/** Owners who may sign in by password though everybody else has to come from the provider. */
export const breakGlassOwners = sqliteTable('break_glass_owners', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  markedAt: integer('marked_at').notNull(),
})
