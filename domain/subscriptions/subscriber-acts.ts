import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { audiences, subscribers } from '#db/schema/subscribers'
import { mayAct, mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line } from '../input.ts'
import { choicesInput, isOfIncidentsOnly, isSomething, type Choices, type ChoicesInput } from './choices.ts'
import { withoutEnded } from './incident-endings.ts'
import { newLinkSalt, type SubscriberRow } from './links.ts'
import { hashOfAddress, readChoices, refuseUnknown, writeChoices, writeLetter } from './subscriber-record.ts'
import { readSubscriber } from './subscriber-list.ts'
import { eraseSubscriber, findByAddress, subscriberEmail, withWhatWasAsked } from './subscribing.ts'

/** Somebody whom the team adds. No address and no words about one stand in the audit log: it is never erased. */
export const newSubscriberInput = z.object({
  email: subscriberEmail,
  audience: z.enum(audiences, 'An audience is public or internal.').default('public'),
  /** When the address’s owner said yes elsewhere, in milliseconds; null where they are asked by mail. */
  consentedAt: z.number('Say on which day the consent was given.').nullable().default(null),
  consentSource: z.string().default(''),
})

export type NewSubscriber = z.input<typeof newSubscriberInput> & { choices: ChoicesInput }

export const consentSourceLine = line('Where the consent was given', { max: 200 })

const enoughLetters =
  'This address was written to three times within a day, and is left in peace until tomorrow. The letter that it has still works.'

const complained =
  'They marked a mail as spam, so only they themselves can begin anew: by subscribing on the page and confirming it.'

/**
 * Adds somebody by their e-mail address. They are written a letter and say yes themselves, unless the
 * team's word is enough: an owner states when and where consent was given, or the subscriber is internal.
 * Whoever is subscribed already may be given an incident more. Returns the id. Throws `forbidden` below
 * responder, and where another than an owner states consent; `invalid`; `conflict` for who is there already.
 */
export function addSubscriber(db: Db, actor: Actor, rawInput: NewSubscriber, now: number): string {
  mustAct(actor, 'responder')
  const { email, audience, consentedAt, consentSource } = newSubscriberInput.parse(rawInput)
  const choices = choicesInput.parse(rawInput.choices)
  const consent = consentOf(actor, { audience, consentedAt, consentSource }, now)
  return write(db, (tx) => {
    refuseUnknown(tx, choices, audience)
    withoutEnded(tx, choices, [], now)
    const known = findByAddress(tx, 'email', email, audience)
    if (known?.confirmedAt && !isOfIncidentsOnly(choices)) {
      throw new DomainError('conflict', `${email} is subscribed already. Look for it in the list.`, 'email')
    }
    if (known && known.complainedAt !== null) throw new DomainError('conflict', complained, 'email')
    const row = known ?? insertSubscriber(tx, { email, audience, source: consent?.source ?? 'the team' }, now)
    if (consent) confirm(tx, row, choices, consent, now)
    else ask(tx, row, choices, now)
    const after = { channel: 'email', audience, choices, consent: consent ? { at: consent.at } : 'asked by mail' }
    recordAudit(tx, actor, { action: 'subscriber.add', ...subjectOf(row), after }, now)
    return row.id
  })
}

/** Takes somebody off the list: nothing of them stays but a count. Throws `forbidden` below responder and `not_found`. */
export function removeSubscriber(db: Db, actor: Actor, { id }: { id: string }, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    eraseSubscriber(tx, row, now)
    recordAudit(tx, actor, { action: 'subscriber.remove', ...subjectOf(row) }, now)
  })
}

/** Sends to an address again that refused what came. Throws `forbidden` below responder, `not_found`, and `conflict` where nothing is held, or because of a complaint. */
export function liftQuarantine(db: Db, actor: Actor, { id }: { id: string }, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    if (row.quarantinedAt === null) {
      throw new DomainError('conflict', 'Nothing is held back from this subscriber.')
    }
    if (row.complainedAt !== null) throw new DomainError('conflict', complained)
    tx.update(subscribers)
      .set({ quarantinedAt: null, quarantineReason: null, updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    recordAudit(tx, actor, { action: 'subscriber.lift_quarantine', ...subjectOf(row) }, now)
  })
}

/** Makes every link that somebody was sent invalid; the next mail carries new ones. Throws `forbidden` below responder and `not_found`. */
export function renewLinks(db: Db, actor: Actor, { id }: { id: string }, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    tx.update(subscribers)
      .set({ linkSalt: newLinkSalt(), updatedAt: now })
      .where(eq(subscribers.number, row.number))
      .run()
    // What is waiting is written when it is sent, and so with the new links.
    recordAudit(tx, actor, { action: 'subscriber.renew_links', ...subjectOf(row) }, now)
  })
}

/**
 * Changes what somebody hears; the address is told of it, or asked anew where it has not confirmed. Throws
 * `forbidden` below responder, `not_found`, `invalid`, and `conflict` where it was asked enough today.
 */
export function changeChoices(
  db: Db,
  actor: Actor,
  { id, choices: raw }: { id: string; choices: ChoicesInput },
  now: number,
): void {
  mustAct(actor, 'responder')
  const chosen = choicesInput.parse(raw)
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    refuseUnknown(tx, chosen, row.audience)
    const before = row.confirmedAt === null ? row.askedFor : readChoices(tx, row)
    const choices = withoutEnded(tx, chosen, before?.incidentIds ?? [], now)
    if (row.confirmedAt === null) {
      // The link that they have says yes to what was asked for before.
      ask(tx, row, choices, now)
    } else {
      writeChoices(tx, row, choices, now)
      writeLetter(tx, row, 'changed', now)
    }
    recordAudit(tx, actor, { action: 'subscriber.change', ...subjectOf(row), before, after: choices }, now)
  })
}

