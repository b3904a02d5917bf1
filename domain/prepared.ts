import { getTableColumns, sql, type InferInsertModel, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { connectionOf, type Db } from './database.ts'

/**
 * Queries that are said once, built once for each connection, and then only run. Drizzle otherwise
 * writes the SQL anew for each run: of the 8 ms that a write of the management API took with its thirty
 * queries, that was more than half. What is asked seldom is better said where it is needed.
 */

/** A query that `build` ends with `.prepare()`, and whose values stand as `value(name)`; run with them by name. */
export function prepared<Query>(build: (db: Db) => Query): (db: Db) => Query {
  const built = new WeakMap<Db, Query>()
  return (db) => {
    const connection = connectionOf(db)
    const known = built.get(connection)
    if (known !== undefined) return known
    const query = build(connection)
    built.set(connection, query)
    return query
  }
}

/** The place of a value in a prepared query, which goes to the database as it is given. */
export function value(name: string): SQL {
  return sql`${sql.placeholder(name)}`
}

/** A prepared query for a list of ids, which its condition names by `isListed`; without any, nothing is asked. */
export function preparedForIds<Row>(build: (db: Db) => { all: (values: { ids: string }) => Row[] }) {
  const query = prepared(build)
  return (db: Db, ids: readonly string[]): Row[] =>
    ids.length === 0 ? [] : query(db).all({ ids: JSON.stringify(ids) })
}

/** Whether a column is one of the ids: they come as one value, so that the SQL is the same for any number of them. */
export function isListed(column: SQLiteColumn): SQL {
  return sql`${column} in (select value from json_each(${sql.placeholder('ids')}))`
}

/** An insert of one row into a table, built once for each set of columns that is named. */
export function preparedInsert<Table extends SQLiteTable>(table: Table) {
  const columns = getTableColumns(table)
  const inserts = new Map<string, ReturnType<typeof insertOf>>()
  const insertOf = (names: readonly string[]) =>
    prepared((db) =>
      db
        .insert(table)
        .values(Object.fromEntries(names.map((name) => [name, value(name)])) as SQLiteInsertValue<Table>)
        .prepare(),
    )
  return (tx: Db, row: InferInsertModel<Table>): void => {
    const cells = Object.entries<unknown>(row).filter(([, cell]) => cell !== undefined)
    const names = cells.map(([name]) => name)
    const key = names.join()
    const insert = inserts.get(key) ?? insertOf(names)
    inserts.set(key, insert)
    insert(tx).run(
      Object.fromEntries(
        cells.map(([name, cell]) => [name, cell === null ? null : columns[name]?.mapToDriverValue(cell)]),
      ),
    )
  }
}
