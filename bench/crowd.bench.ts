import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateLargePage } from '#db/demo/large-page'
import { makeIncident } from '#db/demo/makers'
import { terminal } from '#db/demo/actors'
import { postUpdate } from '#domain/incidents/incident-updates'
import { memoryOf, openForBench, startForBench } from './candor.ts'
import { load, startNginx, type Load } from './load.ts'
import { heading, median, row } from './measure.ts'

/**
 * The crowd at the door: the edge against nginx with the same bytes, in turn in one run; how soon an
 * update is seen under full load; what a first visit weighs. Needs wrk and nginx on the path.
 */
const rounds = 5
const seconds = 4
const connections = 32
const updates = 40
const now = Date.now()
const brotli = { 'Accept-Encoding': 'br' }

const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'))
const dataDir = join(folder, 'data')
const db = openForBench(dataDir, now)
generateLargePage(db, { incidents: 500, windows: 3_000, components: 30, seed: 1, endsAt: now })
const incidentId = makeIncident(db, { title: 'Checkout refuses some card payments' }, now)
const candor = await startForBench(dataDir)

process.stdout.write(
  `Measured ${new Date(now).toISOString()} with Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, wrk with ${connections} connections on the same machine, medians of ${rounds} rounds of ${seconds} s, in turn.\n`,
)
await measureAgainstNginx()
await measureFreshness()
await measureFirstVisit()
await candor.stop()
db.$client.close()
rmSync(folder, { recursive: true, force: true })

async function measureAgainstNginx(): Promise<void> {
  const home = await get('/', brotli)
  const files = { 'home.html': { body: home.body, type: 'text/html' } }
  const nginx = await startNginx(folder, files)
  const etag = String(home.headers.etag)
  const plain = await get('', brotli, `${nginx.url}/home.html`)
  const cases: Record<string, () => Promise<Load>> = {
    candor: () => load(`${candor.url}/`, brotli, { seconds, connections }),
    nginx: () => load(`${nginx.url}/home.html`, brotli, { seconds, connections }),
    'candor 304': () => load(`${candor.url}/`, { ...brotli, 'If-None-Match': etag }, { seconds, connections }),
    'nginx 304': () =>
      load(
        `${nginx.url}/home.html`,
        { ...brotli, 'If-None-Match': String(plain.headers.etag) },
        { seconds, connections },
      ),
  }
  const results: Record<string, Load[]> = Object.fromEntries(Object.keys(cases).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(cases)) results[name]?.push(await measure())
  }
  nginx.stop()
  const of = (name: string, figure: keyof Load) => median((results[name] ?? []).map((result) => result[figure]))
  const ratio = (one: string, other: string) => (of(one, 'perSecond') / of(other, 'perSecond')).toFixed(2)
  heading(`The home page, ${(home.body.length / 1024).toFixed(1)} KB in Brotli`)
  for (const name of Object.keys(cases)) {
    row(name, `${of(name, 'perSecond').toFixed(0)} requests/s, p99 ${of(name, 'p99Ms').toFixed(1)} ms`, '')
  }
  row('candor / nginx', ratio('candor', 'nginx'), '≥ 0.55')
  row('304s, candor / nginx', ratio('candor 304', 'nginx 304'), '≥ 0.45')
  row('p99, candor / nginx', (of('candor', 'p99Ms') / of('nginx', 'p99Ms')).toFixed(1), '≤ 3')
  row('errors', String(of('candor', 'errors')), '0')
  row('memory of both processes after that', memoryOf(candor), '')
}

/** From the commit of an update to the first answer that shows it, while the page is under full load. */
async function measureFreshness(): Promise<void> {
  const load32 = load(`${candor.url}/`, brotli, { seconds: 30, connections })
  const times: number[] = []
  let older = 0
  for (let count = 1; count <= updates; count++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const body = `Update number ${count} of the bench.`
    postUpdate(db, terminal, { incidentId, status: 'identified', body }, Date.now())
    const committedAt = performance.now()
    for (let isSeen = false; !isSeen;) {
      const html = (await get('/', {})).body.toString('utf8')
      isSeen = html.includes(body)
      if (isSeen) times.push(performance.now() - committedAt)
      else if (!html.includes(`Update number ${count - 1} `) && count > 1) older++
    }
  }
  const { errors } = await load32
  const sorted = [...times].sort((a, b) => a - b)
  heading(`From a commit to the first answer that shows it, under full load, ${updates} updates`)
  row('median', `${median(times).toFixed(0)} ms`, '')
  row('p99', `${(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0).toFixed(0)} ms`, '≤ 250 ms')
  row('answers older than one seen before', String(older), '0')
  row('errors', String(errors), '0')
}

async function measureFirstVisit(): Promise<void> {
  const home = await get('/', brotli)
  const script = await get('/live.js', brotli)
  heading('A first visit, in Brotli')
  row('the page alone', `${(home.body.length / 1024).toFixed(1)} KB`, '≤ 12 KB')
  row('with live.js', `${((home.body.length + script.body.length) / 1024).toFixed(1)} KB`, '≤ 18 KB')
}

function get(path: string, headers: Record<string, string>, url = candor.url + path) {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = request(url, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
