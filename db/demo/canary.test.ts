import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import * as alerts from '#db/schema/alerts'
import * as audit from '#db/schema/audit'
import * as components from '#db/schema/components'
import * as forms from '#db/schema/forms'
import * as incidents from '#db/schema/incidents'
import * as messages from '#db/schema/messages'
import * as outbox from '#db/schema/outbox'
import * as page from '#db/schema/page'
import * as people from '#db/schema/people'
import * as reports from '#db/schema/reports'
import * as singleSignOn from '#db/schema/single-sign-on'
import * as subscribers from '#db/schema/subscribers'
import * as tokens from '#db/schema/tokens'
import { testDatabase } from '#db/test-database'
import { fillWithCanary } from './canary.ts'
import { freeTextColumns } from './marked-rows.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const word = 'canaryq7'

const tables = [
  alerts,
  audit,
  components,
  forms,
  incidents,
  messages,
  outbox,
  page,
  people,
  reports,
  singleSignOn,
  subscribers,
  tokens,
]
  .flatMap((schema) => Object.values<unknown>(schema))
  .filter((value): value is SQLiteTable => is(value, SQLiteTable))

/** The page's own settings are all public; every other table holds something private. */
const publicTables = ['page', 'revision']
/** What the sign-in page says to strangers, and where it leads them. */
const publicColumns = ['single_sign_on.issuer', 'single_sign_on.label']

/** Made of what stands beside them, so that they can hold no word. */
const hashes = ['audit_log.previous_hash', 'audit_log.hash']

test('every column of text of every table holds the word somewhere, so that no leak goes unseen', () => {
  const db = testDatabase()
  fillWithCanary(db, word, now)
  const unmarked: string[] = []
  for (const table of tables) {
    const { name } = getTableConfig(table)
    if (publicTables.includes(name)) continue
    for (const [, column] of freeTextColumns(table)) {
      const marked = db.$client
        .prepare(`select 1 from "${name}" where "${column.name}" like ? limit 1`)
        .get(`%${word}%`)
      if (!marked && !hashes.includes(`${name}.${column.name}`)) unmarked.push(`${name}.${column.name}`)
    }
  }
  expect(tables.length).toBeGreaterThan(20)
  expect(unmarked.filter((column) => !publicColumns.includes(column))).toEqual([])
})

test('the tables that only the team sees hold no row without the word', () => {
  const db = testDatabase()
  fillWithCanary(db, word, now)
  for (const table of [components.componentOperations, incidents.customerLinks, people.people, people.sessions]) {
    const rows = db.select().from(table).all()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(JSON.stringify(row)).toContain(word)
  }
})
