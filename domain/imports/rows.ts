import { sql, type InferInsertModel } from 'drizzle-orm'
import type { SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from '../database.ts'

/**
 * Inserts many rows by one statement that is prepared once, which takes a quarter of the time of
 * statements with many rows. What only some of the rows say is null in the others.
 */
export function insertAll<Table extends SQLiteTable>(
  tx: Db,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): void {
  if (rows.length === 0) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const nothing = Object.fromEntries(columns.map((column) => [column, null]))
  const places = Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]))
  const statement = tx
    .insert(table)
    .values(places as SQLiteInsertValue<Table>)
    .prepare()
  for (const row of rows) statement.run({ ...nothing, ...row })
}
