import { importPage } from './import/import-page.ts'
import { commandActor, openForCommand, say } from './page-database.ts'

/** `candor import <url or folder>`: prints the plan, and carries it out unless it is a dry run. */
export async function importCommand(
  source: string,
  options: { dryRun?: boolean; allowPrivate?: boolean },
): Promise<void> {
  const db = openForCommand()
  const { isApplied } = await importPage(
    db,
    commandActor,
    source,
    { isDryRun: options.dryRun === true, allowPrivate: options.allowPrivate === true, report: say },
    Date.now,
  )
  if (options.dryRun) say('A dry run: nothing was changed.')
  else if (!isApplied) say('There was nothing new to import.')
  db.$client.close()
}
