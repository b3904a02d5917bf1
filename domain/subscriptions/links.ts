import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { subscribers, type AskedFor } from '#db/schema/subscribers'
import type { Db } from '../database.ts'

/** Of a digest in base64url: 96 bits. */
const digestLength = 16

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
 * installation's key; where it says yes, a digest of the choices between them, so that it says yes to those
 * alone. Nothing of it is stored, so that a copy of the database opens no subscription.
 */
export function linkToken(
  key: string,
  use: LinkUse,
  row: Pick<SubscriberRow, 'id' | 'linkSalt'> & Partial<Pick<SubscriberRow, 'askedFor'>>,
): string {
  return tokenFor(key, use, row, use === 'confirm' && row.askedFor ? digestOf(row.askedFor) : null)
}

/** The subscriber whose link this is, for that use; null where it is nobody's, or whose left. */
export function findByLink(db: Db, key: string, use: LinkUse, token: string): SubscriberRow | null {
  const [id = '', ...rest] = token.split('.')
  const row = db.select().from(subscribers).where(eq(subscribers.id, id)).get()
  if (!row || row.leftAt !== null) return null
  const expected = Buffer.from(tokenFor(key, use, row, rest.length > 1 ? (rest[0] ?? '') : null))
  const given = Buffer.from(token)
  return expected.length === given.length && timingSafeEqual(expected, given) ? row : null
}

/** Whether something else was asked for since a link was sent that says yes; a link of an older letter says yes to all. */
export function isReplaced(token: string, { askedFor }: Pick<SubscriberRow, 'askedFor'>): boolean {
  const parts = token.split('.')
  return askedFor !== null && parts.length > 2 && parts[1] !== digestOf(askedFor)
}

function tokenFor(
  key: string,
  use: LinkUse,
  { id, linkSalt }: Pick<SubscriberRow, 'id' | 'linkSalt'>,
  digest: string | null,
): string {
  const about = [`subscription ${use}`, id, linkSalt, ...(digest === null ? [] : [digest])]
  const code = createHmac('sha256', Buffer.from(key, 'base64')).update(about.join('\n')).digest('base64url')
  return [id, ...(digest === null ? [] : [digest]), code].join('.')
}

function digestOf(askedFor: AskedFor): string {
  return createHash('sha256').update(JSON.stringify(askedFor)).digest('base64url').slice(0, digestLength)
}
