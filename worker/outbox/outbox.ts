import { connection, type Connection } from '#db/connection'
import type { Actor } from '#domain/actor'
import { handOutNext } from '#domain/outbox/hand-out'
import { settleHeld } from '#domain/outbox/holds'
import { endFinishedSubscriptions } from '#domain/subscriptions/incident-ends'
import { log } from '#log'
import type { createAskOwners } from './ask-owners.ts'
import { deliverDue, type Sender, type Surroundings } from './deliver.ts'
import { logFault } from './faults.ts'
import { createPlaces, type Places } from './places.ts'

const restMs = 1_000
/** About as long as a chunk takes: else whoever writes beside it finds the database locked again and again. */
const betweenChunksMs = 10
/** Places that get free meanwhile are filled together. */
const betweenFillsMs = 100
/** Between tries to reach the owners. */
const askAgainMs = 60_000
/** What is over is no hurry. */
const endedEveryMs = 60_000
const firstPauseMs = 10_000
const longestPauseMs = 5 * 60_000

const outboxActor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

export interface Outbox {
  /** Ends after what is being sent, and resolves when what became of them is noted. */
  stop: () => Promise<void>
}

/** When messages are held back, and how it is asked what becomes of them. */
export interface Brake {
  mostRecipients: number
  askOwners: ReturnType<typeof createAskOwners>
}

/**
 * Starts to send what is due: one loop that hands announcements out, two for what is held, one for what ends, and one for
 * each channel, so that none waits for another.
 */
export function startOutbox(
  senders: readonly Sender[],
  surroundings: Surroundings,
  { mostRecipients, askOwners }: Brake,
): Outbox {
  const stopping = new AbortController()
  const { signal } = stopping
  const mails = senders.filter(({ channel }) => channel === 'email')
  const places = senders
    .filter((sender) => !mails.includes(sender))
    .map((sender) => createPlaces(sender, outboxActor, surroundings))
  const run = (name: string, round: () => Promise<number>) => loop(signal, name, round)
  const loops = [
    run('hand out', async () => ((await handOut(surroundings, mostRecipients)) ? betweenChunksMs : restMs)),
    run('held', async () => {
      const db: Connection = connection()
      return (await surroundings.retry(() => settleHeld(db, surroundings.clock()))) ? 0 : restMs
    }),
    run('ask owners', async () => ((await askOwners(connection(), surroundings)) > 0 ? askAgainMs : restMs)),
    run('end subscriptions', async () => ((await endSubscriptions(surroundings)) ? 0 : endedEveryMs)),
    // One mail server takes all mails, many in a batch; what is posted goes to as many receivers, fast and slow.
    ...mails.map((sender) => run(sender.channel, inBatches(sender, surroundings))),
    ...places.map((of) => run(of.channel, oneByOne(of))),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
      await Promise.all(places.map(({ emptied }) => emptied()))
    },
  }
}

function inBatches(sender: Sender, surroundings: Surroundings): () => Promise<number> {
  const pause = pauses()
  return async () => {
    const { taken, blocked } = await deliverDue(connection(), outboxActor, sender, surroundings)
    if (blocked !== null) return pause.next(sender.channel, blocked)
    if (taken > 0) pause.end(sender.channel)
    return taken === sender.most ? 0 : restMs
  }
}

function oneByOne({ fill, freed }: Places): () => Promise<number> {
  return async () => {
    const taken = await fill(connection())
    await freed()
    return taken > 0 ? betweenFillsMs : restMs
  }
}

async function handOut({ retry, clock }: Surroundings, mostRecipients: number): Promise<boolean> {
  const db: Connection = connection()
  return retry(() => handOutNext(db, clock(), mostRecipients))
}

async function endSubscriptions({ retry, clock }: Surroundings): Promise<boolean> {
  const db: Connection = connection()
  return retry(() => endFinishedSubscriptions(db, clock()))
}

/** Runs rounds until it is stopped; a round says after how many milliseconds the next one begins. */
async function loop(signal: AbortSignal, name: string, round: () => Promise<number>): Promise<void> {
  while (!signal.aborted) {
    const wait = await round().catch((error: unknown) => {
      logFault(error, name)
      return restMs
    })
    await rest(wait, signal)
  }
}

/** A pause lets whoever else waits have their turn, even where it is 0. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

/** How long a channel rests that can't send at all: longer each time, up to five minutes. */
function pauses() {
  let ms = 0
  return {
    next: (channel: string, answer: string): number => {
      ms = Math.min(ms === 0 ? firstPauseMs : ms * 2, longestPauseMs)
      log.warn({ channel, answer, pauseMs: ms }, 'nothing can be sent on this channel; trying again')
      return ms
    },
    end: (channel: string): void => {
      if (ms > 0) log.info({ channel }, 'the channel sends again')
      ms = 0
    },
  }
}
