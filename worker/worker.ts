import { connection, isBusy, setWorkerTickedAt } from '#db/connection'
import { log } from '#log'
import { purgeExpired } from './housekeeping.ts'

const tickMs = 1_000
const housekeepingEveryMs = 3_600_000

export interface Worker {
  stop: () => void
}

/** Starts the background work of the app process: one round a second, each noted for the health check. */
export function startWorker(): Worker {
  let housekeptAt = 0
  const timer = setInterval(() => {
    const now = Date.now()
    try {
      const db = connection()
      if (now - housekeptAt >= housekeepingEveryMs) {
        purgeExpired(db, now)
        housekeptAt = now
      }
      setWorkerTickedAt(now)
    } catch (error) {
      // A held lock is tried again at the next tick; a missing database is the watch's to tell.
      if (isBusy(error)) log.debug({ error }, 'the worker found the database locked')
      else log.warn({ error }, 'the worker could not do its round')
    }
  }, tickMs)
  return { stop: () => clearInterval(timer) }
}
