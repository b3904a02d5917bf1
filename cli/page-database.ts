import { config } from '#config'
import type { Connection } from '#db/connection'
import { openPageDatabase } from '#db/page-database'
import type { Actor } from '#domain/actor'
import { initializePage, readPage } from '#domain/page'

const busyTimeoutMs = 10_000

/** Whoever stands at the server's terminal holds the file, and so may do everything. */
export const commandActor: Actor = { kind: 'command', name: 'Command line', role: 'owner' }

/** Opens the page's database for a command, which may wait for its lock as nobody else waits for it. */
export function openForCommand(): Connection {
  const db = openPageDatabase(config().dataDir, initialize)
  db.$client.pragma(`busy_timeout = ${busyTimeoutMs}`)
  return db
}

/** Puts the page's row into a new database, and tells the page's id. */
export function initialize(db: Connection): string {
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, Date.now())
  return readPage(db).id
}

/** One line of a command's answer. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
