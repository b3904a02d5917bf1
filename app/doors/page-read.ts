import { connection, DatabaseClosedError, type Connection } from '#db/connection'
import { databaseDigest } from './digests.ts'
import { StillBusyError, withRetry } from './retry.ts'

/** Reads what a page of the admin area shows; where the database can't be used, the error page can say so. */
export async function readForPage<Result>(read: (db: Connection) => Result | Promise<Result>): Promise<Result> {
  try {
    return await withRetry(() => read(connection()))
  } catch (error) {
    if (error instanceof DatabaseClosedError || error instanceof StillBusyError || isSqlite(error)) {
      throw Object.assign(error, { digest: databaseDigest })
    }
    throw error
  }
}

function isSqlite(error: unknown): error is Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_')
}
