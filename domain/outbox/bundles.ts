import type { letters } from '#db/schema/outbox'
import type { Channel } from './hand-out.ts'

/** What is older when it can be sent, or was held back, is told as something of the past. */
const belatedAfterMs = 24 * 3_600_000

/** A notification that is to be sent, as a claim reads it. */
export interface Waiting {
  number: number
  subscriberNumber: number
  announcementNumber: number | null
  incidentId: string | null
  letter: (typeof letters)[number] | null
  isDaily: number
  attempts: number
  createdAt: number
  triedFrom: number | null
  /** Until when it is in somebody's hands; null where it is in nobody's. */
  leasedUntil: number | null
  /** When an owner let it go that had been held back. */
  releasedAt: number | null
}

/** What is told a subscriber in one message. */
export interface Bundle {
  rows: [Waiting, ...Waiting[]]
  /** Whether it comes later than news should: after a long stop, or after it was held back. */
  isBelated: boolean
}

/**
 * Puts what waits for subscribers into messages, and returns those of which something is due: all of one
 * incident is told together; of a daily digest, all; what is belated, all that a subscriber missed.
 * A webhook's payload is of one incident, so there belated news is one message for each. A letter goes alone.
 */
export function bundle(channel: Channel, due: readonly Waiting[], beside: readonly Waiting[], now: number): Bundle[] {
  const isDue = new Set(due.map(({ number }) => number))
  const rows = new Map([...due, ...beside].map((row) => [row.number, row]))
  const bundles = [...grouped([...rows.values()], bundleOf).values()].map((together) => ({
    rows: together,
    isBelated: isBelated(together, now),
  }))
  const belated = bundles.filter((one) => one.isBelated)
  const merged = channel === 'webhook' ? belated : [...grouped(belated, subscriberOf).values()].map(mergedOf)
  return [...bundles.filter((one) => !one.isBelated), ...merged].filter((one) =>
    one.rows.some(({ number }) => isDue.has(number)),
  )
}

/** Messages of one key are told together. */
export function bundleOf({ number, subscriberNumber, incidentId, isDaily }: Waiting): string {
  if (incidentId === null) return `letter ${number}`
  return isDaily ? `digest ${subscriberNumber}` : `${subscriberNumber} ${incidentId}`
}

function isBelated(rows: readonly Waiting[], now: number): boolean {
  if (rows.some(({ letter }) => letter !== null)) return false
  if (rows.some(({ releasedAt }) => releasedAt !== null)) return true
  // A digest's news is up to a day old each morning.
  return rows.every(({ isDaily, createdAt }) => isDaily === 0 && createdAt <= now - belatedAfterMs)
}

function subscriberOf({ rows: [first] }: Bundle): string {
  return String(first.subscriberNumber)
}

function mergedOf([first, ...others]: [Bundle, ...Bundle[]]): Bundle {
  return { rows: [...first.rows, ...others.flatMap(({ rows }) => rows)], isBelated: true }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, [Item, ...Item[]]> {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
