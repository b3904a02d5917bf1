import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { components } from './components.ts'
import { people, roles } from './people.ts'

/** What a token may be narrowed to. To write implies to read. */
export const scopes = [
  'page:read',
  'page:write',
  'components:read',
  'components:write',
  'incidents:read',
  'incidents:write',
  'reports:read',
  'reports:write',
  'subscribers:read',
  'subscribers:write',
  'bounces:write',
  'people:read',
  'people:write',
  'tokens:read',
  'tokens:write',
  'audit:read',
] as const

/** With what programs act. The token itself is shown once and kept nowhere; these rows stay, so that history keeps its names. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** The token's first characters, by which people recognise it. */
    start: text('start').notNull(),
    /** SHA-256 of the whole token, in hexadecimal: 256 random bits need no slow hash. */
    hash: text('hash').notNull().unique(),
    role: text('role', { enum: roles }).notNull(),
    /** JSON of the scopes that it is narrowed to; null for all that its role may. */
    scopes: text('scopes'),
    /** Whether it is held to the components in `api_token_components`. */
    isLimited: integer('is_limited', { mode: 'boolean' }).notNull(),
    /** Null where it was made on the command line. */
    createdById: text('created_by_id').references(() => people.id),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    lastUsedAt: integer('last_used_at'),
    lastUsedAddress: text('last_used_address'),
  },
  (table) => [index('api_tokens_expiry').on(table.expiresAt)],
)

/** The components that a limited token may touch. */
export const apiTokenComponents = sqliteTable(
  'api_token_components',
  {
    tokenId: text('token_id')
      .notNull()
      .references(() => apiTokens.id),
    componentId: text('component_id')
      .notNull()
      .references(() => components.id),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.componentId] })],
)
