import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createTransport } from 'nodemailer'
import type { Connection } from '#db/connection'
import { handOutNext } from '#domain/outbox/hand-out'
import { ask, brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load, type Load } from './load.ts'
import { startMailSink, type MailSink } from './mail-sink.ts'
import { mean, median, p99 } from './measure.ts'
import { atLeast, atMost, exactly, heading, introduce, row } from './report.ts'
import { prepareUpdates } from './updates.ts'

/** How soon many are told, and who waits meanwhile. A round is 100,000 subscribers to hand out to, and 10,000 mails. */
const { rounds, seconds } = asked({ rounds: 10, seconds: 5 })
const subscribers = 100_000 * rounds
const mails = 10_000 * rounds
const mailsOfPeer = Math.min(mails, 2_000)
const mailsOfPool = Math.min(mails, 20_000)

const goals = { postMs: 200, waitMs: 50, mailsPerSecond: 600, growthMb: 20 }
/** About as much as a mail of ours says, and what it is as text and HTML. */
const peerText = 'We have found the cause and are working on it. '.repeat(40)
const peerMailParts = 2
const askEveryMs = 5
const sampleEveryMs = 250
/** So many are written down in one transaction, for the server writes beside it. */
const filledAtOnce = 10_000

introduce(
  `How soon many are told: ${busyWords}. First an update is handed out to ${subscribers} subscribers while one reader asks and one writer writes; then one is sent to ${mails} by SMTP to a server of the same machine that takes all, while / is under half of the load that it can take (wrk, ${connections} connections).`,
)

async function handingOut(): Promise<void> {
  const page = await startBusyPage()
  fill(page.db, subscribers)
  const post = prepareUpdates(page.db)
  const insert = page.db.$client.prepare(`insert into bench_rows (body) values ('waits')`)
  const open = page.db.$client.prepare('select 1 from announcements where handed_out_at is null')
  const startedAt = performance.now()
  const postings = [post(), post()]
  // What was posted is rendered once, however many are told of it.
  await ask(`${page.candor.url}/`, brotli)
  const [getMs, writeMs]: [number[], number[]] = [[], []]
  while (open.get() !== undefined) {
    getMs.push(await timed(() => ask(`${page.candor.url}/`, brotli)))
    writeMs.push(await timed(() => insert.run()))
    await rest(askEveryMs)
  }
  const lastedMs = performance.now() - startedAt
  await page.candor.stop()
  post()
  const chunkMs: number[] = []
  for (let goesOn = true; goesOn;) chunkMs.push(await timed(() => (goesOn = handOutNext(page.db, Date.now()))))
  page.db.$client.close()
  rmSync(page.folder, { recursive: true, force: true })

  heading(`An update for ${subscribers} subscribers`)
  row(
    'the post, the slower of two',
    Math.max(...postings.map(({ commitMs }) => commitMs)),
    'ms',
    atMost(goals.postMs, 'ms'),
  )
  row('a public GET meanwhile, the longest', Math.max(...getMs), 'ms', atMost(goals.waitMs, 'ms'))
  row('a public GET meanwhile, p99', p99(getMs), 'ms')
  row('another writer’s insert meanwhile, the longest', Math.max(...writeMs), 'ms', atMost(goals.waitMs, 'ms'))
  row('another writer’s insert meanwhile, p99', p99(writeMs), 'ms')
  row('a chunk’s transaction alone, median', median(chunkMs), 'ms')
  row('a chunk’s transaction alone, the longest', Math.max(...chunkMs), 'ms', atMost(goals.waitMs, 'ms'))
  row('both handed out to all after', lastedMs / 1_000, 's')
  row('errors in the log', page.candor.errors.length, '', exactly(0))
}

