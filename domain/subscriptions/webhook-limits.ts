import { and, eq, isNotNull } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import type { SubscriberRow } from './links.ts'

/** A host is not asked whether it wants the news, its contact is: so no contact can have it sent much. */
export const mostAtHost = 10
export const mostOfContact = 50

/**
 * Throws `conflict` where a webhook's contact has said yes to as many as it may, at its host or at all. It is
 * said to whoever confirms, and not to whoever asks: a stranger would learn what an address subscribed to.
 */
export function refuseTooManyWebhooks(tx: Db, { channel, contact, address }: SubscriberRow): void {
  if (channel !== 'webhook' || contact === null) return
  const confirmed = and(
    eq(subscribers.channel, 'webhook'),
    eq(subscribers.contact, contact),
    isNotNull(subscribers.confirmedAt),
  )
  const hosts = tx.select({ address: subscribers.address }).from(subscribers).where(confirmed).all().map(hostOf)
  const host = hostOf({ address })
  if (hosts.filter((one) => one === host).length >= mostAtHost) {
    throw tooMany(`${mostAtHost} webhooks at ${host}`)
  }
  if (hosts.length >= mostOfContact) throw tooMany(`${mostOfContact} webhooks`)
}

function tooMany(what: string): DomainError {
  return new DomainError(
    'conflict',
    `This mailbox is the contact of ${what} already, and no more are taken. End one of them by the link in its messages, then confirm this one.`,
  )
}

/** Of `host:port/…end`, as much of a webhook’s address as is shown. */
function hostOf({ address }: Pick<SubscriberRow, 'address'>): string {
  return (address ?? '').split(/[:/]/, 1)[0] ?? ''
}
