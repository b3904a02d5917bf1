import { setConnection, type Connection } from './connection.ts'
import { dataFiles } from './data-folder.ts'
import { NewerDatabaseError } from './migrate.ts'
import { DatabaseUnavailableError, fileIdentity, openPageDatabase } from './page-database.ts'

const watchEveryMs = 1_000

/** How the watch tells its owner, who keeps the log. */
export type Tell = (level: 'info' | 'error', message: string, reason: string | null) => void

export interface DatabaseWatch {
  current: () => Connection | null
  stop: () => void
}

/**
 * Opens the page's database and looks each second whether the file at its path is still the one
 * that is open. Where it is not, nothing is written any more until a valid one is there. Throws
 * NewerDatabaseError at the start; any other reason is logged, and tried again.
 */
export function watchDatabase(dataDir: string, initialize: (db: Connection) => string, tell: Tell): DatabaseWatch {
  const { database: file } = dataFiles(dataDir)
  let current: Connection | null = null
  let identity: string | null = null
  let told = ''

  function open(): void {
    try {
      current = openPageDatabase(dataDir, initialize)
      identity = fileIdentity(file)
      setConnection(current)
      if (told) tell('info', 'the database is open again', null)
      told = ''
    } catch (error) {
      if (error instanceof NewerDatabaseError) throw error
      const reason = error instanceof DatabaseUnavailableError ? error.message : String(error)
      if (reason !== told) tell('error', 'the database can’t be used', reason)
      told = reason
    }
  }

  function close(): void {
    setConnection(null)
    current?.$client.close()
    current = null
  }

  function look(): void {
    if (current && fileIdentity(file) === identity) return
    if (current) {
      tell('error', 'the database was moved or replaced', `the file at ${file} is no longer the one that was opened`)
      close()
    }
    try {
      open()
    } catch (error) {
      tell('error', 'the database that is there now can’t be used', String(error))
    }
  }

  open()
  const timer = setInterval(look, watchEveryMs)
  return {
    current: () => current,
    stop: () => {
      clearInterval(timer)
      close()
    },
  }
}
