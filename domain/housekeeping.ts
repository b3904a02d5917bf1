import { lt, sql } from 'drizzle-orm'
import { rateLimits, sessions, verifications } from '#db/schema/people'
import { forgetAlerts } from './alerts/deliveries.ts'
import { write, type Db } from './database.ts'
import { forgetDrafts } from './forms/drafts.ts'
import { forgetSubmissions } from './forms/submissions.ts'
import { forgetAnswers } from './management-api/idempotency.ts'
import { forgetEndedTries } from './people/tries.ts'
import { forgetUnconfirmed } from './subscriptions/subscribing.ts'

const rateLimitKeptMs = 24 * 3_600_000

/** Deletes what has expired and serves nobody: sessions, one-time values, ended counts of tries, answers to forms and programs, what nobody came back to type, alerts of long ago, questions to subscribers that nobody answered. Candor's own work: it asks for no role. */
export function purgeExpired(db: Db, now: number): void {
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
    forgetSubmissions(tx, now)
    forgetEndedTries(tx, now)
    forgetDrafts(tx, now)
    forgetAnswers(tx, now)
    forgetAlerts(tx, now)
    forgetUnconfirmed(tx, now)
  })
  db.run(sql`pragma optimize`)
}