async function sending(): Promise<void> {
  const sink = await startMailSink()
  const page = await startBusyPage({ CANDOR_SMTP_URL: sink.url, CANDOR_MAIL_FROM: 'Bench <bench@example.com>' })
  const home = `${page.candor.url}/`
  const most = (await load(home, brotli, seconds)).perSecond
  const script = join(page.folder, 'half.lua')
  writeFileSync(script, pacedTo(most / 2))
  fill(page.db, mails)
  const post = prepareUpdates(page.db)
  let isOver = false
  const loading = loadUntil(
    () => isOver,
    () => load(home, brotli, seconds, script),
  )
  const startedAt = performance.now()
  post()
  const memory = await sampledUntil(sink.taken(mails), () => page.candor.memoryMb())
  const lastedMs = performance.now() - startedAt
  const poolMs = await timed(() => sendByThePool(sink, mailsOfPool))
  const peerMs = await timed(() => sendLikeAPeer(sink, mailsOfPeer))
  isOver = true
  const half = await loading
  const third = Math.max(1, Math.floor(memory.length / 3))
  const [first, last] = [mean(memory.slice(0, third)), mean(memory.slice(-third))]
  const { errors } = page.candor
  await page.stop()
  await sink.close()

  heading(`${mails} mails, on connections that are kept`)
  row('mails', (mails / lastedMs) * 1_000, 'a second', atLeast(goals.mailsPerSecond, 'a second'))
  row('mails that came twice', sink.count() - mails - mailsOfPool - mailsOfPeer, '', exactly(0))
  row('memory of both processes, first third', first, 'MB')
  row('memory of both processes, last third', last, 'MB', atMost(first + goals.growthMb, 'MB'))
  row('errors in the log', errors.length, '', exactly(0))
  row(
    'yardstick: nodemailer’s pool alone in the same load, which writes, claims and notes nothing',
    (mailsOfPool / poolMs) * 1_000,
    'a second',
  )
  row(
    'yardstick: a peer’s way, one awaited mail after another on a connection each',
    (mailsOfPeer / peerMs) * 1_000,
    'a second',
  )
  heading('Beside that')
  row('the most that / can take', most, 'requests/s')
  row('the load meanwhile', mean(half.map(({ perSecond }) => perSecond)), 'requests/s')
  row('the load’s p99', median(half.map(({ p99Ms }) => p99Ms)), 'ms')
}

/** Writes subscribers down who said yes to all of the page. */
function fill(db: Connection, count: number): void {
  const now = Date.now()
  const insert = db.$client.prepare(`with recursive n(i) as (select @from union all select i + 1 from n where i < @to)
    insert into subscribers (id, channel, audience, address, address_hash, covers_page, link_salt, created_at, confirmed_at,
      consent_source, updated_at)
    select 'bench' || i, 'email', 'public', 'reader' || i || '@example.com', 'hash' || i, 1, 'salt' || i, @now, @now,
      'import', @now from n`)
  for (let from = 1; from <= count; from += filledAtOnce) {
    insert.run({ from, to: Math.min(count, from + filledAtOnce - 1), now })
  }
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
}

/** What wrk's connections wait between an answer and the next request, so that all of them ask so often; it knows whole milliseconds only. */
function pacedTo(perSecond: number): string {
  const waitMs = (connections * 1_000) / perSecond
  const whole = Math.floor(waitMs)
  return `function delay() if math.random() < ${waitMs - whole} then return ${whole + 1} else return ${whole} end end\n`
}

async function loadUntil(isOver: () => boolean, run: () => Promise<Load>): Promise<Load[]> {
  const loads = [await run()]
  while (!isOver()) loads.push(await run())
  return loads
}

async function sampledUntil(end: Promise<void>, sample: () => number): Promise<number[]> {
  const samples: number[] = []
  const stop = new AbortController()
  void end.then(() => stop.abort())
  while (!stop.signal.aborted) {
    samples.push(sample())
    await rest(sampleEveryMs)
  }
  return samples
}

/** As most status pages send: in the request, each to its own connection, and the next when it was answered. */
async function sendLikeAPeer({ url }: MailSink, count: number): Promise<void> {
  const transport = createTransport({ url, pool: false }, { from: 'Bench <bench@example.com>' })
  for (let index = 0; index < count; index++) {
    const mail = {
      to: `reader${index}@example.com`,
      subject: '[Identified] Checkout',
      text: peerText,
      html: `<p>${peerText}</p>`,
    }
    await transport.sendMail(mail)
  }
}

/** Of the library that Candor sends with: one encoded mail again and again, on as many connections, in a thread of its own. */
async function sendByThePool({ url }: MailSink, count: number): Promise<void> {
  const sender = new Worker(
    `const { createTransport } = require('nodemailer')
    const { url, count, raw } = require('node:worker_threads').workerData
    const transport = createTransport({ url, pool: true, maxConnections: 8, maxMessages: 200 })
    const send = (index) => transport.sendMail({ envelope: { from: 'bench@example.com', to: 'reader' + index + '@example.com' }, raw })
    const sendAll = async () => {
      for (let from = 0; from < count; from += 100) {
        await Promise.all(Array.from({ length: Math.min(100, count - from) }, (_, index) => send(from + index)))
      }
      transport.close()
    }
    void sendAll()`,
    {
      eval: true,
      workerData: { url, count, raw: `Subject: [Identified] Checkout\r\n\r\n${peerText.repeat(peerMailParts)}` },
    },
  )
  await once(sender, 'exit')
}

async function timed(run: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

await handingOut()
await sending()
