import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childEnvironment } from '#config'
import type { Connection } from '#db/connection'
import { generateLargePage } from '#db/demo/large-page'
import { openPageDatabase } from '#db/page-database'
import { initializePage, readPage } from '#domain/page'
import { readHistorySearch, type HistoryQuery } from '#domain/public/history-search'
import { heading, measureInTurn, row } from './measure.ts'

/** Searches of a history of 10,000 incidents and 200,000 impact windows. */
const large = { incidents: 10_000, windows: 200_000, components: 30 }
const rounds = 21
const goalMs = 50

const now = Date.now()
const dataDir = mkdtempSync(join(tmpdir(), 'candor-bench-'))
const nothing: HistoryQuery = { q: '', component: '', impact: '', from: '', to: '', number: 1 }
const day = (back: number) => new Date(now - back * 86_400_000).toISOString().slice(0, 10)

process.stdout.write(
  `Measured ${new Date(now).toISOString()} with Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.\n`,
)
const db = openPageDatabase(dataDir, (opened) => {
  initializePage(opened, { name: 'Bench', timeZone: 'Etc/UTC' }, now)
  return readPage(opened).id
})
const filledIn = timed(() => generateLargePage(db, { ...large, seed: 1, endsAt: now }))
db.$client.pragma('wal_checkpoint(TRUNCATE)')

const component = db.$client.prepare<[], string>('select slug from components limit 1').pluck().get() ?? ''
/** Words that the generated texts hold: in every incident, in some, at the beginning of very many words. */
const searches: Record<string, Partial<HistoryQuery>> = {
  'a word of every incident': { q: '"the"' },
  'a word of some': { q: 'search' },
  'one letter, which begins very many words': { q: 'a' },
  'three words': { q: 'the slow search' },
  'nothing found': { q: 'zyzzyva' },
  'a component alone': { component, from: day(4_000) },
  'an impact alone': { impact: 'critical' },
  'an impact that few have': { impact: 'minor' },
  'ten years': { from: day(3_650), to: day(0) },
  'a word, a component, an impact and a year': {
    q: 'the',
    component,
    impact: 'critical',
    from: day(800),
    to: day(435),
  },
  'the last page of a word of every incident': { q: '"the"', number: 500 },
}

heading('The one read behind a search of the history')
row('filling the database, its index included', `${(filledIn / 1_000).toFixed(1)} s`, '')
row('size of the index', `${(indexBytes(db) / 1e6).toFixed(1)} MB`, '')
const times = await measureInTurn(
  Object.fromEntries(
    Object.entries(searches).map(([name, query]) => [name, () => readHistorySearch(db, { ...nothing, ...query })]),
  ),
  rounds,
)
for (const [name, query] of Object.entries(searches)) {
  const { total } = readHistorySearch(db, { ...nothing, ...query })
  row(`${name} (${total} found)`, `${times[name]?.toFixed(1)} ms`, `≤ ${goalMs} ms`)
}
db.$client.close()
await measureServer()
rmSync(dataDir, { recursive: true, force: true })

/** The same through edge, app and Next; what a page costs whatever stands on it is the yardstick. */
async function measureServer(): Promise<void> {
  const server = await start()
  const get = (path: string) => () => fetch(server.url + path).then((answer) => answer.text())
  const paths = Object.fromEntries(
    Object.entries(searches).map(([name, query]) => [
      name,
      `/history?${new URLSearchParams(query as Record<string, string>).toString()}`,
    ]),
  )
  const measured = await measureInTurn(
    {
      yardstick: get('/no-such-page'),
      ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, get(path)])),
    },
    rounds,
    5,
  )
  heading('The same as a page, through edge, app and Next')
  row('yardstick: a page of a few lines', `${measured.yardstick?.toFixed(1)} ms`, '')
  for (const name of Object.keys(searches)) row(name, `${measured[name]?.toFixed(1)} ms`, '')
  await server.stop()
}

function timed(run: () => void): number {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}

function indexBytes({ $client }: Connection): number {
  return Number($client.prepare(`select sum(pgsize) from dbstat where name like 'incident_search%'`).pluck().get())
}

async function start() {
  const child = spawn(process.execPath, ['bin/start.js'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: childEnvironment({ PORT: '0', CANDOR_DATA_DIR: dataDir, CANDOR_LOG_LEVEL: 'info' }),
  })
  const port = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as { msg: string; port?: number }
      if (line.msg === 'the edge listens') resolve(String(line.port))
    })
  })
  const url = `http://127.0.0.1:${port}`
  await fetch(url).then((answer) => answer.text())
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
