import { connection, isBusy, setWorkerTickedAt } from '#db/connection'
import { purgeExpired } from '#domain/housekeeping'
import { log } from '#log'

const tickMs = 1_000
const housekeepingEveryMs = 3_600_000

export interface Worker {
  stop: () => void
}

/** Starts the background work of the app process: one round a second, each noted for the health check. */
export function startWorker(): Worker {
  let housekeptAt = 0
  setWorkerTickedAt(Date.now())
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
      // A held lock is tried again at the next tick; the worker itself is alive.
      if (isBusy(error)) setWorkerTickedAt(now)
      else log.warn({ error }, 'the worker could not do its round')
    }
  }, tickMs)
  return { stop: () => clearInterval(timer) }
}
