import { importPage } from './import/import-page.ts'
import { commandActor, openForCommand, say } from './page-database.ts'
import { print } from './print.ts'

/** `candor import <url or folder>`: prints the plan, and carries it out unless it is a dry run. */
export async function importCommand(
  source: string,
  options: { dryRun?: boolean; allowPrivate?: boolean; json?: boolean },
): Promise<void> {
  const db = openForCommand()
  const plan: string[] = []
  // A plan is long and takes its time: people see it as it comes.
  const report = options.json ? (line: string) => void plan.push(line) : say
  const { isApplied } = await importPage(
    db,
    commandActor,
    source,
    { isDryRun: options.dryRun === true, allowPrivate: options.allowPrivate === true, report },
    Date.now,
  )
  db.$client.close()
  print(options.json, { isApplied, plan }, () => {
    if (options.dryRun) return ['A dry run: nothing was changed.']
    return isApplied ? [] : ['There was nothing new to import.']
  })
}
