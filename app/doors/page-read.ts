import { connection, DatabaseClosedError, type Connection } from '#db/connection'
import { databaseDigest } from './digests.ts'
import { StillBusyError, withRetry } from './retry.ts'

/** Reads what a page of the admin area shows; where the database can't be used, the error page can say so. */
export async function readForPage<Result>(read: (db: Connection) => Result | Promise<Result>): Promise<Result> {
  try {
    return await withRetry(() => read(connection()))
  } catch (error) {
    if (error instanceof DatabaseClosedError || error instanceof StillBusyError || isUnusable(error)) {
      throw Object.assign(error, { digest: databaseDigest })
    }
    throw error
  }
}

/** Whether the file is at fault (unreadable, corrupt, full), not a statement of ours. */
function isUnusable(error: unknown): error is Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error && 'code' in cause)) return false
  return /^SQLITE_(?:IOERR|CORRUPT|CANTOPEN|NOTADB|FULL|READONLY|PERM|BUSY)/.test(String(cause.code))
}
