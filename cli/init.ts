import { existsSync, rmSync } from 'node:fs'
import { config } from '#config'
import { moveAside } from '#db/backup'
import { dataFiles } from '#db/data-folder'
import { isCurrent } from '#db/migrate'
import { createPageDatabase } from '#db/page-database'
import { createSetupToken, hasOwner } from '#domain/page'
import { initialize, openForCommand, say } from './page-database.ts'

/** `candor init`: makes the database where there is none; with `force` also where a page was before. */
export function initCommand(isForced: boolean): void {
  const { dataDir, url } = config()
  const { database, marker } = dataFiles(dataDir)
  if (isForced) {
    const movedTo = moveAside(database, Date.now())
    rmSync(marker, { force: true })
    if (movedTo) say(`The database that was there lies at ${movedTo} now.`)
  }
  const wasThere = existsSync(database)
  const db = isForced ? createPageDatabase(dataDir, initialize) : openForCommand()
  say(wasThere ? `${database} is there already, and up to date.` : `Made ${database}.`)
  if (!hasOwner(db)) {
    say(
      'Start Candor, then set up your page here (the link works once, for 24 hours; the next start prints a new one):',
    )
    say(`${url}/admin/setup/${createSetupToken(db, Date.now())}`)
  }
  db.$client.close()
}

/** `candor migrate`: opening does it; this says so. */
export function migrateCommand(): void {
  const db = openForCommand()
  say(isCurrent(db) ? 'The database is up to date.' : 'The database could not be brought up to date.')
  db.$client.close()
}
