import { once } from 'node:events'
import { InvalidArgumentError, type Command } from 'commander'
import { verifyAuditLog, type ChainFault } from '#domain/audit/chain'
import { auditBatches, listAuditRecords, type AuditQuery, type AuditRecord } from '#domain/audit/records'
import { mostPerPage } from '#domain/management-api/inputs'
import { withApi, type DeskOptions } from './desk/with-api.ts'
import { openForCommand, say } from './page-database.ts'

const usualRows = 50
const mostRows = 100_000

/** `candor audit …`: reads who did what, and proves that it is as it was written. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('who did what, and whether that record is whole')
  withQuery(audit.command('list'))
    .option('--limit <rows>', `how many, ${usualRows} unless told`, countOf, usualRows)
    .option('--json', 'as JSON Lines, with what was before and after')
    .option('--url <address>', 'a page that runs elsewhere; its token stands in CANDOR_TOKEN')
    .description('the newest records, the newest first')
    .action(listCommand)
  withQuery(audit.command('export'))
    .description('every record as JSON Lines, oldest first; redirect it to a file')
    .action(exportCommand)
  audit
    .command('verify')
    .option('--head <hash>', 'a hash that an earlier verify printed, and that was kept elsewhere', hashOf)
    .option('--json', 'as JSON')
    .description('prove that no record was changed, taken out or put in; ends with 1 where one was')
    .action(verifyCommand)
}

type QueryOptions = Partial<AuditQuery>

function withQuery(command: Command): Command {
  return command
    .option('--actor <who>', 'a kind (person, token, command, worker, setup), or kind:id', '')
    .option('--action <action>', 'an action, or the noun of several: incident.open, incident', '')
    .option('--subject <what>', 'a kind, or kind:id: incident, incident:p31zjtct2jer', '')
    .option('--from <day>', 'first day, as 2026-11-24', dayOf, '')
    .option('--to <day>', 'last day', dayOf, '')
    .option('--search <words>', 'words that all stand in the record', '')
}

function queryOf(options: QueryOptions): AuditQuery {
  const { actor = '', action = '', subject = '', from = '', to = '', search = '' } = options
  return { actor, action, subject, from, to, search }
}

/** `candor audit list`. */
async function listCommand(options: QueryOptions & DeskOptions & { limit: number }): Promise<void> {
  const records = options.url === undefined ? readRecords(options) : await askRecords(options)
  for (const record of records) say(options.json ? JSON.stringify(record) : lineOf(record))
  if (records.length === 0 && !options.json) say('Nothing on record fits.')
}

function readRecords(options: QueryOptions & { limit: number }): AuditRecord[] {
  const db = openForCommand()
  const records = listAuditRecords(db, queryOf(options), options.limit)
  db.$client.close()
  return records
}

/** The same of a page that runs elsewhere, a hundred at a time. */
async function askRecords(options: QueryOptions & DeskOptions & { limit: number }): Promise<AuditRecord[]> {
  const asked = Object.entries(queryOf(options)).filter(([, value]) => value !== '')
  return withApi(options, async (api) => {
    const found: AuditRecord[] = []
    for (let page = 1; found.length < options.limit; page++) {
      const query = new URLSearchParams([...asked, ['page', String(page)]])
      const part = await api.ask<AuditRecord[]>('GET', `/audit?${query}`)
      found.push(...part)
      if (part.length < mostPerPage) break
    }
    return found.slice(0, options.limit)
  })
}

/** `candor audit export`. */
async function exportCommand(options: QueryOptions): Promise<void> {
  const db = openForCommand()
  for (const batch of auditBatches(db, queryOf(options))) {
    const lines = batch.map((record) => `${JSON.stringify(record)}\n`).join('')
    if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
  }
  db.$client.close()
}

/** `candor audit verify`. */
function verifyCommand(options: { head?: string; json?: boolean }): void {
  const db = openForCommand()
  const report = verifyAuditLog(db, options.head ?? null)
  db.$client.close()
  if (report.faults.length > 0) process.exitCode = 1
  if (options.json) {
    say(JSON.stringify(report))
    return
  }
  for (const fault of report.faults) say(faultWords(fault))
  if (report.head === null) {
    say('The audit log is empty.')
    return
  }
  const { number, hash, at } = report.head
  const rows = `${report.rows.toLocaleString('en')} record${report.rows === 1 ? '' : 's'}`
  if (report.faults.length > 0) {
    say(`The audit log was tampered with, or its file is damaged (${rows} read). Compare it with a backup.`)
    return
  }
  say(`The audit log is whole: ${rows}, the newest is number ${number} of ${new Date(at).toISOString()}.`)
  say(`Its head is ${hash}`)
  if (options.head) say('It continues the head that you gave.')
  else
    say(
      'Keep the head where nobody can change it who can change this server’s files, and give it next time with --head.',
    )
}

function faultWords(fault: ChainFault): string {
  switch (fault.kind) {
    case 'changed':
      return `Record ${fault.number} was changed after it was written.`
    case 'broken':
      return `Record ${fault.number} does not continue the one before it: one of them was replaced.`
    case 'removed':
      return fault.from === fault.to
        ? `Record ${fault.from} is missing.`
        : `Records ${fault.from} to ${fault.to} are missing.`
    case 'head_missing':
      return 'No record has the hash that you gave with --head: the log that it was taken from is not the one that is here.'
  }
}

/** One record for people, without what a terminal would take for a command. */
function lineOf({ number, at, actor, action, subject, address }: AuditRecord): string {
  const who = `${actor.name} (${actor.kind}${actor.id === null ? '' : ` ${actor.id}`})`
  const from = address === null ? '' : ` from ${address}`
  const line = `${number}  ${new Date(at).toISOString()}  ${who}  ${action}  ${subject.kind} ${subject.id}${from}`
  return line.replace(/\p{Cc}/gu, '')
}

function countOf(value: string): number {
  const rows = Number(value)
  if (!Number.isInteger(rows) || rows < 1 || rows > mostRows) {
    throw new InvalidArgumentError(`Give a number from 1 to ${mostRows}.`)
  }
  return rows
}

function dayOf(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw new InvalidArgumentError('Write the day as 2026-11-24.')
  return value
}

function hashOf(value: string): string {
  if (!/^[0-9a-f]{64}$/.test(value)) throw new InvalidArgumentError('A head has 64 characters of 0-9 and a-f.')
  return value
}
