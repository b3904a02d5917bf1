import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator'
import { chainAuditLog } from './audit-chaining.ts'
import type { Connection } from './connection.ts'

/** Both `db/migrate.ts` and the built `dist/*.js` lie one folder below the project's root. */
const ownMigrations = fileURLToPath(new URL('../db/migrations', import.meta.url))

export class NewerDatabaseError extends Error {}

/**
 * Brings a database up to this program's schema, all steps or none. Throws NewerDatabaseError, and
 * changes nothing, where a newer version of Candor has written it. Tests pass a folder of their own.
 */
export function migrate(db: Connection, folder = ownMigrations): { applied: number } {
  const before = appliedMigrations(db)
  const known = knownMigrations(folder)
  const newest = before.at(-1)
  if (newest !== undefined && !known.includes(newest)) {
    throw new NewerDatabaseError(
      'This database was written by a newer version of Candor, and is left as it is. Start that version, or restore a backup that this one made.',
    )
  }
  applyMigrations(db, { migrationsFolder: folder })
  // An older folder of a test may end before there is a chain.
  if (isCurrent(db)) chainAuditLog(db)
  return { applied: known.length - before.length }
}

/** Whether the database has exactly the migrations that this program has. */
export function isCurrent(db: Connection): boolean {
  const applied = appliedMigrations(db)
  const known = knownMigrations(ownMigrations)
  return applied.length === known.length && applied.at(-1) === known.at(-1)
}

function appliedMigrations(db: Connection): number[] {
  const exists = db.$client.prepare(`select 1 from sqlite_master where name = '__drizzle_migrations'`).get()
  if (!exists) return []
  return db.$client
    .prepare<[], { created_at: number }>('select created_at from __drizzle_migrations order by created_at')
    .all()
    .map((row) => Number(row.created_at))
}

const known = new Map<string, number[]>()

/** Read once per process: the files do not change while a program runs. */
function knownMigrations(folder: string): number[] {
  const read = known.get(folder)
  if (read) return read
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const migrations = journal.entries.map((entry) => entry.when)
  known.set(folder, migrations)
  return migrations
}
