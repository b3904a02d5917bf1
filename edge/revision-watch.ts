import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { log } from '#log'
import type { Version } from './copies/copy.ts'

const busyTimeoutMs = 50
/** The app looks each second whether its file was replaced: until it surely has the new one open too, it may render from the old. */
const usuallySettledMs = 10_000

/** Tells which state the database is in, on a connection of its own that only reads. */
export interface RevisionWatch {
  /** The state that is committed now, in about 2 µs while nothing was committed; null where it can't be read. */
  version: () => Version
  /** Looks whether the file at the path is still the one that is open; to be called each second. */
  look: () => void
  close: () => void
}

interface Opened {
  client: Database.Database
  identity: string
  /** Moves with each commit of another connection, whatever it changed. */
  dataVersion: () => unknown
  revision: () => unknown
  seen: unknown
  version: string
}

/** `buildId` is part of the version, so that a copy that another build rendered is never taken for current. */
export function watchRevision(file: string, buildId: string, settledMs = usuallySettledMs): RevisionWatch {
  let opened: Opened | null = null
  let told = ''
  let settledAt = 0

  function open(): void {
    const identity = identityOf(file)
    if (identity === null) return tell('the file is not there')
    try {
      const client = new Database(file, { readonly: true, fileMustExist: true })
      client.pragma(`busy_timeout = ${busyTimeoutMs}`)
      const dataVersion = client.prepare('pragma data_version').pluck()
      const revision = client.prepare('select number from revision').pluck()
      opened = {
        client,
        identity,
        dataVersion: () => dataVersion.get(),
        revision: () => revision.get(),
        seen: undefined,
        version: '',
      }
      told = ''
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
    }
  }

  function close(): void {
    opened?.client.close()
    opened = null
  }

  /** A state is told once, not each second. */
  function tell(reason: string): void {
    if (reason !== told) log.warn({ reason }, 'the edge can’t read the database’s revision')
    told = reason
  }

  function look(): void {
    if (opened && identityOf(file) === opened.identity) return
    close()
    open()
    if (opened) settledAt = performance.now() + settledMs
  }

  function version(): Version {
    if (!opened || (settledAt > 0 && performance.now() < settledAt)) return null
    try {
      const seen = opened.dataVersion()
      if (seen !== opened.seen) {
        opened.version = `${buildId}/${opened.identity}/${String(opened.revision())}`
        opened.seen = seen
      }
      return opened.version
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
      close()
      return null
    }
  }

  open()
  return { version, look, close }
}

function identityOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.dev}:${stat.ino}` : null
}
