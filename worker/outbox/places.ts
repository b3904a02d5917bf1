import type { Actor } from '#domain/actor'
import type { Db } from '#domain/database'
import { groupBy } from '#domain/grouping'
import { claimMessages, type Message } from '#domain/outbox/claims'
import { deliverClaimed, leaseMs, type Sender, type Surroundings } from './deliver.ts'
import { logFault } from './faults.ts'

export type Places = ReturnType<typeof createPlaces>

/**
 * Sends a channel's messages through as many places as its sender takes at once, each filled anew when it
 * is free: whoever answers slowly holds up nobody who answers. While something is on its way to a
 * subscriber nothing more of theirs is taken, so that it comes in order.
 */
export function createPlaces(sender: Sender, actor: Actor, surroundings: Surroundings) {
  const { clock, retry } = surroundings
  /** What is on its way, by subscriber. */
  const underway = new Map<number, { messages: Message[]; done: Promise<void> }>()
  const all = () => [...underway.values()].flatMap(({ messages }) => messages)

  function begin(db: Db, subscriber: number, messages: Message[], now: number): void {
    const done = deliverClaimed(db, actor, sender, { messages, surroundings }, now).then(
      () => void underway.delete(subscriber),
      (error: unknown) => {
        underway.delete(subscriber)
        logFault(error, sender.channel)
      },
    )
    underway.set(subscriber, { messages, done })
  }

  return {
    channel: sender.channel,
    /** Fills the free places with what is due, and returns how many messages that were. */
    fill: async (db: Db): Promise<number> => {
      const now = clock()
      const limits = { most: sender.most, leaseMs, underway: all() }
      const claimed = await retry(() => claimMessages(db, sender.channel, limits, now))
      const bySubscriber = groupBy(claimed, ({ subscriberNumber }) => subscriberNumber)
      for (const [subscriber, messages] of bySubscriber) begin(db, subscriber, messages, now)
      return claimed.length
    },
    /** Waits until nothing is on its way any more, and what became of it is noted. */
    emptied: async (): Promise<void> => {
      await Promise.all([...underway.values()].map(({ done }) => done))
    },
    /** Waits until a place is free. */
    freed: async (): Promise<void> => {
      if (all().length >= sender.most) await Promise.race([...underway.values()].map(({ done }) => done))
    },
  }
}