/** Writes the letter anew that asks to say yes. Throws `forbidden` below responder, `not_found`, and `conflict` where there is nothing to ask or enough was asked today. */
export function askAgain(db: Db, actor: Actor, { id }: { id: string }, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    if (row.askedFor === null)
      throw new DomainError('conflict', 'This subscriber has confirmed: there is nothing to ask.')
    ask(tx, row, row.askedFor, now)
    recordAudit(tx, actor, { action: 'subscriber.ask_again', ...subjectOf(row) }, now)
  })
}

/** Ends what somebody hears of one incident; whoever hears of nothing else is taken off the list. Throws `forbidden` below responder and `not_found`. */
export function leaveIncident(
  db: Db,
  actor: Actor,
  { id, incidentId }: { id: string; incidentId: string },
  now: number,
): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const row = requireSubscriber(tx, id)
    const before = { hears: readChoices(tx, row), asksFor: row.askedFor }
    const isNamed = [before.hears, before.asksFor].some((choices) => choices?.incidentIds.includes(incidentId))
    if (!isNamed) throw new DomainError('not_found', 'This subscriber did not ask to hear of that incident.')
    const after = { hears: without(before.hears, incidentId), asksFor: without(before.asksFor, incidentId) }
    const action = (after.hears ?? after.asksFor) ? 'subscriber.change' : 'subscriber.remove'
    if (action === 'subscriber.remove') eraseSubscriber(tx, row, now)
    else {
      writeChoices(tx, row, after.hears ?? { ...before.hears, incidentIds: [] }, now)
      tx.update(subscribers).set({ askedFor: after.asksFor }).where(eq(subscribers.number, row.number)).run()
      if (after.asksFor && before.asksFor?.incidentIds.includes(incidentId)) writeLetter(tx, row, 'confirm', now)
    }
    recordAudit(tx, actor, { action, ...subjectOf(row), before, after }, now)
  })
}

/** Choices without an incident; null where nothing is left. */
function without(choices: Choices | null, incidentId: string): Choices | null {
  if (!choices) return null
  const rest = { ...choices, incidentIds: choices.incidentIds.filter((id) => id !== incidentId) }
  return isSomething(rest) ? rest : null
}

/** Somebody who has not left. Throws `not_found`. */
export function requireSubscriber(db: Db, id: string): SubscriberRow {
  const row = readSubscriber(db, id)
  if (row) return row
  throw new DomainError('not_found', 'There is no such subscriber. They may have left.')
}

interface Consent {
  at: number
  source: string
}

/** What makes a letter unnecessary; null where the address itself is asked. */
function consentOf(
  actor: Actor,
  {
    audience,
    consentedAt,
    consentSource,
  }: Pick<z.output<typeof newSubscriberInput>, 'audience' | 'consentedAt' | 'consentSource'>,
  now: number,
): Consent | null {
  if (audience === 'internal') return { at: now, source: 'set up by the team' }
  if (consentedAt === null) return null
  if (!mayAct(actor.role, 'owner')) {
    throw new DomainError(
      'forbidden',
      'Only an owner states that somebody consented. Leave it out: then the address is written a letter and says so itself.',
    )
  }
  if (!(consentedAt <= now)) throw new DomainError('invalid', 'The day of the consent is still to come.', 'consentedAt')
  return {
    at: consentedAt,
    source: z.object({ consentSource: consentSourceLine }).parse({ consentSource }).consentSource,
  }
}

function insertSubscriber(
  tx: Db,
  { email, audience, source }: Pick<SubscriberRow, 'audience'> & { email: string; source: string },
  now: number,
): SubscriberRow {
  return tx
    .insert(subscribers)
    .values({
      id: newId(),
      channel: 'email',
      audience,
      address: email,
      addressHash: hashOfAddress(email),
      coversPage: false,
      linkSalt: newLinkSalt(),
      createdAt: now,
      consentSource: source,
      updatedAt: now,
    })
    .returning()
    .get()
}

function confirm(tx: Db, row: SubscriberRow, choices: Choices, { at, source }: Consent, now: number): void {
  const all = withWhatWasAsked({ ...row, askedFor: choices }, readChoices(tx, row))
  tx.update(subscribers)
    .set({
      confirmedAt: row.confirmedAt ?? at,
      consentSource: row.confirmedAt === null ? source : row.consentSource,
      askedFor: null,
      askedAt: null,
    })
    .where(eq(subscribers.number, row.number))
    .run()
  writeChoices(tx, row, all, now)
}

function ask(tx: Db, row: SubscriberRow, choices: Choices, now: number): void {
  if (!writeLetter(tx, row, 'confirm', now)) throw new DomainError('conflict', enoughLetters)
  tx.update(subscribers)
    .set({ askedFor: choices, askedAt: now, updatedAt: now })
    .where(eq(subscribers.number, row.number))
    .run()
}

function subjectOf({ id }: Pick<SubscriberRow, 'id'>) {
  return { subjectKind: 'subscriber', subjectId: id }
}
