import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordAudit } from '#domain/audit'
import { verifyAuditLog } from '#domain/audit/chain'
import { openDatabase, type Connection } from './connection.ts'
import { terminal } from './demo/actors.ts'
import { migrate } from './migrate.ts'

const ownMigrations = fileURLToPath(new URL('./migrations', import.meta.url))
const lastBefore = '0005_people_and_programs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A database as the last version left it that knew no chain, with `rows` audit rows. */
function olderDatabase(rows: number): Connection {
  cpSync(ownMigrations, folder, { recursive: true })
  const journalFile = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { tag: string }[] }
  const end = journal.entries.findIndex(({ tag }) => tag === lastBefore) + 1
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }))
  const db = openDatabase(join(folder, 'candor.db'))
  applyMigrations(db, { migrationsFolder: folder })
  const insert = db.$client.prepare(
    `insert into audit_log (at, actor_kind, actor_name, action, subject_kind, subject_id, after)
     values (?, 'person', 'Priya', 'incident.open', 'incident', 'x', '{"title":"Checkout"}')`,
  )
  db.$client.transaction(() => {
    for (let number = 1; number <= rows; number++) insert.run(number)
  })()
  return db
}

const entry = { action: 'incident.publish', subjectKind: 'incident', subjectId: 'x' }

test('the rows of an older database are chained as they stand, once, and what comes after continues them', () => {
  const db = olderDatabase(2_500)
  migrate(db)
  const chained = verifyAuditLog(db, null)
  expect(chained).toMatchObject({ rows: 2_500, head: { number: 2_500 }, faults: [] })
  recordAudit(db, terminal, entry, 9)
  migrate(db)
  expect(verifyAuditLog(db, chained.head?.hash ?? '')).toMatchObject({ rows: 2_501, faults: [] })
  db.$client.close()
})

test('an older database without a row begins its chain with its first', () => {
  const db = olderDatabase(0)
  migrate(db)
  recordAudit(db, terminal, entry, 9)
  expect(verifyAuditLog(db, null)).toMatchObject({ rows: 1, faults: [] })
  db.$client.close()
})

test('a database that was left between its new columns and its chain takes no row until it is chained', () => {
  const db = olderDatabase(3)
  applyMigrations(db, { migrationsFolder: ownMigrations })
  expect(() => recordAudit(db, terminal, entry, 9)).toThrow('must continue its chain')
  migrate(db)
  recordAudit(db, terminal, entry, 9)
  expect(verifyAuditLog(db, null)).toMatchObject({ rows: 4, faults: [] })
  db.$client.close()
})
