import { sql, type SQL } from 'drizzle-orm'
import { write, type Db } from '../database.ts'
import { bundle, type Bundle, type Waiting } from './bundles.ts'
import type { Channel } from './hand-out.ts'
import { holdBeyond } from './storm-brake.ts'

/** Letters take at most so little of what is claimed at once. */
const shareOfLetters = 4

/** A message that is to be sent: one or more notifications of a subscriber, told together. */
export interface Message {
  /** The notification that the message is known by: the newest news of it. */
  number: number
  /** All of them, that one too. */
  numbers: number[]
  subscriberNumber: number
  channel: Channel
  /** What it tells, the newest first; empty for a letter. */
  announcements: number[]
  letter: Waiting['letter']
  /** Whether it tells what should have been told earlier: after a long stop, or after it was held back. */
  isBelated: boolean
  /** How often it was tried, this time too. */
  attempts: number
  /** When the one of them that is tried for the shortest time was tried first. */
  triedFrom: number
}

interface Limits {
  /** So many messages are on their way at once. */
  most: number
  leaseMs: number
  /** Those that whoever asks took before and still sends; what comes after them to the same subscribers waits. */
  underway?: readonly Message[]
}

/**
 * Takes the messages of a channel that are due, the longest due first, for `leaseMs`: whoever took them
 * and dies lets them be taken again then. What waits for a subscriber becomes one message as `bundle`
 * says; what would be too much for an address is held back instead. One short transaction, which counts
 * the attempt: sending comes after it. Candor's own work: it asks for no role.
 */
export function claimMessages(
  db: Db,
  channel: Channel,
  { most, leaseMs, underway = [] }: Limits,
  now: number,
): Message[] {
  return write(db, (tx) => {
    const due = selectDue(tx, channel, { most, underway }, now)
    if (due.length === 0) return []
    const beside = selectBeside(tx, due, now)
    const isFree = ({ leasedUntil }: Waiting) => leasedUntil === null || leasedUntil <= now
    const bundles = bundle(channel, due, beside.filter(isFree), now)
    const inFlight = beside.filter((row) => !isFree(row))
    const messages = holdBeyond(tx, bundles, inFlight, now).map((one) => messageOf(channel, one, now))
    const numbers = JSON.stringify(messages.flatMap((message) => message.numbers))
    tx.run(sql`update notifications set attempts = attempts + 1, due_at = ${now + leaseMs}, leased_until = ${now + leaseMs},
        tried_from = coalesce(tried_from, ${now})
      where number in (select value from json_each(${numbers}))`)
    return messages
  })
}

export interface Sent {
  message: Message
  /** What the other side said, in one line. */
  answer: string
}

/**
 * Notes what was sent, many in one transaction. Who left meanwhile was told all the same, but what was
 * answered may repeat the address, and is not kept of them; what came back meanwhile was not told.
 */
export function markSent(db: Db, sent: readonly Sent[], now: number): void {
  if (sent.length === 0) return
  const rows = JSON.stringify(
    sent.flatMap(({ message, answer }) => message.numbers.map((number) => [number, answer, message.number])),
  )
  write(db, (tx) =>
    tx.run(sql`update notifications set sent_at = ${now}, failed_at = null, leased_until = null,
        answer = (select case when s.left_at is null then j.answer end from subscribers s
          where s.number = notifications.subscriber_number),
        told_with = nullif(j.told_with, notifications.number)
      from (select value ->> 0 as number, value ->> 1 as answer, value ->> 2 as told_with from json_each(${rows})) j
      where notifications.number = j.number and (failed_at is null
        or exists (select 1 from subscribers s where s.number = subscriber_number and s.left_at is not null))`),
  )
}

/** A message that was not sent and is tried again. */
export interface PutOff {
  message: Message
  until: number
  answer: string
  /** Whether it was not tried at all after it was taken. */
  isUntried?: boolean
  /** Whether nothing could be sent on the channel: the time after which it is given up begins anew. */
  isBlocked?: boolean
}

