import type { Actor } from '#domain/actor'
import { write, type Db } from '#domain/database'
import { claimMessages, giveUp, markSent, putOff, type Message, type PutOff, type Sent } from '#domain/outbox/claims'
import type { Channel } from '#domain/outbox/hand-out'
import { nextTryAt } from '#domain/outbox/retries'
import type { SubscriberRow } from '#domain/subscriptions/links'
import { quarantineSubscriber, readRecipients, refusalOf, warnContact } from '#domain/subscriptions/recipients'
import { removeSubscriber as forgetSubscriber } from '#domain/subscriptions/subscriber-acts'
import { log } from '#log'
import { longestRetryAfterMs, type Outcome } from './outcome.ts'

/** Longer than any try takes: what is in a dead worker's hands is taken up again after it. */
export const leaseMs = 5 * 60_000

/** How messages of one channel are sent. */
export interface Sender {
  channel: Channel
  /** So many are taken at once. */
  most: number
  /** Sends one to its subscriber; null where there is nothing that its reader may know. Never throws for what the other side does. */
  send: (db: Db, message: Message, to: SubscriberRow, now: number) => Promise<Outcome> | null
}

/** What a round takes from outside. */
export interface Surroundings {
  clock: () => number
  /** In 0…1. */
  random: () => number
  /** Runs a read or write again while another writer holds the lock. */
  retry: <Result>(run: () => Result) => Promise<Result>
}

export interface Round {
  /** How many messages were taken. */
  taken: number
  sent: number
  /** What the channel itself answered, where it can't send now. */
  blocked: string | null
}

/**
 * Sends what is due on a channel, one batch: takes it in one transaction, sends outside of any, and notes
 * what became of each. Told again (by a dead worker's successor), a message carries the same id.
 */
export async function deliverDue(db: Db, actor: Actor, sender: Sender, surroundings: Surroundings): Promise<Round> {
  const now = surroundings.clock()
  const limits = { most: sender.most, leaseMs }
  const messages = await surroundings.retry(() => claimMessages(db, sender.channel, limits, now))
  return deliverClaimed(db, actor, sender, { messages, surroundings }, now)
}

interface Claimed {
  messages: readonly Message[]
  surroundings: Surroundings
}

/** Sends messages that were taken at an instant, and notes what became of each. */
export async function deliverClaimed(
  db: Db,
  actor: Actor,
  sender: Sender,
  { messages, surroundings: { clock, random, retry } }: Claimed,
  now: number,
): Promise<Round> {
  const recipients = readRecipients(
    db,
    messages.map(({ subscriberNumber }) => subscriberNumber),
  )
  const outcomes = await Promise.all(
    messages.map(async (message): Promise<[Message, Outcome]> => {
      const to = recipients.get(message.subscriberNumber)
      const refusal = refusalOf(to, message.letter !== null)
      if (refusal !== null || !to) return [message, { kind: 'never', answer: refusal ?? '' }]
      const outcome = await attempt(() => sender.send(db, message, to, now))
      return [
        message,
        outcome ?? { kind: 'never', answer: 'There is nothing of it that its reader may know any more.' },
      ]
    }),
  )
  const sent: Sent[] = outcomes.flatMap(([message, outcome]) =>
    outcome.kind === 'sent' ? [{ message, answer: outcome.answer }] : [],
  )
  const noted = clock()
  await retry(() => markSent(db, sent, noted))
  const putOffs: PutOff[] = []
  for (const [message, outcome] of outcomes) {
    if (outcome.kind === 'sent') continue
    if (outcome.kind === 'wait') {
      putOffs.push({ message, until: outcome.until, answer: outcome.answer, isUntried: true })
      continue
    }
    const failure = { message, outcome, random: random() }
    const later = await retry(() => write(db, (tx) => noteFailure(tx, actor, failure, noted)))
    if (later) putOffs.push(later)
  }
  await retry(() => putOff(db, putOffs))
  // A server that takes some of them, as over the few connections that it allows, is no reason to rest.
  const blocked = sent.length > 0 ? undefined : outcomes.find(([, { kind }]) => kind === 'blocked')
  return { taken: messages.length, sent: sent.length, blocked: blocked?.[1].answer ?? null }
}

/** A fault of ours over one message is that message's alone: else those beside it were sent, not noted, and sent again. */
async function attempt(send: () => Promise<Outcome> | null): Promise<Outcome | null> {
  try {
    return await send()
  } catch (error) {
    log.error({ error }, 'a message could not be made or sent')
    return { kind: 'later', answer: 'It could not be made or sent, because something went wrong on our side.' }
  }
}

interface Failure {
  message: Message
  outcome: Exclude<Outcome, { kind: 'sent' | 'wait' }>
  random: number
}

/** Notes what failed for good, and returns what is tried again. */
function noteFailure(db: Db, actor: Actor, { message, outcome, random }: Failure, now: number): PutOff | null {
  // As they are by now: they may have left, or been held back, while it was on its way.
  const to = readRecipients(db, [message.subscriberNumber]).get(message.subscriberNumber)
  if (outcome.kind === 'never') {
    giveUp(db, message, outcome.answer, now)
    if (outcome.reason !== undefined && to?.quarantinedAt === null) {
      quarantineSubscriber(db, actor, { id: to.id, reason: outcome.reason }, now)
    }
    if (outcome.isGone && to) forgetSubscriber(db, actor, { id: to.id }, now)
    return null
  }
  const { answer } = outcome
  if (outcome.kind === 'later' && outcome.isPaused && message.letter === null && to) warnContact(db, to, now)
  if (message.letter === 'test') {
    // Whoever tries it waits for the answer, and tries again by hand.
    giveUp(db, message, answer, now)
    return null
  }
  if (outcome.kind === 'blocked' && !outcome.isCounted) {
    // Not its fault: it is told soon after the channel sends again, however late that is.
    const until = nextTryAt({ attempts: 1, triedFrom: now }, random, now) ?? now
    return { message, until, answer, isUntried: true, isBlocked: true }
  }
  const retryAfter = outcome.kind === 'later' ? Math.min(outcome.retryAfter ?? 0, now + longestRetryAfterMs) : 0
  const until = nextTryAt({ ...message, retryAfter }, random, now)
  if (until !== null) return { message, until, answer }
  giveUp(db, message, `Given up after ${message.attempts} tries: ${answer}`, now)
  return null
}
