import { existsSync, rmSync } from 'node:fs'
import { config } from '#config'
import { moveAside } from '#db/backup'
import { dataFiles } from '#db/data-folder'
import { isCurrent } from '#db/migrate'
import { createPageDatabase } from '#db/page-database'
import { createSetupToken, hasOwner } from '#domain/page'
import { initialize, openForCommand } from './page-database.ts'
import { print } from './print.ts'

interface Initialized {
  database: string
  isNew: boolean
  /** Where the database lies that was there before; null where there was none, or it stays. */
  movedTo: string | null
  /** With which the first owner sets the page up; null where there is an owner. */
  setupUrl: string | null
}

/** `candor init`: makes the database where there is none; with `force` also where a page was before. */
export function initCommand({ force = false, json }: { force?: boolean; json?: boolean }): void {
  const { dataDir, url } = config()
  const { database, marker } = dataFiles(dataDir)
  const movedTo = force ? moveAside(database, Date.now()) : null
  if (force) rmSync(marker, { force: true })
  const isNew = !existsSync(database)
  const db = force ? createPageDatabase(dataDir, initialize) : openForCommand()
  const setupUrl = hasOwner(db) ? null : `${url}/admin/setup/${createSetupToken(db, Date.now())}`
  db.$client.close()
  print(json, { database, isNew, movedTo, setupUrl }, initializedLines)
}

function initializedLines({ database, isNew, movedTo, setupUrl }: Initialized): string[] {
  return [
    ...(movedTo ? [`The database that was there lies at ${movedTo} now.`] : []),
    isNew ? `Made ${database}.` : `${database} is there already, and up to date.`,
    ...(setupUrl
      ? [
          'Start Candor, then set up your page here (the link works once, for 24 hours; the next start prints a new one):',
          setupUrl,
        ]
      : []),
  ]
}

/** `candor migrate`: opening does it; this says so. */
export function migrateCommand({ json }: { json?: boolean }): void {
  const db = openForCommand()
  const answer = { isCurrent: isCurrent(db) }
  db.$client.close()
  print(json, answer, () => [
    answer.isCurrent ? 'The database is up to date.' : 'The database could not be brought up to date.',
  ])
}
