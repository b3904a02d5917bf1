import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '../database.ts'

export type SubscriberRow = typeof subscribers.$inferSelect

/**
 * What a link lets do: say yes, look at and change the choices, say that one leaves (a link that was
 * asked for), or leave at once (in a header, which no forwarded mail carries).
 */
export type LinkUse = 'confirm' | 'manage' | 'leave' | 'unsubscribe'

/** A subscriber's salt; a new one revokes every link made of the old. */
export function newLinkSalt(): string {
  return randomBytes(18).toString('base64url')
}

/**
 * The token of a subscriber's link: the id, and an HMAC-SHA-256 over use, id and salt with the
 * installation's key. Nothing of it is stored, so that a copy of the database opens no subscription.
 */
export function linkToken(key: string, use: LinkUse, { id, linkSalt }: Pick<SubscriberRow, 'id' | 'linkSalt'>): string {
  const code = createHmac('sha256', Buffer.from(key, 'base64')).update(`subscription ${use}\n${id}\n${linkSalt}`)
  return `${id}.${code.digest('base64url')}`
}

/** The subscriber whose link this is, for that use; null where it is nobody's, or whose left. */
export function findByLink(db: Db, key: string, use: LinkUse, token: string): SubscriberRow | null {
  const [id = ''] = token.split('.', 1)
  const row = db.select().from(subscribers).where(eq(subscribers.id, id)).get()
  if (!row || row.leftAt !== null) return null
  const expected = Buffer.from(linkToken(key, use, row))
  const given = Buffer.from(token)
  return expected.length === given.length && timingSafeEqual(expected, given) ? row : null
}
