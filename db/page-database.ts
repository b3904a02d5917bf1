import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { isBusy, openDatabase, type Connection } from './connection.ts'
import { dataFiles, isFirstStart, makeDataFolder, readMarker, writeMarker } from './data-folder.ts'
import { migrate } from './migrate.ts'

/** Why the page's database can't be used; the message says what to do. */
export class DatabaseUnavailableError extends Error {}

/**
 * Opens the page's database and brings it up to date. Only on a first start is one created: a
 * folder that held a page before must not turn into an empty one by itself. `initialize` puts the
 * page's row into a new database and returns its id.
 */
export function openPageDatabase(dataDir: string, initialize: (db: Connection) => string): Connection {
  makeDataFolder(dataDir)
  const files = dataFiles(dataDir)
  if (!existsSync(files.database) && !isFirstStart(dataDir)) {
    throw new DatabaseUnavailableError(
      `${files.database} is missing, though ${dataDir} held a page before. Put the file back, restore a backup (candor restore <file>), or begin anew with candor init --force.`,
    )
  }
  return createPageDatabase(dataDir, initialize)
}

/** The same without asking whether a page was here before: `candor init --force`, and a first start. */
export function createPageDatabase(dataDir: string, initialize: (db: Connection) => string): Connection {
  makeDataFolder(dataDir)
  const db = openReadable(dataDir)
  try {
    migrate(db)
    const pageId = initialize(db)
    if (readMarker(dataDir) !== pageId) writeMarker(dataDir, pageId)
    return db
  } catch (error) {
    db.$client.close()
    throw error
  }
}

/** The identity of the file at a path: it changes when the file is replaced; null where there is none. */
export function fileIdentity(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.dev}:${stat.ino}` : null
}

function openReadable(dataDir: string): Connection {
  const file = dataFiles(dataDir).database
  const mend = 'Put the right file there, or restore a backup (candor restore <file>).'
  // SQLite takes a file of a few bytes for an empty database and would write a new one over it.
  if (existsSync(file) && statSync(file).size > 0 && !hasHeader(file)) {
    throw new DatabaseUnavailableError(`${file} can't be read as a database (it is none). ${mend}`)
  }
  let db: Connection | undefined
  try {
    db = openDatabase(file)
    const hasPage = db.$client.prepare(`select 1 from sqlite_schema where name = 'page'`).get() !== undefined
    if (hasPage || readMarker(dataDir) === null) return db
  } catch (error) {
    if (isBusy(error)) throw error
    db?.$client.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseUnavailableError(`${file} can't be read as a database (${reason}). ${mend}`)
  }
  db.$client.close()
  throw new DatabaseUnavailableError(`${file} is empty, though ${dataDir} held a page before. ${mend}`)
}

const sqliteHeader = 'SQLite format 3\0'

function hasHeader(file: string): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const start = Buffer.alloc(sqliteHeader.length)
    readSync(descriptor, start, 0, start.length, 0)
    return start.toString('latin1') === sqliteHeader
  } finally {
    closeSync(descriptor)
  }
}
