import { and, eq, isNotNull } from 'drizzle-orm'
import { notifications } from '#db/schema/outbox'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '#domain/database'
import type { ChoicesInput } from '#domain/subscriptions/choices'
import { askByHook } from '#domain/subscriptions/hooks'
import { linkToken, type SubscriberRow } from '#domain/subscriptions/links'
import { confirmSubscription } from '#domain/subscriptions/subscribing'
import { vaultUses, type Vault } from '#domain/subscriptions/vault'
import { seal, unseal } from '../sealed.ts'
import { linkKey } from './subscribers.ts'

/** A vault with the key of tests. */
export const testVault: Vault = {
  seal: (use, secret) => seal(linkKey, vaultUses[use], secret),
  unseal: (use, sealed) => unseal(linkKey, vaultUses[use], sealed),
}

/** A webhook or a chat's address that was subscribed and confirmed. */
export function makeHook(
  db: Db,
  { url, contact = 'ops@example.com', ...choices }: ChoicesInput & { url: string; contact?: string },
  now: number,
): SubscriberRow {
  const all = Object.keys(choices).length === 0
  askByHook(
    db,
    { vault: testVault, sendsMail: true },
    { url, contact, choices: { coversPage: all, ...choices } },
    {},
    now,
  )
  const row = db.select().from(subscribers).all().at(-1) as SubscriberRow
  confirmSubscription(db, linkKey, linkToken(linkKey, 'confirm', row), {}, now)
  // Its letter counts as sent, some days ago: what a test looks at is the news, of many webhooks of one contact.
  db.update(notifications)
    .set({ sentAt: now, createdAt: now - 7 * 24 * 3_600_000 })
    .where(and(eq(notifications.subscriberNumber, row.number), isNotNull(notifications.letter)))
    .run()
  return db.select().from(subscribers).where(eq(subscribers.number, row.number)).get() as SubscriberRow
}
