import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a data folder; the README says which of them to back up. */
export function dataFiles(dataDir: string) {
  return {
    database: join(dataDir, 'candor.db'),
    /** Says that a database was here: without a readable one beside it, nothing new is created. */
    marker: join(dataDir, 'page-id'),
    sessionKey: join(dataDir, 'session.key'),
    actionsKey: join(dataDir, 'actions.key'),
    /** Seals the secrets in the database, unless the environment has a key for them. */
    secretsKey: join(dataDir, 'secrets.key'),
    copies: join(dataDir, 'copies'),
  }
}

/** Makes the data folder, readable by its owner alone. */
export function makeDataFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  chmodSync(dataDir, 0o700)
}

/** Whether this is a first start: no database, no marker of one and no last good copies of a page. */
export function isFirstStart(dataDir: string): boolean {
  const files = dataFiles(dataDir)
  const hasCopies = existsSync(files.copies) && readdirSync(/* turbopackIgnore: true */ files.copies).length > 0
  return !existsSync(files.database) && !existsSync(files.marker) && !hasCopies
}

/** Writes the marker that this folder holds a page's database. */
export function writeMarker(dataDir: string, pageId: string): void {
  writeAtomically(dataFiles(dataDir).marker, `${pageId}\n`)
}

export function readMarker(dataDir: string): string | null {
  const { marker } = dataFiles(dataDir)
  return existsSync(marker) ? readFileSync(marker, 'utf8').trim() : null
}

/** A secret key of 32 bytes in base64 that is made once and kept with mode 0600. */
export function readOrMakeKey(file: string): string {
  if (!existsSync(file)) writeAtomically(file, `${randomBytes(32).toString('base64')}\n`)
  return readFileSync(file, 'utf8').trim()
}

function writeAtomically(file: string, content: string): void {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, content, { mode: 0o600, flush: true })
  renameSync(temporary, file)
}
