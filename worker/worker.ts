import { setTimeout as rest } from 'node:timers/promises'
import { connection, isBusy, setWorkerTickedAt, type Health } from '#db/connection'
import { purgeExpired } from '#domain/housekeeping'
import { log } from '#log'
import { startMirrorJob } from './mirror-job.ts'
import type { Surroundings } from './outbox/deliver.ts'
import { startOutboxJob } from './outbox-job.ts'

const tickMs = 1_000
const housekeepingEveryMs = 3_600_000
/** A mirror that is behind for longer does not do its work. */
const mirrorToleratedSeconds = 600

export interface Worker {
  /** What the health of the rest becomes with that of the worker's own jobs. */
  health: (health: Health, now: number) => Health
  /** Resolves when what is being sent was noted, or after `mostMs`: then it is sent once more after the next start. */
  stop: (mostMs: number) => Promise<void>
}

/** Starts the background work of the app process: one round a second, each noted for the health check. `retry` waits for a lock. */
export async function startWorker(retry: Surroundings['retry']): Promise<Worker> {
  const mirror = await startMirrorJob()
  const outbox = startOutboxJob(retry)
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
  return {
    health: ({ failing }, now) => {
      if (!mirror) return { failing }
      const told = mirror.health(now)
      return { failing: told.lagSeconds > mirrorToleratedSeconds ? [...failing, 'mirror'] : failing, mirror: told }
    },
    stop: async (mostMs) => {
      clearInterval(timer)
      mirror?.stop()
      await Promise.race([outbox.stop(), rest(mostMs, undefined, { ref: false })])
    },
  }
}
