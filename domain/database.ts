import type { RunResult } from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

/** A connection or a transaction; every domain function takes one first. */
export type Db = BaseSQLiteDatabase<'sync', RunResult>

/** Which connection each transaction runs on. */
const connections = new WeakMap<Db, Db>()

/** The connection of a transaction, also of one within another; a connection is its own. */
export function connectionOf(db: Db): Db {
  return connections.get(db) ?? db
}

/**
 * Runs a write as one transaction that takes the write lock at once. A deferred one would read
 * first and die with SQLITE_BUSY_SNAPSHOT under a second writer; retrying that is the doors' work.
 */
export function write<Result>(db: Db, run: (tx: Db) => Result): Result {
  const inTransaction = (tx: Db): Result => {
    connections.set(tx, connectionOf(db))
    return run(tx)
  }
  return db.transaction(inTransaction, { behavior: 'immediate' })
}

class RolledBack<Result> extends Error {
  readonly result: Result

  constructor(result: Result) {
    super('rolled back on purpose')
    this.result = result
  }
}

/** Runs a write, keeps what it returned and undoes it: how a preview shows exactly what would be. */
export function rehearse<Result>(db: Db, run: (tx: Db) => Result): Result {
  return writeWhere(db, run, () => false)
}

/** Runs a write, and undoes it where `isKept` says so of what it returned, which is returned in either case. */
export function writeWhere<Result>(db: Db, run: (tx: Db) => Result, isKept: (result: Result) => boolean): Result {
  try {
    return write(db, (tx) => {
      const result = run(tx)
      if (!isKept(result)) throw new RolledBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result
    throw error
  }
}
