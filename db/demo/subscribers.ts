import { and, eq, isNotNull } from 'drizzle-orm'
import { notifications } from '#db/schema/outbox'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '#domain/database'
import { linkToken, type SubscriberRow } from '#domain/subscriptions/links'
import type { ChoicesInput } from '#domain/subscriptions/choices'
import { askByEmail, confirmSubscription, findByAddress } from '#domain/subscriptions/subscribing'

/** A key as an installation has one: 32 bytes in base64. */
export const linkKey = Buffer.alloc(32, 7).toString('base64')

/** Somebody who asked for news by mail and said yes. */
export function makeSubscriber(
  db: Db,
  { email = 'ada@example.com', ...choices }: ChoicesInput & { email?: string },
  now: number,
): SubscriberRow {
  askByEmail(db, { email, choices: { coversPage: Object.keys(choices).length === 0, ...choices } }, {}, now)
  const row = findByAddress(db, 'email', email)
  if (!row) throw new Error('nobody was written down')
  confirmSubscription(db, linkKey, linkToken(linkKey, 'confirm', row), {}, now)
  // Their letter counts as sent: what a test looks at is the news.
  db.update(notifications)
    .set({ sentAt: now })
    .where(and(eq(notifications.subscriberNumber, row.number), isNotNull(notifications.letter)))
    .run()
  return db.select().from(subscribers).where(eq(subscribers.number, row.number)).get() as SubscriberRow
}
