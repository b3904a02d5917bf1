import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from '#domain/database'

/** Inserts rows of which every text column carries the word, so that whatever shows one can be found out. */
export interface Marker {
  /**
   * Inserts a row: `values` holds what the row must say (references, instants, states); every other
   * column of text is filled with the word. Returns the row's id, or what stands in its place.
   */
  insert(table: SQLiteTable, values: Record<string, unknown>): string
}

export function markerOf(db: Db, word: string): Marker {
  let rows = 0
  return {
    insert(table, values) {
      rows += 1
      const row: Record<string, unknown> = { ...markedValues(table, values, word, rows), ...values }
      db.insert(table).values(row).run()
      return typeof row.id === 'string' ? row.id : `${word}${rows}`
    },
  }
}

/** The columns of text that people or other systems fill freely: no fixed words, no references. */
export function freeTextColumns(table: SQLiteTable): [string, SQLiteColumn][] {
  const references = getTableConfig(table).foreignKeys.flatMap((key) =>
    key.reference().columns.map((column) => column.name),
  )
  return Object.entries<SQLiteColumn>(getTableColumns(table)).filter(
    ([, column]) => column.dataType === 'string' && !hasFixedWords(column) && !references.includes(column.name),
  )
}

function markedValues(table: SQLiteTable, values: Record<string, unknown>, word: string, row: number) {
  return Object.fromEntries(
    freeTextColumns(table)
      .filter(([key]) => !(key in values))
      .map(([key, column]) => [key, markedValue(column.name, word, row)]),
  )
}

function markedValue(column: string, word: string, row: number): string {
  if (column === 'id' || column === 'slug') return `${word}${row}`
  if (column === 'email') return `${word}.${row}@example.com`
  if (column.endsWith('url')) return `https://example.com/${word}/${row}`
  if (column === 'before' || column === 'after') return JSON.stringify({ body: `${word} ${row}` })
  return `${word} ${column} ${row}`
}

function hasFixedWords(column: SQLiteColumn): boolean {
  const words: unknown = column.enumValues
  return Array.isArray(words) && words.length > 0
}
