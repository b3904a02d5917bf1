import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { build } from 'esbuild'
import type { Connection } from '#db/connection'
import type { Actor } from '#domain/actor'
import { openIncident } from '#domain/incidents/incidents'
import { postUpdate } from '#domain/incidents/incident-updates'
import { removeSubscriber } from '#domain/subscriptions/subscriber-acts'
import { startCountingReceiver, type Arrival, type CountingReceiver } from '../mail/counting-receiver.ts'

/** An outbox that is killed again and again while mails go out, and what came of them. */
export interface KillPlan {
  /** Of a page with its tables, and nobody subscribed. */
  db: Connection
  /** The same database's file. */
  file: string
  /** What `bundleOutbox` made. */
  program: string
  /** So many said yes; a tenth as many more were asked and never answered. */
  subscribers: number
  kills: number
  /** A life ends after at most so many mails. */
  mostMails: number
  /** In 0…1. */
  random: () => number
}

export interface KillReport {
  updates: number
  mails: number
  /** How often it was killed how. */
  kills: Record<KillKind, number>
  left: number
  /** Updates that somebody never got, as “address update”. */
  missing: string[]
  /** Mails to who never said yes or was gone. */
  unwanted: string[]
  /** Mails that told what a mail of the same life had told. */
  needless: string[]
  /** Mails that told the same once more under another name. */
  renamed: string[]
  /** Mails that told again what a killed life had told, and the most of them after one kill. */
  repeats: number
  mostRepeatsOfAKill: number
  /** What the outbox still holds in the end. */
  waiting: number
}

/** So many messages are in an outbox’s hands at once, and may be told twice when it is killed. */
export const mostInFlight = 100

export const killKinds = ['after an answer', 'before an answer', 'while handing out'] as const
export type KillKind = (typeof killKinds)[number]

/** Longer than a lease, so that what a dead outbox held is taken up by the next; so short that no news gets a day old. */
const lifeMs = 6 * 60_000
/** Numbers of subscribers lie so far apart that handing out takes several chunks, however few there are. */
const leastNumbers = 10_000
/** So few that nobody hears of more within an hour than one address gets. */
const incidents = 5
const leaversOfAKill = 3
const key = Buffer.alloc(32, 7).toString('base64')
const url = 'https://status.acme.example'
const actor: Actor = { kind: 'command', name: 'candor', role: 'owner' }

