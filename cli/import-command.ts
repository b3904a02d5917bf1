import { openForCommand, say } from './page-database.ts'

/** `candor import <url or folder>` */
export function importCommand(source: string, options: { dryRun?: boolean; allowPrivate?: boolean }): void {
  openForCommand().$client.close()
  say(`${source} ${String(options.dryRun)}`)
}
