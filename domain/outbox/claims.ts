import { sql } from 'drizzle-orm'
import type { letters } from '#db/schema/outbox'
import { write, type Db } from '../database.ts'
import type { Channel } from './hand-out.ts'

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
  letter: (typeof letters)[number] | null
  /** How often it was tried, this time too. */
  attempts: number
  /** When the oldest of them was written. */
  createdAt: number
}

interface Waiting {
  number: number
  subscriberNumber: number
  announcementNumber: number | null
  incidentId: string | null
  letter: Message['letter']
  isDaily: number
  attempts: number
  createdAt: number
  dueAt: number
}

/**
 * Takes the messages of a channel that are due, the longest due first, for `leaseMs`: whoever took them
 * and dies lets them be taken again then. All that waits for a subscriber about one incident, what is put
 * off too, becomes one message; of a daily digest, all that is due. One short transaction, which counts
 * the attempt: sending comes after it. Candor's own work: it asks for no role.
 */
export function claimMessages(
  db: Db,
  channel: Channel,
  { most, leaseMs }: { most: number; leaseMs: number },
  now: number,
): Message[] {
  return write(db, (tx) => {
    const due = selectDue(tx, channel, most, now)
    if (due.length === 0) return []
    const messages = bundle(due, selectBeside(tx, due, now)).map((rows) => messageOf(channel, rows))
    const numbers = JSON.stringify(messages.flatMap((message) => message.numbers))
    tx.run(sql`update notifications set attempts = attempts + 1, due_at = ${now + leaseMs}, leased_until = ${now + leaseMs}
      where number in (select value from json_each(${numbers}))`)
    return messages
  })
}

export interface Sent {
  message: Message
  /** What the other side said, in one line. */
  answer: string
}

/** Notes what was sent, many in one transaction. What was given up or left meanwhile was told all the same. */
export function markSent(db: Db, sent: readonly Sent[], now: number): void {
  if (sent.length === 0) return
  const rows = JSON.stringify(
    sent.flatMap(({ message, answer }) => message.numbers.map((number) => [number, answer, message.number])),
  )
  write(db, (tx) =>
    tx.run(sql`update notifications set sent_at = ${now}, failed_at = null, leased_until = null, answer = j.answer,
        told_with = nullif(j.told_with, notifications.number)
      from (select value ->> 0 as number, value ->> 1 as answer, value ->> 2 as told_with from json_each(${rows})) j
      where notifications.number = j.number`),
  )
}

/** Puts a message off until it is tried again. */
export function putOff(db: Db, message: Message, { until, answer }: { until: number; answer: string }): void {
  write(db, (tx) =>
    tx.run(sql`update notifications set due_at = ${until}, leased_until = null, answer = ${answer}
      where sent_at is null and failed_at is null and number in (select value from json_each(${JSON.stringify(message.numbers)}))`),
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
  a.incident_id as incidentId, n.letter, s.cadence = 'daily' as isDaily, n.attempts, n.created_at as createdAt, n.due_at as dueAt`

function selectDue(tx: Db, channel: Channel, most: number, now: number): Waiting[] {
  return tx.all<Waiting>(sql`select ${columns}
    from notifications n join subscribers s on s.number = n.subscriber_number
      left join announcements a on a.number = n.announcement_number
    where n.channel = ${channel} and n.due_at <= ${now} and n.sent_at is null and n.failed_at is null
    order by n.due_at limit ${most}`)
}

/** What else waits for the same subscribers and is in nobody's hands. */
function selectBeside(tx: Db, due: readonly Waiting[], now: number): Waiting[] {
  const numbers = JSON.stringify([...new Set(due.map(({ subscriberNumber }) => subscriberNumber))])
  return tx.all<Waiting>(sql`select ${columns}
    from notifications n join subscribers s on s.number = n.subscriber_number
      join announcements a on a.number = n.announcement_number
    where n.sent_at is null and n.failed_at is null and (n.leased_until is null or n.leased_until <= ${now})
      and (s.cadence <> 'daily' or n.due_at <= ${now})
      and n.subscriber_number in (select value from json_each(${numbers}))`)
}

function bundle(due: readonly Waiting[], beside: readonly Waiting[]): Waiting[][] {
  const bundles = new Map<string, Map<number, Waiting>>(due.map((row) => [bundleOf(row), new Map()]))
  for (const row of [...due, ...beside]) bundles.get(bundleOf(row))?.set(row.number, row)
  return [...bundles.values()].map((rows) => [...rows.values()])
}

/** Messages of one key are told together: all of a daily digest, else what is of one incident; each letter goes alone. */
function bundleOf({ number, subscriberNumber, incidentId, isDaily }: Waiting): string {
  if (incidentId === null) return `letter ${number}`
  return isDaily ? `digest ${subscriberNumber}` : `${subscriberNumber} ${incidentId}`
}

function messageOf(channel: Channel, rows: readonly Waiting[]): Message {
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
    attempts: Math.max(...rows.map(({ attempts }) => attempts)) + 1,
    createdAt: Math.min(...rows.map(({ createdAt }) => createdAt)),
  }
}
