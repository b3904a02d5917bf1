import { readFileSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { DomainError } from '#domain/errors'
import { mostBytes, planImport } from '#domain/subscriptions/import-plan'
import { importedAtOnce, importSubscribers } from '#domain/subscriptions/subscriber-import'
import { print } from '../print.ts'
import { commandActor, openForCommand } from '../page-database.ts'

/** Between two chunks others get their turn at the database's lock. */
const restMs = 5

interface ImportOptions {
  dryRun?: boolean
  json?: boolean
}

interface Imported {
  added: number
  known: number
  invalid: number
  problems: { line: number; why: string }[]
  ignored: string[]
  isApplied: boolean
}

/** `candor subscriber import <file>`: looks through the whole file first, then adds who is new, a chunk at a time. */
export async function importSubscribersCommand(file: string, { dryRun = false, json }: ImportOptions): Promise<void> {
  const csv = readFile(file)
  const db = openForCommand()
  try {
    const { rows, ...found } = planImport(db, csv, Date.now())
    let added = 0
    for (let from = 0; !dryRun && from < rows.length; from += importedAtOnce) {
      added += importSubscribers(db, commandActor, rows.slice(from, from + importedAtOnce), Date.now())
      await setTimeout(restMs)
    }
    print(json, { ...found, added: dryRun ? rows.length : added, isApplied: !dryRun }, lines)
  } finally {
    db.$client.close()
  }
}

function readFile(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new DomainError('invalid', `There is no file ${file}.`)
  if (found.size > mostBytes) {
    throw new DomainError('invalid', `The file is larger than ${mostBytes / 1_000_000} MB. Split it.`)
  }
  return readFileSync(file, 'utf8')
}

const countOf = (count: number) => count.toLocaleString('en')

function lines({ added, known, invalid, problems, ignored, isApplied }: Imported): string[] {
  const untold = invalid - problems.length
  return [
    `${countOf(added)} ${isApplied ? 'added' : 'would be added'}, ${countOf(known)} known already and left as they are, ${countOf(invalid)} left out.`,
    ...problems.map(({ line, why }) => `  Line ${line}: ${why}`),
    ...(untold > 0 ? [`  and ${countOf(untold)} more`] : []),
    ...(ignored.length > 0 ? [`Columns of which nothing is known: ${ignored.join(', ')}.`] : []),
    ...(isApplied ? [] : ['A dry run: nothing was changed.']),
  ]
}
