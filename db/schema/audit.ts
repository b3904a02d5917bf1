import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who did what to what, and when; written in the transaction of the change. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    actorKind: text('actor_kind', {
      enum: ['person', 'token', 'alert', 'command', 'worker', 'setup', 'subscriber'],
    }).notNull(),
    /** The person's, the token's or the alert source's id; null where none of them acted. */
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** JSON of what changed; null where there was nothing before or after. */
    before: text('before'),
    after: text('after'),
    requestId: text('request_id'),
    /** From which network address; null where it came by none. */
    address: text('address'),
    /** The hash of the row before; of the first row, the beginning of the chain. */
    previousHash: text('previous_hash').notNull().default(''),
    /** SHA-256 of all that stands above (see `audit-chain.ts`); empty only until an older database is chained. */
    hash: text('hash').notNull().default(''),
  },
  (table) => [
    index('audit_log_subject').on(table.subjectKind, table.subjectId),
    index('audit_log_actor').on(table.actorKind, table.actorId),
    index('audit_log_action').on(table.action),
    index('audit_log_at').on(table.at),
  ],
)

export type AuditRow = typeof auditLog.$inferSelect