/** Puts messages off until they are tried again, many in one transaction. */
export function putOff(db: Db, putOffs: readonly PutOff[]): void {
  if (putOffs.length === 0) return
  const rows = JSON.stringify(
    putOffs.flatMap(({ message, until, answer, isUntried = false, isBlocked = false }) =>
      message.numbers.map((number) => [number, until, answer, Number(isUntried), Number(isBlocked)]),
    ),
  )
  write(db, (tx) =>
    tx.run(sql`update notifications set due_at = j.until, leased_until = null, answer = j.answer,
        attempts = attempts - j.is_untried,
        tried_from = case when j.is_blocked or attempts = j.is_untried then null else tried_from end
      from (select value ->> 0 as number, value ->> 1 as until, value ->> 2 as answer, value ->> 3 as is_untried,
        value ->> 4 as is_blocked from json_each(${rows})) j
      where notifications.number = j.number and sent_at is null and failed_at is null`),
  )
}

/** Gives a message up: it stays in the ledger as failed, with why. */
export function giveUp(db: Db, message: Message, answer: string, now: number): void {
  write(db, (tx) => {
    giveUpIn(tx, message.numbers, answer, now)
  })
}

function giveUpIn(tx: Db, numbers: readonly number[], answer: string, now: number): void {
  tx.run(sql`update notifications set failed_at = ${now}, leased_until = null, answer = ${answer}
    where sent_at is null and failed_at is null and number in (select value from json_each(${JSON.stringify(numbers)}))`)
}

const columns = sql`n.number, n.subscriber_number as subscriberNumber, n.announcement_number as announcementNumber,
  a.incident_id as incidentId, n.letter, s.cadence = 'daily' as isDaily, n.attempts, n.created_at as createdAt,
  n.tried_from as triedFrom, n.leased_until as leasedUntil, n.released_at as releasedAt`

/** Letters first, since somebody waits for each with the page open; they leave news most of the room. */
function selectDue(
  tx: Db,
  channel: Channel,
  { most, underway }: { most: number; underway: readonly Message[] },
  now: number,
): Waiting[] {
  const busy = JSON.stringify(underway.map(({ subscriberNumber }) => subscriberNumber))
  const select = (which: SQL, limit: number) =>
    tx.all<Waiting>(sql`select ${columns}
      from notifications n join subscribers s on s.number = n.subscriber_number
        left join announcements a on a.number = n.announcement_number
      where n.channel = ${channel} and n.due_at <= ${now} and n.sent_at is null and n.failed_at is null and ${which}
        and n.subscriber_number not in (select value from json_each(${busy}))
      order by n.due_at limit ${limit}`)
  const free = Math.max(0, most - underway.length)
  const ofLetters = Math.ceil(most / shareOfLetters) - underway.filter(({ letter }) => letter !== null).length
  const letters = select(sql`n.letter is not null`, Math.max(0, Math.min(ofLetters, free)))
  const numbers = new Set(letters.map(({ number }) => number))
  const others = select(sql`n.held_at is null`, free).filter(({ number }) => !numbers.has(number))
  return [...letters, ...others.slice(0, free - letters.length)]
}

/** What other news waits for the same subscribers, what is in somebody's hands too. */
function selectBeside(tx: Db, due: readonly Waiting[], now: number): Waiting[] {
  const numbers = JSON.stringify([...new Set(due.map(({ subscriberNumber }) => subscriberNumber))])
  return tx.all<Waiting>(sql`select ${columns}
    from notifications n join subscribers s on s.number = n.subscriber_number
      join announcements a on a.number = n.announcement_number
    where n.sent_at is null and n.failed_at is null and n.held_at is null
      and (s.cadence <> 'daily' or n.due_at <= ${now} or n.leased_until > ${now})
      and n.subscriber_number in (select value from json_each(${numbers}))`)
}

function messageOf(channel: Channel, { rows, isBelated }: Bundle, now: number): Message {
  const newestFirst = [...rows].sort(
    (one, other) => (other.announcementNumber ?? 0) - (one.announcementNumber ?? 0) || other.number - one.number,
  )
  const [newest] = newestFirst as [Waiting]
  return {
    number: newest.number,
    numbers: newestFirst.map(({ number }) => number),
    subscriberNumber: newest.subscriberNumber,
    channel,
    announcements: newestFirst.flatMap(({ announcementNumber }) => announcementNumber ?? []),
    letter: newest.letter,
    isBelated,
    attempts: Math.max(...rows.map(({ attempts }) => attempts)) + 1,
    triedFrom: Math.max(...rows.map(({ triedFrom }) => triedFrom ?? now)),
  }
}
