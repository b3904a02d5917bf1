import { cpus, release, totalmem, type } from 'node:os'

/** What a figure is to reach. */
export interface Goal {
  says: string
  isReached: (figure: number) => boolean
}

export const kb = 1_024

export function atLeast(limit: number, unit = ''): Goal {
  return { says: `≥ ${withUnit(limit, unit)}`, isReached: (figure) => figure >= limit }
}

export function atMost(limit: number, unit = ''): Goal {
  return { says: `≤ ${withUnit(limit, unit)}`, isReached: (figure) => figure <= limit }
}

export function exactly(limit: number): Goal {
  return { says: String(limit), isReached: (figure) => figure === limit }
}

/** What was measured, when and where; `bin/bench.js` puts the bench's name above it. */
export function introduce(says: string): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / kb ** 3)} GB`
  print(
    `${says}\n\nMeasured ${new Date().toISOString()} on ${machine}, ${type()} ${release().split('-')[0]}, Node ${process.version}.`,
  )
}

/** Begins a table of figures; `row` goes on with it. */
export function heading(title: string): void {
  table(title, ['what', 'measured', 'to reach'], [])
}

/** One figure: what it is, how much, and what was to be reached; a goal that was missed is marked. */
export function row(what: string, measured: number | string, unit = '', goal?: Goal): void {
  const isMissed = goal !== undefined && !(typeof measured === 'number' && goal.isReached(measured))
  line([what, withUnit(measured, unit), `${goal?.says ?? ''}${isMissed ? ', **missed**' : ''}`])
}

/** A whole table, where figures belong side by side. */
export function table(title: string, columns: readonly string[], rows: readonly (number | string)[][]): void {
  print(`\n### ${title}\n`)
  line(columns)
  print(`|${'---|'.repeat(columns.length)}`)
  for (const cells of rows) line(cells.map((cell) => written(cell)))
}

/** As many digits as say something: 0.57, 12.3, 14,210. */
function written(figure: number | string): string {
  if (typeof figure === 'string') return figure
  const digits = Number.isInteger(figure) || Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2
  return figure.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function withUnit(figure: number | string, unit: string): string {
  return unit === '' ? written(figure) : `${written(figure)} ${unit}`
}

function line(cells: readonly string[]): void {
  print(`| ${cells.join(' | ')} |`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
