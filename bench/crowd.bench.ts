import { ask, brotli } from './ask.ts'
import { asked } from './arguments.ts'
import { startBareServer } from './bare-server.ts'
import { busyWords, connections, startBusyPage } from './busy-page.ts'
import { load, type Load } from './load.ts'
import { median, takeInTurn } from './measure.ts'
import { startNginx } from './nginx.ts'
import { atLeast, atMost, exactly, heading, introduce, kb, row } from './report.ts'

/** The edge against nginx, which serves the same compressed bytes with one worker; in turn, in one run. */
const { rounds, seconds } = asked({ rounds: 5, seconds: 4 })
const documents = {
  home: { path: '/', says: 'The home page' },
  summary: { path: '/api/v2/summary.json', says: 'The Status API’s summary' },
}

const page = await startBusyPage()
introduce(
  `The crowd at the door: ${busyWords}, against nginx with one worker and the same bytes. wrk with ${connections} connections on the same machine, medians of ${rounds} rounds of ${seconds} s, in turn.`,
)
const bodies = {
  home: await ask(page.candor.url + documents.home.path, brotli),
  summary: await ask(page.candor.url + documents.summary.path, brotli),
}
const files = {
  home: { body: bodies.home.body, type: String(bodies.home.headers['content-type']) },
  summary: { body: bodies.summary.body, type: String(bodies.summary.headers['content-type']) },
}
const nginx = await startNginx(page.folder, files)
for (const name of ['home', 'summary'] as const) await compare(name)
heading('Beside that')
row('memory of both processes after that, shared pages counted once', page.candor.memoryMb(), 'MB')
row('errors in the log', page.candor.errors.length, '', exactly(0))
nginx.stop()
await page.stop()

async function compare(name: 'home' | 'summary'): Promise<void> {
  const ours = page.candor.url + documents[name].path
  const theirs = `${nginx.url}/${name}`
  const bare = await startBareServer(page.folder, files[name])
  const loads = await takeInTurn(
    {
      candor: () => load(ours, brotli, seconds),
      nginx: () => load(theirs, brotli, seconds),
      bare: () => load(bare.url, brotli, seconds),
      candor304: async () => load(ours, await knowing(ours), seconds),
      nginx304: async () => load(theirs, await knowing(theirs), seconds),
    },
    rounds,
    1,
  )
  bare.stop()
  const of = (side: keyof typeof loads, figure: keyof Load) => median(loads[side].map((one) => one[figure]))
  heading(`${documents[name].says}, ${(bodies[name].body.length / kb).toFixed(1)} KB in Brotli`)
  row('Candor', of('candor', 'perSecond'), 'requests/s')
  row('nginx', of('nginx', 'perSecond'), 'requests/s')
  row('Candor / nginx', of('candor', 'perSecond') / of('nginx', 'perSecond'), '', atLeast(0.55))
  row('a server of a few lines in Node, the same bytes', of('bare', 'perSecond'), 'requests/s')
  row('Candor / the server of a few lines', of('candor', 'perSecond') / of('bare', 'perSecond'), '')
  row('304s of Candor', of('candor304', 'perSecond'), 'requests/s')
  row('304s of nginx', of('nginx304', 'perSecond'), 'requests/s')
  row('304s, Candor / nginx', of('candor304', 'perSecond') / of('nginx304', 'perSecond'), '', atLeast(0.45))
  row('p99 of Candor', of('candor', 'p99Ms'), 'ms')
  row('p99 of nginx', of('nginx', 'p99Ms'), 'ms')
  row('p99, Candor / nginx', of('candor', 'p99Ms') / of('nginx', 'p99Ms'), '', atMost(3))
  row('errors', sumOfErrors(Object.values(loads).flat()), '', exactly(0))
}

function sumOfErrors(loads: readonly Load[]): number {
  return loads.reduce((sum, { errors }) => sum + errors, 0)
}

/** The headers of a reader who has the present copy: Candor's page is rendered anew each minute, with another "as of". */
async function knowing(url: string): Promise<Record<string, string>> {
  const headers = { ...brotli, 'If-None-Match': String((await ask(url, brotli)).headers.etag) }
  const { status } = await ask(url, headers)
  if (status !== 304) throw new Error(`${url} answers ${status} to a reader who has its copy`)
  return headers
}
