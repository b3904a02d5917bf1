import { resolve } from 'node:path'
import { config } from '#config'
import { backUp, restore } from '#db/backup'
import { openForCommand } from './page-database.ts'
import { print } from './print.ts'

interface Options {
  json?: boolean
}

/** `candor backup <file>` */
export async function backUpCommand(file: string, { json }: Options): Promise<void> {
  const db = openForCommand()
  const { tables, rows } = await backUp(db, resolve(file))
  db.$client.close()
  print(json, { file: resolve(file), tables, rows }, () => [
    `${file} holds ${rows.toLocaleString('en')} rows in ${tables} tables; the copy is whole and has the same numbers as the page.`,
    'The keys are not in it: keep session.key, secrets.key and actions.key of the data folder with it.',
  ])
}

/** `candor restore <file>` */
export function restoreCommand(file: string, { json }: Options): void {
  const { tables, rows, movedTo } = restore(config().dataDir, resolve(file), Date.now())
  print(json, { tables, rows, movedTo }, () => [
    `Restored ${rows.toLocaleString('en')} rows in ${tables} tables.`,
    ...(movedTo ? [`What was there before lies at ${movedTo}.`] : []),
    'A running Candor opens it by itself within a few seconds.',
  ])
}
