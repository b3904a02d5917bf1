import { sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { bundleOf, type Bundle, type Waiting } from './bundles.ts'
import { beginHold, endOfLastHold } from './hold-record.ts'

/** So many messages with news an address gets in an hour before it is asked whether that is meant. */
export const mostAnHour = 10
const hourMs = 3_600_000

interface Load {
  subscriber: number
  /** Messages that went there lately, each once, however much it told. */
  sent: number
  /** Whether something is held back from it. */
  isHeld: number
}

/**
 * The messages that may be sent, of those that could be: whoever got ten with news within the hour gets no
 * more of it until an owner has said so, and the rest is held back, inside the caller's transaction. What
 * is in somebody's hands counts as sent. Letters about a subscription are neither counted nor held: they
 * have limits of their own. What an owner released goes out, and counts.
 */
export function holdBeyond(tx: Db, bundles: readonly Bundle[], inFlight: readonly Waiting[], now: number): Bundle[] {
  const isBraked = ({ rows: [first] }: Bundle) => first.letter === null && first.announcementNumber !== null
  const subscribers = [...new Set(bundles.filter(isBraked).map(({ rows: [first] }) => first.subscriberNumber))]
  if (subscribers.length === 0) return [...bundles]
  const loads = readLoads(tx, subscribers, now)
  for (const key of new Map(inFlight.map((row) => [bundleOf(row), row])).values()) {
    const load = loads.get(key.subscriberNumber)
    if (load) load.sent++
  }
  const sendable: Bundle[] = []
  const held: Bundle[] = []
  for (const one of bundles) {
    const [first] = one.rows
    const load = isBraked(one) ? loads.get(first.subscriberNumber) : undefined
    const isReleased = one.rows.some(({ releasedAt }) => releasedAt !== null)
    if (load && !isReleased && (load.isHeld === 1 || load.sent >= mostAnHour)) {
      held.push(one)
      continue
    }
    if (load) load.sent++
    sendable.push(one)
  }
  if (held.length > 0) {
    const numbers = JSON.stringify(held.flatMap(({ rows }) => rows.map(({ number }) => number)))
    tx.run(sql`update notifications set held_at = ${now} where number in (select value from json_each(${numbers}))`)
    beginHold(tx, 'address', now)
  }
  return sendable
}

/** An owner's word about a storm begins the count anew: else the next message would be the next storm. */
function readLoads(tx: Db, subscribers: readonly number[], now: number): Map<number, Load> {
  const ended = endOfLastHold(tx, 'address')
  const rows = tx.all<Load>(sql`select value as subscriber,
      (select count(*) from notifications n where n.subscriber_number = value
        and n.sent_at > ${Math.max(now - hourMs, ended)} and n.told_with is null and n.announcement_number is not null) as sent,
      exists (select 1 from notifications n where n.subscriber_number = value and n.held_at > ${ended}
        and n.sent_at is null and n.failed_at is null) as isHeld
    from json_each(${JSON.stringify(subscribers)})`)
  return new Map(rows.map((row) => [row.subscriber, row]))
}
