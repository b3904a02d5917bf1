import { lt } from 'drizzle-orm'
import type { Connection } from '#db/connection'
import { write } from '#domain/database'
import { rateLimits, sessions, verifications } from '#db/schema/people'

const rateLimitKeptMs = 24 * 3_600_000

/** Deletes what has expired and serves nobody: sessions, one-time values, old counts of tries. */
export function purgeExpired(db: Connection, now: number): void {
  write(db, (tx) => {
    tx.delete(sessions)
      .where(lt(sessions.expiresAt, new Date(now)))
      .run()
    tx.delete(verifications)
      .where(lt(verifications.expiresAt, new Date(now)))
      .run()
    tx.delete(rateLimits)
      .where(lt(rateLimits.lastRequest, now - rateLimitKeptMs))
      .run()
  })
  db.$client.pragma('optimize')
}
