import { parse, CsvError } from 'csv-parse/sync'
import { z } from 'zod'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { cleanLine } from '../input.ts'
import { choicesInput, isSomething, type Choices, type ChoicesInput } from './choices.ts'
import { readPartNames, type PartNames } from './part-names.ts'
import {
  groupPrefix,
  incidentPrefix,
  partSeparator,
  subscriberColumns,
  type SubscriberColumn,
} from './subscriber-columns.ts'
import { consentSourceLine } from './subscriber-acts.ts'
import { findKnown } from './subscriber-record.ts'
import { subscriberEmail } from './subscribing.ts'

/** What one form sends; the command line takes more, from a file. */
export const mostBytesOfForm = 400_000
export const mostBytes = 200_000_000
export const mostRows = 1_000_000
const mostBytesOfRow = 20_000
const mostProblems = 100

/** Somebody whom an import adds. */
export interface PlannedSubscriber {
  email: string
  consentedAt: number
  consentSource: string
  choices: Choices
  isQuarantined: boolean
  /** Whether they marked a mail as spam; then they are quarantined, too. */
  hasComplained: boolean
}

export interface ImportPlan {
  /** Those who are added. */
  rows: PlannedSubscriber[]
  /** How many are subscribed already, or were asked to confirm, and stay as they are. */
  known: number
  /** How many lines are left out, and of the first hundred which and why. */
  invalid: number
  problems: { line: number; why: string }[]
  /** Columns of which an import knows nothing. */
  ignored: string[]
}

/**
 * What an import of a file would do; writes nothing. The first line names the columns: `email`,
 * `consent_date` and `consent_source`, and those of an export where there are any. Throws `invalid`
 * where it is no such file, naming the line.
 */
export function planImport(db: Db, csv: string, now: number): ImportPlan {
  if (Buffer.byteLength(csv) > mostBytes) {
    throw new DomainError('invalid', `The file is larger than ${mostBytes / 1_000_000} MB. Split it.`, 'file')
  }
  const [head, ...lines] = recordsOf(csv)
  const columns = (head?.cells ?? []).map(columnName)
  const missing = (['email', 'consent_date', 'consent_source'] as const).filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    throw new DomainError(
      'invalid',
      `The first line must name the columns. Missing: ${missing.join(', ')}. Example: email,consent_date,consent_source`,
      'file',
    )
  }
  if (lines.length > mostRows) {
    throw new DomainError('invalid', `The file has more than ${mostRows.toLocaleString('en')} lines. Split it.`, 'file')
  }
  const plan: ImportPlan = { rows: [], known: 0, invalid: 0, problems: [], ignored: columns.filter(isUnknown) }
  const names = readPartNames(db, now)
  const seen = new Map<string, number>()
  for (const { line, cells } of lines) {
    const read = readRow(valuesOf(columns, cells), { names, now })
    const earlier = 'email' in read ? seen.get(read.email) : undefined
    const why = 'why' in read ? read.why : earlier === undefined ? null : `the same address stands in line ${earlier}`
    if (why !== null) {
      plan.invalid++
      if (plan.problems.length < mostProblems) plan.problems.push({ line, why })
    } else if ('email' in read) {
      seen.set(read.email, line)
      plan.rows.push(read)
    }
  }
  const known = findKnown(db, [...seen.keys()])
  return { ...plan, rows: plan.rows.filter(({ email }) => !known.has(email)), known: known.size }
}

interface CsvRecord {
  line: number
  cells: string[]
}

