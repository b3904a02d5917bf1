import { resolve } from 'node:path'
import { config } from '#config'
import { backUp, restore } from '#db/backup'
import { openForCommand, say } from './page-database.ts'

/** `candor backup <file>` */
export async function backUpCommand(file: string): Promise<void> {
  const db = openForCommand()
  const { tables, rows } = await backUp(db, resolve(file))
  db.$client.close()
  say(
    `${file} holds ${rows.toLocaleString('en')} rows in ${tables} tables; the copy is whole and has the same numbers as the page.`,
  )
  say('The keys are not in it: keep session.key and actions.key of the data folder with it.')
}

/** `candor restore <file>` */
export function restoreCommand(file: string): void {
  const { tables, rows, movedTo } = restore(config().dataDir, resolve(file), Date.now())
  say(`Restored ${rows.toLocaleString('en')} rows in ${tables} tables.`)
  if (movedTo) say(`What was there before lies at ${movedTo}.`)
  say('A running Candor opens it by itself within a few seconds.')
}
