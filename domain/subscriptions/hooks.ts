import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { subscribers } from '#db/schema/subscribers'
import type { Origin } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { choicesInput, type ChoicesInput } from './choices.ts'
import { hookTarget, type HookTarget } from './hook-targets.ts'
import { withoutEnded } from './incident-endings.ts'
import { newLinkSalt, type LinkUse, type SubscriberRow } from './links.ts'
import { hadEnoughLetters, refuseUnknown, subscriberActor, writeLetter } from './subscriber-record.ts'
import { requireByLink, subscriberEmail } from './subscribing.ts'
import type { Vault } from './vault.ts'

const secretBytes = 24
/** While a new secret is taken up, both sign. */
const bothSignMs = 24 * 3_600_000

/** What webhooks are signed with, by the Standard Webhooks convention: `whsec_` and base64. */
export interface SigningSecrets {
  current: string
  /** The one before, which goes on signing until it ends. */
  previous: { secret: string; endsAt: number } | null
}

export const hookInput = z.object({
  url: hookTarget,
  /** Whom to write to: who says yes to a webhook, and hears when it fails. Chats are asked in the chat. */
  contact: z
    .string()
    .default('')
    .transform((text) => text.trim()),
})

/**
 * Somebody asks for news at an address of the web. Nothing but the question is sent until it is said yes:
 * for a webhook by mail to its contact, in a chat by a link in that chat; at most three a day to one mailbox
 * or chat, and past that nothing is written down. Takes no actor: whoever asks is unknown. Throws `invalid`, and `conflict` where a mail would be needed and none is sent.
 */
export function askByHook(
  db: Db,
  { vault, sendsMail }: { vault: Vault; sendsMail: boolean },
  rawInput: z.input<typeof hookInput> & { choices: ChoicesInput },
  origin: Origin,
  now: number,
): void {
  const { url: target, contact: typed } = hookInput.parse(rawInput)
  if (target.channel === 'webhook' && !sendsMail) {
    throw new DomainError('conflict', 'The contact of a webhook is asked by mail, and this page sends none at present.')
  }
  const contact =
    target.channel === 'webhook' ? z.object({ contact: subscriberEmail }).parse({ contact: typed }).contact : null
  const choices = { ...choicesInput.parse(rawInput.choices), cadence: 'as_it_happens' as const }
  write(db, (tx) => {
    refuseUnknown(tx, choices, 'public')
    withoutEnded(tx, choices, [], now)
    const known = findByHash(tx, target, 'public')
    // The contact of a webhook that works stays: somebody else's question can't take its mails over.
    const reader = known ?? { number: null, channel: target.channel, address: target.shown, contact }
    if (hadEnoughLetters(tx, reader, 'confirm', now)) return
    const row = known ?? insertHook(tx, vault, { target, contact, audience: 'public', source: 'page' }, now)
    writeLetter(tx, row, 'confirm', now)
    tx.update(subscribers)
      .set({ askedFor: choices, askedAt: now, updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    const after = { channel: target.channel, choices }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.ask', ...subject, after }, now)
  })
}

/** Who subscribed by an address that is posted to; null for nobody. */
export function findByHash(
  tx: Db,
  { channel, hash }: HookTarget,
  audience: SubscriberRow['audience'],
): SubscriberRow | null {
  const same = and(
    eq(subscribers.channel, channel),
    eq(subscribers.audience, audience),
    eq(subscribers.addressHash, hash),
  )
  return tx.select().from(subscribers).where(same).get() ?? null
}

interface NewHook extends Pick<SubscriberRow, 'contact' | 'audience'> {
  target: HookTarget
  source: string
}

/** Writes down whoever is posted to, with their address sealed; they have not said yes to anything. */
export function insertHook(
  tx: Db,
  vault: Vault,
  { target, contact, audience, source }: NewHook,
  now: number,
): SubscriberRow {
  const secrets: SigningSecrets = { current: newSigningSecret(), previous: null }
  return tx
    .insert(subscribers)
    .values({
      id: newId(),
      channel: target.channel,
      audience,
      address: target.shown,
      addressHash: target.hash,
      sealedTarget: vault.seal('target', target.url),
      sealedSecrets: target.channel === 'webhook' ? vault.seal('signing', JSON.stringify(secrets)) : null,
      contact,
      coversPage: false,
      linkSalt: newLinkSalt(),
      createdAt: now,
      consentSource: source,
      updatedAt: now,
    })
    .returning()
    .get()
}

/** The secrets of a webhook; null for what is none. Throws where the key is another than the one that sealed them. */
export function readSigningSecrets(vault: Vault, row: SubscriberRow): SigningSecrets | null {
  if (row.channel === 'push' || row.sealedSecrets === null) return null
  return JSON.parse(vault.unseal('signing', row.sealedSecrets)) as SigningSecrets
}

/** Those with which a message is signed at an instant, the newest first. */
export function signingSecretsAt({ current, previous }: SigningSecrets, now: number): string[] {
  return previous && previous.endsAt > now ? [current, previous.secret] : [current]
}

/**
 * Makes a new signing secret; the old one goes on signing beside it for a day. Throws `not_found`, and
 * `conflict` for what is no webhook and within that day: a third secret would end one that a receiver has.
 */
export function rotateSecret(
  db: Db,
  { key, vault }: { key: string; vault: Vault },
  { use, token }: { use: LinkUse; token: string },
  origin: Origin,
  now: number,
): void {
  write(db, (tx) => {
    const row = requireByLink(tx, key, use, token)
    const old = readSigningSecrets(vault, row)
    if (!old) throw new DomainError('conflict', 'Only webhooks are signed.')
    if (old.previous && old.previous.endsAt > now) {
      throw new DomainError(
        'conflict',
        'A new secret was made within a day. It and the one before sign already; another can be made once the one before no longer does.',
      )
    }
    const secrets: SigningSecrets = {
      current: newSigningSecret(),
      previous: { secret: old.current, endsAt: now + bothSignMs },
    }
    tx.update(subscribers)
      .set({ sealedSecrets: vault.seal('signing', JSON.stringify(secrets)), updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    const subject = { subjectKind: 'subscriber', subjectId: row.id }
    recordAudit(tx, { ...subscriberActor(row), ...origin }, { action: 'subscription.rotate_secret', ...subject }, now)
  })
}

function newSigningSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`
}
