import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { openDatabase, type Connection } from './connection.ts'
import { dataFiles, makeDataFolder, writeMarker } from './data-folder.ts'
import { migrate, NewerDatabaseError } from './migrate.ts'

/** A page that is being written gets this many tries at a copy whose rows can be compared. */
const mostTries = 5

export class BackupError extends Error {}

export interface BackupReport {
  tables: number
  rows: number
}

/**
 * Copies the page's database while it is in use (SQLite's online backup), then proves the copy: an
 * integrity check, and the rows of every table counted and compared. Throws BackupError, and leaves
 * no file, where the copy can't be proven; an existing file is never overwritten.
 */
export async function backUp(db: Connection, file: string): Promise<BackupReport> {
  if (existsSync(file)) throw new BackupError(`${file} exists already. Choose another name, or move that file away.`)
  const temporary = `${file}.part`
  try {
    for (let attempt = 1; ; attempt++) {
      rmSync(temporary, { force: true })
      const before = versionOf(db)
      await db.$client.backup(temporary)
      chmodSync(temporary, 0o600)
      const copied = inspect(temporary)
      const rows = countRows(db.$client)
      if (sameRows(copied, rows)) {
        renameSync(temporary, file)
        return { tables: copied.size, rows: sum(copied) }
      }
      // A write between copy and count explains a difference; without one, the copy is wrong.
      if (versionOf(db) === before || attempt === mostTries) {
        throw new BackupError('The copy has other numbers of rows than the page. Nothing was kept; try again.')
      }
    }
  } finally {
    rmSync(temporary, { force: true })
  }
}

export interface RestoreReport extends BackupReport {
  /** Where the database that was there before lies now; null where there was none. */
  movedTo: string | null
}

/**
 * Puts a backup in the place of the page's database, after proving it. What was there before is
 * moved aside, with its write-ahead log, and never deleted. A running Candor opens the new one by
 * itself. Throws BackupError, and changes nothing, where the file is no whole database of Candor's.
 */
export function restore(dataDir: string, file: string, now: number): RestoreReport {
  if (!existsSync(file)) throw new BackupError(`There is no file ${file}.`)
  const rows = inspect(file)
  makeDataFolder(dataDir)
  const { database } = dataFiles(dataDir)
  const prepared = `${database}.restoring`
  rmSync(prepared, { force: true })
  const source = new Database(file, { readonly: true })
  try {
    // One file without a log beside it, so that moving it into place is one step.
    source.prepare('vacuum into ?').run(prepared)
  } finally {
    source.close()
  }
  chmodSync(prepared, 0o600)
  const pageId = bringUpToDate(prepared)
  const movedTo = moveAside(database, now)
  renameSync(prepared, database)
  writeMarker(dataDir, pageId)
  return { tables: rows.size, rows: sum(rows), movedTo }
}

/** Moves a database and its log out of the way; null where there is none. */
export function moveAside(database: string, now: number): string | null {
  if (!existsSync(database)) return null
  const movedTo = `${database}.before-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  renameSync(database, movedTo)
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${movedTo}-wal`)
  rmSync(`${database}-shm`, { force: true })
  return movedTo
}

function bringUpToDate(file: string): string {
  const db = openDatabase(file)
  try {
    migrate(db)
    db.$client.pragma('wal_checkpoint(TRUNCATE)')
    db.$client.pragma('journal_mode = DELETE')
    return (db.$client.prepare('select id from page').get() as { id: string }).id
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new BackupError(error.message)
    throw error
  } finally {
    db.$client.close()
  }
}

/** Checks a file's integrity and counts its rows by table. Throws BackupError where it is damaged or not Candor's. */
function inspect(file: string): Map<string, number> {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true })
    const answer = db.pragma('integrity_check', { simple: true })
    if (answer !== 'ok') throw new BackupError(`${file} is damaged: ${String(answer)}`)
    const rows = countRows(db)
    if (rows.get('page') !== 1) throw new BackupError(`${file} is no database of Candor’s.`)
    return rows
  } catch (error) {
    if (error instanceof Database.SqliteError)
      throw new BackupError(`${file} can’t be read as a database (${error.message}).`)
    throw error
  } finally {
    db?.close()
  }
}

function countRows(db: Database.Database): Map<string, number> {
  const tables = db
    .prepare<[], { name: string }>(`select name from sqlite_schema where type = 'table' order by name`)
    .all()
  return new Map(
    tables.map(({ name }) => {
      const { rows } = db
        .prepare<[], { rows: number }>(`select count(*) as rows from "${name.replaceAll('"', '""')}"`)
        .get() ?? { rows: 0 }
      return [name, rows]
    }),
  )
}

function sameRows(one: Map<string, number>, other: Map<string, number>): boolean {
  return one.size === other.size && [...one].every(([table, rows]) => other.get(table) === rows)
}

function sum(rows: Map<string, number>): number {
  return [...rows.values()].reduce((total, count) => total + count, 0)
}

/** Changes whenever this or another connection commits. */
function versionOf(db: Connection): string {
  const version = String(db.$client.pragma('data_version', { simple: true }))
  const changes = db.$client.prepare<[], { changes: number }>('select total_changes() as changes').get()?.changes
  return `${version}/${changes ?? 0}`
}
