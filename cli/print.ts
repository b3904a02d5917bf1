import { say } from './page-database.ts'

/** Prints an answer: as JSON where a program reads it, else as lines for people. */
export function print<Answer>(json: boolean | undefined, answer: Answer, lines: (answer: Answer) => string[]): void {
  if (json) say(JSON.stringify(answer, null, 2))
  else for (const line of lines(answer)) say(line)
}

/** Rows in columns that are as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (found, row) => row.map((cell, place) => Math.max(found[place] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
