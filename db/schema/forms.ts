import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'

/** What somebody is typing into a form, kept so that it survives a reload, a crash and a lost network. Never public. */
export const formDrafts = sqliteTable(
  'form_drafts',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    /** Which form, and of what: `incident.open`, `incident_update.post:<incident>`. */
    form: text('form').notNull(),
    /** JSON of the fields' values, by name. */
    fields: text('fields').notNull(),
    savedAt: integer('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.form] })],
)

/** Forms that were sent and done: the same one sent again is answered, not done twice. */
export const formSubmissions = sqliteTable('form_submissions', {
  /** Made anew each time that a form is shown. */
  key: text('key').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id),
  /** JSON of what the action answered. */
  answer: text('answer').notNull(),
  submittedAt: integer('submitted_at').notNull(),
})
