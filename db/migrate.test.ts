import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { is, sql } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Connection } from './connection.ts'
import { tellStory } from './demo/story.ts'
import { isCurrent, migrate, NewerDatabaseError } from './migrate.ts'
import * as access from './schema/access.ts'
import * as alerts from './schema/alerts.ts'
import * as audit from './schema/audit.ts'
import * as components from './schema/components.ts'
import * as forms from './schema/forms.ts'
import * as incidents from './schema/incidents.ts'
import * as messages from './schema/messages.ts'
import * as outbox from './schema/outbox.ts'
import * as page from './schema/page.ts'
import * as people from './schema/people.ts'
import * as programs from './schema/programs.ts'
import * as reports from './schema/reports.ts'
import * as singleSignOn from './schema/single-sign-on.ts'
import * as subscribers from './schema/subscribers.ts'
import * as tokens from './schema/tokens.ts'

const ownMigrations = fileURLToPath(new URL('./migrations', import.meta.url))
const later = Date.UTC(2030, 0)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-'))
  file = join(folder, 'candor.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function withDatabase<Result>(run: (db: Connection) => Result): Result {
  const db = openDatabase(file)
  try {
    return run(db)
  } finally {
    db.$client.close()
  }
}

/** The index for full-text search, which a migration writes by hand, and the tables that SQLite keeps it in. */
const searchTables = ['', '_config', '_data', '_docsize', '_idx'].map((part) => `incident_search${part}`)

function tablesOf(db: Connection): string[] {
  return db
    .all<{ name: string }>(sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .map((row) => row.name)
    .filter((name) => name !== '__drizzle_migrations' && !searchTables.includes(name))
}

/** A copy of the migrations with one more step, as the next version would bring it. */
function migrationsWith(statements: string): string {
  const copy = join(folder, 'migrations')
  cpSync(ownMigrations, copy, { recursive: true })
  const journalFile = join(copy, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: Record<string, unknown>[] }
  journal.entries.push({ idx: journal.entries.length, version: '6', when: later, tag: '9999_next', breakpoints: true })
  writeFileSync(journalFile, JSON.stringify(journal))
  writeFileSync(join(copy, '9999_next.sql'), statements)
  return copy
}

describe('the migrations', () => {
  test('bring an empty database up to the schema, and then have nothing left to do', () => {
    withDatabase((db) => {
      expect(isCurrent(db)).toBe(false)
      expect(migrate(db).applied).toBeGreaterThan(0)
      expect(isCurrent(db)).toBe(true)
      expect(migrate(db)).toEqual({ applied: 0 })
    })
  })

  test('make every table and column that the schema names', () => {
    const tables = [
      access,
      alerts,
      audit,
      components,
      forms,
      incidents,
      messages,
      outbox,
      page,
      people,
      programs,
      reports,
      singleSignOn,
      subscribers,
      tokens,
    ]
      .flatMap((schema) => Object.values<unknown>(schema))
      .filter((value): value is SQLiteTable => is(value, SQLiteTable))
      .map((table) => getTableConfig(table))
    withDatabase((db) => {
      migrate(db)
      expect(tablesOf(db).sort()).toEqual(tables.map((table) => table.name).sort())
      for (const table of tables) {
        const columns = db.$client.prepare(`select name from pragma_table_info('${table.name}')`).pluck().all()
        expect(columns.sort()).toEqual(table.columns.map((column) => column.name).sort())
      }
    })
  })

  test('are all applied, or none where a step fails', () => {
    const broken = migrationsWith('create table next_thing (id text);--> statement-breakpoint\nnot even SQL;')
    withDatabase((db) => {
      expect(() => migrate(db, broken)).toThrow()
      expect(tablesOf(db)).toEqual([])
      expect(isCurrent(db)).toBe(false)
      migrate(db)
      expect(isCurrent(db)).toBe(true)
    })
  })

  test('leave a page as it was where the newest step fails', () => {
    const broken = migrationsWith('delete from corrections;--> statement-breakpoint\ninsert into nowhere values (1);')
    withDatabase((db) => {
      migrate(db)
      tellStory(db, Date.UTC(2026, 10, 24))
      const before = db.$client.serialize()
      expect(() => migrate(db, broken)).toThrow()
      expect(db.$client.serialize().equals(before)).toBe(true)
      expect(isCurrent(db)).toBe(true)
    })
  })
})

describe('a database that a newer version has written', () => {
  test('is refused with a word on what to do, and not touched', () => {
    const newer = migrationsWith('create table next_thing (id text);')
    withDatabase((db) => {
      expect(migrate(db, newer).applied).toBeGreaterThan(0)
      db.$client.pragma('wal_checkpoint(TRUNCATE)')
    })
    const before = digestOf(file)
    withDatabase((db) => {
      expect(isCurrent(db)).toBe(false)
      expect(() => migrate(db)).toThrow(NewerDatabaseError)
      expect(() => migrate(db)).toThrow('Start that version, or restore a backup')
    })
    expect(digestOf(file)).toBe(before)
  })

  test('is brought on by that newer version from where this one left it', () => {
    withDatabase((db) => {
      migrate(db)
      expect(migrate(db, migrationsWith('create table next_thing (id text);'))).toEqual({ applied: 1 })
      expect(tablesOf(db)).toContain('next_thing')
    })
  })
})

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