function recordsOf(csv: string): CsvRecord[] {
  const [, delimiter = ','] = /^[^\r\n]*?([,;\t])/.exec(csv.replace(/^\uFEFF/, '')) ?? []
  try {
    const records = parse(csv, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: delimiter !== '\t',
      max_record_size: mostBytesOfRow,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `Line ${error.lines}: ` : ''
    throw new DomainError(
      'invalid',
      `${line}from here on it is no CSV. Look for a quotation mark that is not closed.`,
      'file',
    )
  }
}

function columnName(cell: string): string {
  return cleanLine(cell)
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

function isUnknown(column: string): boolean {
  return column !== '' && !(subscriberColumns as readonly string[]).includes(column)
}

type Values = Partial<Record<SubscriberColumn, string>>

function valuesOf(columns: readonly string[], cells: readonly string[]): Values {
  // An export puts an apostrophe before what a spreadsheet would take for a formula.
  const plain = (cell = '') => cleanLine(cell.replace(/^'(?=\s*[=+\-@\t\r])/, ''))
  return Object.fromEntries(columns.map((column, place) => [column, plain(cells[place])]))
}

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

const rowInput = z.object({
  email: subscriberEmail,
  consent_date: z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'the day of the consent must be written like 2026-11-24',
  }),
  consent_source: consentSourceLine,
  state: optional(
    z
      .enum(
        ['active', 'quarantined', 'complained', 'unconfirmed'],
        'the state must be active, quarantined, complained or unconfirmed',
      )
      .default('active'),
  ),
  maintenance: optional(z.enum(['yes', 'no'], 'maintenance must be yes or no').default('yes')),
})

function readRow(
  values: Values,
  { names, now }: { names: PartNames; now: number },
): PlannedSubscriber | { why: string } {
  if (values.state === 'unconfirmed') return { why: 'they never confirmed: let them subscribe themselves' }
  const row = rowInput.safeParse(values)
  if (!row.success) return { why: firstOf(row.error) }
  const consentedAt = Date.parse(row.data.consent_date)
  if (consentedAt > now) return { why: 'the day of the consent is still to come' }
  const named = partsIn(values.components ?? '', names)
  if ('why' in named) return named
  const choices = choicesInput.safeParse({
    ...named.parts,
    updates: values.updates || undefined,
    leastImpact: values.least_impact || undefined,
    hearsMaintenance: row.data.maintenance === 'yes',
    cadence: values.cadence || undefined,
    timeZone: values.time_zone ?? '',
  })
  if (!choices.success) return { why: firstOf(choices.error) }
  const { email, consent_source: consentSource, state } = row.data
  const hasComplained = state === 'complained'
  const isQuarantined = hasComplained || state === 'quarantined'
  return { email, consentedAt, consentSource, choices: choices.data, isQuarantined, hasComplained }
}

function firstOf({ issues }: z.ZodError): string {
  return issues[0]?.message ?? 'it can’t be read'
}

type Parts = Pick<ChoicesInput, 'coversPage' | 'componentIds' | 'groupIds' | 'incidentIds'>

function partsIn(cell: string, names: PartNames): { parts: Parts } | { why: string } {
  if (cell === '') return { parts: { coversPage: true } }
  const found = { componentIds: [] as string[], groupIds: [] as string[], incidentIds: [] as string[] }
  for (const part of cell.split(partSeparator).map(cleanLine).filter(Boolean)) {
    const name = part.toLowerCase()
    if (name.startsWith(groupPrefix)) {
      const id = names.groups.get(name.slice(groupPrefix.length).trim())
      if (id === undefined) return { why: `there is no group ${part.slice(groupPrefix.length)} on the page` }
      found.groupIds.push(id)
    } else if (name.startsWith(incidentPrefix)) {
      const id = name.slice(incidentPrefix.length)
      if (!names.incidents.has(id)) return { why: `there is no incident ${id} on the page` }
      found.incidentIds.push(id)
    } else {
      const id = names.components.get(name)
      if (id === undefined) return { why: `there is no component ${part} on the page` }
      found.componentIds.push(id)
    }
  }
  // Of what is over there is nothing more to hear; what else the line names counts.
  const incidentIds = found.incidentIds.filter((id) => !names.isOver(id))
  const isAllOver = found.incidentIds.length > 0 && !isSomething({ ...found, coversPage: false, incidentIds })
  return isAllOver ? { why: 'the incident that they followed is over' } : { parts: { ...found, incidentIds } }
}
