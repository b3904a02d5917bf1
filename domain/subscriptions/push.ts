import { createHash, ECDH } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '#db/schema/subscribers'
import type { Origin } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { choicesInput, isOfIncidentsOnly, type Choices, type ChoicesInput } from './choices.ts'
import { withoutEnded } from './incident-endings.ts'
import { newLinkSalt, type SubscriberRow } from './links.ts'
import { readChoices, refuseUnknown, subscriberActor, writeChoices } from './subscriber-record.ts'
import type { Vault } from './vault.ts'

const longestEndpoint = 2_000
const publicKeyBytes = 65
const authBytes = 16
/** What the large browsers' push services are called; what else there may be, a stranger may have made up. */
const knownService =
  /^(?:(?:[\w-]+\.)*google(?:apis)?\.com|(?:[\w-]+\.)*push\.services\.mozilla\.com|(?:[\w-]+\.)*notify\.windows\.com|(?:[\w-]+\.)*push\.apple\.com)$/
/** A browser is asked nothing before news goes to its push service, so nobody else's host gets much of it. */
const mostAtUnknown = 20

const unusable = 'The browser gave no usable address. Load the page again, then try again.'

/** With what a browser reads its messages (RFC 8291, 3.1 and 3.2), in base64url. */
export interface PushKeys {
  p256dh: string
  auth: string
}

/** What a browser's PushSubscription says. */
export const pushInput = z.object({
  endpoint: z
    .string(unusable)
    .max(longestEndpoint, unusable)
    .refine((text) => URL.canParse(text), unusable)
    .transform((text) => new URL(text))
    .refine(({ protocol }) => protocol === 'https:' || protocol === 'http:', unusable)
    .refine(({ username, password }) => username === '' && password === '', unusable),
  p256dh: z.string(unusable).refine(isPublicKey, unusable),
  auth: z.string(unusable).refine((text) => bytesOf(text)?.length === authBytes, unusable),
})

type Input = z.input<typeof pushInput> & { choices: ChoicesInput }

/**
 * A browser subscribes: that its owner allowed it there is the yes, so news goes to it at once. Asked again
 * it changes what it hears; one incident is added to that. Takes no actor: whoever asks is unknown. Throws
 * `invalid`, also for an address without encryption unless private ones are allowed, and `conflict` where
 * too many browsers came from a push service that nobody knows.
 */
export function subscribeByPush(
  db: Db,
  { vault, allowsPrivate }: { vault: Vault; allowsPrivate: boolean },
  { choices: rawChoices, ...raw }: Input,
  origin: Origin,
  now: number,
): SubscriberRow {
  const { endpoint, ...keys } = pushInput.parse(raw)
  if (endpoint.protocol !== 'https:' && !allowsPrivate) throw new DomainError('invalid', unusable)
  const asked = { ...choicesInput.parse(rawChoices), cadence: 'as_it_happens' as const }
  return write(db, (tx) => {
    refuseUnknown(tx, asked, 'public')
    withoutEnded(tx, asked, [], now)
    const hash = createHash('sha256').update(endpoint.href).digest('hex')
    const known = findByEndpoint(tx, hash)
    const row = known ?? insertBrowser(tx, vault, { endpoint, hash }, now)
    const before = known && readChoices(tx, known)
    const choices = before ? chosenBeside(before, asked) : asked
    tx.update(subscribers)
      .set({ sealedSecrets: vault.seal('push', JSON.stringify(keys)), quarantinedAt: null, quarantineReason: null })
      .where(eq(subscribers.number, row.number))
      .run()
    writeChoices(tx, row, choices, now)
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    const told = before
      ? { action: 'subscription.change', ...subject, before, after: choices }
      : { action: 'subscription.confirm', ...subject, after: { channel: 'push', choices } }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, told, now)
    return row
  })
}

/** The keys of a browser; null for what is none. Throws where the key is another than the one that sealed them. */
export function readPushKeys(vault: Vault, row: SubscriberRow): PushKeys | null {
  if (row.channel !== 'push' || row.sealedSecrets === null) return null
  return JSON.parse(vault.unseal('push', row.sealedSecrets)) as PushKeys
}

/** Whoever chose one incident in a browser that hears something keeps all else. */
function chosenBeside(has: Choices, asked: Choices): Choices {
  const incidentIds = [...new Set([...has.incidentIds, ...asked.incidentIds])]
  return isOfIncidentsOnly(asked) ? { ...has, incidentIds } : { ...asked, incidentIds }
}

function findByEndpoint(tx: Db, hash: string): SubscriberRow | null {
  const same = and(
    eq(subscribers.channel, 'push'),
    eq(subscribers.audience, 'public'),
    eq(subscribers.addressHash, hash),
  )
  return tx.select().from(subscribers).where(same).get() ?? null
}

function insertBrowser(
  tx: Db,
  vault: Vault,
  { endpoint, hash }: { endpoint: URL; hash: string },
  now: number,
): SubscriberRow {
  const address = `Browser, by ${endpoint.host}`
  if (!knownService.test(endpoint.hostname) && countAt(tx, address) >= mostAtUnknown) {
    throw new DomainError(
      'conflict',
      `So many browsers of ${endpoint.host} are subscribed already that no more are taken.`,
    )
  }
  return tx
    .insert(subscribers)
    .values({
      id: newId(),
      channel: 'push',
      audience: 'public',
      address,
      addressHash: hash,
      sealedTarget: vault.seal('target', endpoint.href),
      coversPage: false,
      linkSalt: newLinkSalt(),
      createdAt: now,
      confirmedAt: now,
      consentSource: 'browser',
      updatedAt: now,
    })
    .returning()
    .get()
}

function countAt(tx: Db, address: string): number {
  const same = and(eq(subscribers.channel, 'push'), eq(subscribers.address, address))
  return tx.select({ count: count() }).from(subscribers).where(same).get()?.count ?? 0
}

/** Whether it is an uncompressed point on P-256. */
function isPublicKey(text: string): boolean {
  const bytes = bytesOf(text)
  if (bytes?.length !== publicKeyBytes) return false
  try {
    return ECDH.convertKey(bytes, 'prime256v1').length === publicKeyBytes
  } catch {
    // OpenSSL throws for what is no point on the curve.
    return false
  }
}

function bytesOf(base64url: string): Buffer | null {
  return /^[\w-]+={0,2}$/.test(base64url) ? Buffer.from(base64url, 'base64url') : null
}
