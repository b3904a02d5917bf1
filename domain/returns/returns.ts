import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import { hasScope, mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { answerReturned, findSentMessage, type SentMail } from '../outbox/sent-mails.ts'
import type { SubscriberRow } from '../subscriptions/links.ts'
import { quarantineSubscriber } from '../subscriptions/recipients.ts'
import { findByAddress } from '../subscriptions/subscribing.ts'
import { messageOfCode } from './return-codes.ts'
import type { ReturnedMail, ReturnedRecipient } from './returned-mail.ts'

/**
 * What a report led to: nothing is sent there any more (`held_back`, `complained`); it stands in the ledger
 * and nothing else follows (`noted`); it was known before (`known`); it asks for nothing (`ignored`), or
 * names nobody that this page knows and its sender may name (`unknown`).
 */
export type ReturnOutcome = 'held_back' | 'complained' | 'noted' | 'known' | 'ignored' | 'unknown'

export interface TakenReturn {
  outcome: ReturnOutcome
  /** How many subscribers it concerned. */
  subscribers: number
}

/**
 * Takes in a report that returned a mail. Whom it is about is said by our own code in the mail that it
 * returns; by an address alone only where whoever posts it may take subscribers off the list anyway, since
 * whoever can write to the mailbox for bounces can write any address into a report. Told again, it changes
 * nothing. Throws `forbidden` below responder.
 */
export function takeReturn(
  db: Db,
  actor: Actor,
  { mail, key }: { mail: ReturnedMail; key: string },
  now: number,
): TakenReturn {
  mustAct(actor, 'responder')
  return write(db, (tx) => {
    const coded = mail.codes.flatMap((code) => messageOfCode(key, code) ?? [])[0]
    const outcomes = coded === undefined ? takeByAddress(tx, actor, mail, now) : takeByCode(tx, actor, mail, coded, now)
    const outcome = byWeight.find((one) => outcomes.includes(one)) ?? 'unknown'
    return { outcome, subscribers: outcomes.filter((one) => one !== 'unknown').length }
  })
}

const byWeight: ReturnOutcome[] = ['complained', 'held_back', 'noted', 'known', 'ignored']

function takeByCode(tx: Db, actor: Actor, mail: ReturnedMail, name: string, now: number): ReturnOutcome[] {
  const sent = findSentMessage(tx, name)
  if (!sent) return []
  const worst = worstFor(mail.recipients, sent.subscriber.address)
  // A complaint may leave its reader's address out: whose it is stands in the code.
  const report = worst ?? (mail.isComplaint ? { verdict: 'refused', status: '', diagnostic: 'Complaint' } : null)
  return report ? [takeOne(tx, actor, { report, isComplaint: mail.isComplaint, ...sent }, now)] : ['ignored']
}

const verdicts = ['refused', 'failed', 'delayed', 'fine'] as const

/**
 * What a report says of the one address to which the mail went. Where it names others alone, it was passed
 * on from there: to be refused by one of several is no refusal by all.
 */
function worstFor(recipients: readonly ReturnedRecipient[], address: string | null): Report | null {
  const own = recipients.filter(({ addresses }) => address !== null && addresses.includes(address.toLowerCase()))
  const told = own.length > 0 ? own : recipients
  const ranked = [...told].sort((one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict))
  const [worst] = ranked
  if (!worst || own.length > 0 || worst.verdict !== 'refused') return worst ?? null
  return ranked.every(({ verdict }) => verdict === 'refused') ? worst : { ...worst, verdict: 'failed' }
}

function takeByAddress(tx: Db, actor: Actor, mail: ReturnedMail, now: number): ReturnOutcome[] {
  const mayName = actor.kind !== 'token' || hasScope(actor.scopes, 'subscribers:write')
  if (!mayName) return []
  return mail.recipients.flatMap((report) =>
    subscribersAt(tx, report.addresses).map((subscriber) =>
      takeOne(tx, actor, { report, isComplaint: mail.isComplaint, subscriber, numbers: [] }, now),
    ),
  )
}

function subscribersAt(tx: Db, addresses: readonly string[]): SubscriberRow[] {
  const found = addresses.flatMap((address) =>
    (['public', 'internal'] as const).flatMap((audience) => findByAddress(tx, 'email', address, audience) ?? []),
  )
  return [...new Map(found.map((row) => [row.number, row])).values()]
}

type Report = Pick<ReturnedRecipient, 'verdict' | 'status' | 'diagnostic'>

interface Returned extends SentMail {
  report: Report
  isComplaint: boolean
}

function takeOne(tx: Db, actor: Actor, returned: Returned, now: number): ReturnOutcome {
  const { report, isComplaint, subscriber, numbers } = returned
  const { verdict, status } = report
  if (verdict === 'fine') return 'ignored'
  const words = wordsOf(report, isComplaint)
  const isAnswered = answerReturned(
    tx,
    numbers,
    isComplaint
      ? { answer: 'Marked as spam by its reader.', isFailed: false }
      : verdict === 'delayed'
        ? { answer: `${words}: delayed, the other side still tries`, isFailed: false }
        : { answer: `${words}, returned later`, isFailed: true },
    now,
  )
  const outcome = follow(tx, actor, { ...returned, isNew: isAnswered, words }, now)
  if (outcome === 'known') return 'known'
  const after = { outcome, ...(isComplaint ? {} : { status }) }
  const subject = { subjectKind: 'subscriber', subjectId: subscriber.id }
  recordAudit(tx, actor, { action: 'notification.return', ...subject, after }, now)
  return outcome
}

interface Following extends Returned {
  /** Whether the message had not come back before; true where none is known. */
  isNew: boolean
  words: string
}

function follow(tx: Db, actor: Actor, following: Following, now: number): ReturnOutcome {
  const { report, isComplaint, subscriber, numbers, isNew, words } = following
  const isRepeat = numbers.length > 0 && !isNew
  // A letter about a webhook came back: that says nothing of the webhook.
  if (subscriber.channel !== 'email')
    return isComplaint ? forgetContact(tx, subscriber, now) : isRepeat ? 'known' : 'noted'
  if (isComplaint) {
    if (subscriber.complainedAt !== null) return 'known'
    quarantineSubscriber(tx, actor, { id: subscriber.id, reason: words, isComplaint }, now)
    return 'complained'
  }
  if (isRepeat) return 'known'
  if (report.verdict !== 'refused') return numbers.length > 0 ? 'noted' : 'ignored'
  if (subscriber.quarantinedAt !== null) return numbers.length > 0 ? 'noted' : 'known'
  quarantineSubscriber(tx, actor, { id: subscriber.id, reason: words }, now)
  return 'held_back'
}

/** Whoever marked a letter about a webhook as spam is written no more of them. */
function forgetContact(tx: Db, { number, contact }: SubscriberRow, now: number): ReturnOutcome {
  if (contact === null) return 'known'
  tx.update(subscribers).set({ contact: null, updatedAt: now }).where(eq(subscribers.number, number)).run()
  return 'complained'
}

function wordsOf({ status, diagnostic }: Report, isComplaint: boolean): string {
  if (isComplaint) return 'Its reader marked a mail as spam.'
  return diagnostic.includes(status) ? diagnostic : `${status} ${diagnostic}`.trim()
}