/** Bundles the outbox into a program that can be killed. Resolves with its file. */
export async function bundleOutbox(): Promise<string> {
  const program = '.cache/killed-outbox.js'
  await build({
    entryPoints: ['worker/outbox/killed-outbox.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'warning',
  })
  return program
}

/** Kills as often as the plan says, then lets the last outbox finish. Resolves with what everybody got. */
export async function killAgainAndAgain(plan: KillPlan): Promise<KillReport> {
  const { db, random } = plan
  const page = pageOf(plan)
  const told = new Tellings()
  const kills = Object.fromEntries(killKinds.map((kind) => [kind, 0])) as Record<KillKind, number>
  const present = subscribe(plan)
  let onMail: (arrival: Arrival) => void = () => undefined
  const receiver = await startCountingReceiver((arrival) => {
    told.take(arrival)
    onMail(arrival)
  })
  try {
    page.post()
    for (let count = 0; count < plan.kills; count++) {
      const kind = killKinds[count % killKinds.length] ?? 'after an answer'
      if (kind === 'while handing out') page.post()
      const outbox = start(plan, receiver, page)
      const dead = once(outbox, 'exit')
      let left = 1 + Math.floor(random() * (kind === 'while handing out' ? 4 : plan.mostMails))
      const postsAt = Math.floor(left / 2)
      onMail = () => {
        if (kind === 'while handing out') return
        left--
        if (left === postsAt && count % 2 === 1) page.post(outbox)
        if (left > 0) return
        // The answer leaves at the end of this turn.
        if (kind === 'before an answer') outbox.kill('SIGKILL')
        else setImmediate(() => outbox.kill('SIGKILL'))
      }
      outbox.on('message', (said) => {
        if (said === 'idle') page.post(outbox)
        else if (kind === 'while handing out' && --left === 0) outbox.kill('SIGKILL')
      })
      await dead
      await receiver.quiet()
      onMail = () => undefined
      kills[kind]++
      told.life++
      page.ahead += lifeMs
      for (let leaver = 0; leaver < leaversOfAKill; leaver++) told.gone.add(remove(db, present, random, page.now()))
      if (count % 4 === 3) page.post()
    }
    const last = start(plan, receiver, page)
    await new Promise<void>((resolve, reject) => {
      last.once('message', function heard(said) {
        if (said === 'idle') resolve()
        else last.once('message', heard)
      })
      last.once('exit', (code) => reject(new Error(`the outbox ended with ${code}`)))
    })
    last.removeAllListeners('exit')
    const ended = once(last, 'exit')
    last.kill('SIGKILL')
    await ended
  } finally {
    await receiver.close()
  }
  return { ...told.report([...present.values()], page.updates), kills, waiting: countWaiting(db) }
}

function start({ program, file }: KillPlan, receiver: CountingReceiver, { ahead }: { ahead: number }): ChildProcess {
  const args = ['--database', file, '--smtp', receiver.url, '--url', url, '--key', key, '--ahead', String(ahead)]
  return fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** What the team does meanwhile: updates that are told apart by their number. */
function pageOf({ db, kills }: KillPlan) {
  const updatesEach = Math.ceil(kills / incidents)
  let incidentId = ''
  const page = {
    updates: 0,
    ahead: 0,
    now: () => Date.now() + page.ahead,
    post: (outbox?: ChildProcess) => {
      const body = `We told ${nameOf(page.updates)} here.`
      if (page.updates % updatesEach === 0) {
        incidentId = openIncident(db, actor, { title: 'Checkout refuses card payments', body }, page.now())
      } else postUpdate(db, actor, { incidentId, status: 'identified', body }, page.now())
      page.updates++
      outbox?.send('more')
    },
  }
  return page
}

const nameOf = (update: number) => `upd${String(update).padStart(4, '0')}x`

/** Writes subscribers down at once. Returns those who said yes: the ids by address. */
function subscribe({ db, subscribers }: KillPlan): Map<string, string> {
  const now = Date.now() - 1
  const all = subscribers + Math.floor(subscribers / 10)
  const step = Math.max(1, Math.floor(leastNumbers / all))
  const insert = db.$client.prepare(`insert into subscribers (number, id, channel, audience, address, covers_page,
      link_salt, created_at, confirmed_at, consent_source, updated_at)
    values (?, ?, 'email', 'public', ?, 1, 'salt', ?, ?, 'page', ?)`)
  const present = new Map<string, string>()
  db.$client.exec('begin immediate')
  for (let index = 0; index < all; index++) {
    const isAsked = index % 11 === 10
    const [id, address] = [`subscriber${index}`, `s${index}@example.com`]
    insert.run(1 + index * step, id, address, now, isAsked ? null : now, now)
    if (!isAsked) present.set(address, id)
  }
  db.$client.exec('commit')
  return present
}

function remove(db: Connection, present: Map<string, string>, random: () => number, now: number): string {
  const all = [...present]
  const [address, id] = all[Math.floor(random() * all.length)] ?? ['', '']
  removeSubscriber(db, actor, { id }, now)
  present.delete(address)
  return address
}

function countWaiting(db: Connection): number {
  const waiting = db.$client.prepare<[], number>(`select
    (select count(*) from notifications where sent_at is null and failed_at is null)
    + (select count(*) from announcements where handed_out_at is null)`)
  return waiting.pluck().get() ?? 0
}

/** What everybody got, and in which life of the outbox. */
class Tellings {
  life = 0
  readonly gone = new Set<string>()
  readonly #updates = new Map<string, Map<string, number>>()
  readonly #ids = new Map<string, string>()
  readonly #mails: string[] = []
  readonly #unwanted: string[] = []
  readonly #needless: string[] = []
  readonly #renamed: string[] = []
  /** By the life that was killed; without a number where nothing was told twice. */
  readonly #repeats: (number | undefined)[] = []

  take({ to, messageId, raw }: Arrival): void {
    const told = [...new Set(raw.match(/upd\d{4}x/g))].sort()
    const line = `${to} ${told.join()} ${messageId}`
    this.#mails.push(line)
    if (this.gone.has(to)) this.#unwanted.push(line)
    const known = this.#updates.get(to) ?? new Map<string, number>()
    this.#updates.set(to, known)
    const lives = told.flatMap((update) => known.get(update) ?? [])
    if (lives.includes(this.life)) this.#needless.push(line)
    else if (lives.length > 0) this.#repeats[Math.max(...lives)] = (this.#repeats[Math.max(...lives)] ?? 0) + 1
    for (const update of told) known.set(update, this.life)
    const named = `${to} ${told.join()}`
    if ((this.#ids.get(named) ?? messageId) !== messageId) this.#renamed.push(line)
    this.#ids.set(named, messageId)
  }

  report(present: readonly string[], updates: number): Omit<KillReport, 'kills' | 'waiting'> {
    const all = Array.from({ length: updates }, (_, update) => nameOf(update))
    const addresses = present.map((id) => `s${id.replace('subscriber', '')}@example.com`)
    const wanted = new Set([...addresses, ...this.gone])
    const repeats = Array.from(this.#repeats, (count) => count ?? 0)
    return {
      updates,
      mails: this.#mails.length,
      left: this.gone.size,
      missing: addresses.flatMap((address) =>
        all.filter((update) => !this.#updates.get(address)?.has(update)).map((update) => `${address} ${update}`),
      ),
      unwanted: [...this.#unwanted, ...[...this.#updates.keys()].filter((address) => !wanted.has(address))],
      needless: this.#needless,
      renamed: this.#renamed,
      repeats: repeats.reduce((sum, count) => sum + count, 0),
      mostRepeatsOfAKill: Math.max(0, ...repeats),
    }
  }
}
