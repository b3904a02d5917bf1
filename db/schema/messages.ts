import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What messages are told apart by where their words are the page's own. */
export const messageKinds = [
  'update',
  'maintenance',
  'correction',
  'report',
  'actions_done',
  'digest',
  'confirm',
  'leave',
  'changed',
  'failing',
  'chat',
] as const

/** An owner's own words for a kind of message; what is null is Candor's. A row stays when all of it is. Never public. */
export const messageTemplates = sqliteTable('message_templates', {
  kind: text('kind', { enum: messageKinds }).primaryKey(),
  subject: text('subject'),
  opening: text('opening'),
  closing: text('closing'),
  /** How often it was changed. */
  version: integer('version').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
