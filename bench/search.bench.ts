import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '#db/connection'
import { generateLargePage } from '#db/demo/large-page'
import { readHistorySearch, type HistoryQuery } from '#domain/public/history-search'
import { asked } from './arguments.ts'
import { temporaryFolder } from './busy-page.ts'
import { openForBench, startForBench } from './candor.ts'
import { measureInTurn } from './measure.ts'
import { atMost, heading, introduce, row } from './report.ts'

/** Searches of a history of 10,000 incidents and 200,000 impact windows. */
const { rounds } = asked({ rounds: 21 })
const large = { incidents: 10_000, windows: 200_000, components: 30 }
const goalMs = 50

const now = Date.now()
const folder = temporaryFolder()
const dataDir = join(folder, 'data')
const nothing: HistoryQuery = { q: '', component: '', impact: '', from: '', to: '', number: 1 }
const day = (back: number) => new Date(now - back * 86_400_000).toISOString().slice(0, 10)

introduce(
  `Searches of a history of ${large.incidents.toLocaleString('en-GB')} incidents and ${large.windows.toLocaleString('en-GB')} impact windows. Medians of ${rounds}, in turn.`,
)
const db = openForBench(dataDir, now)
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
row('filling the database, its index included', filledIn / 1_000, 's')
row('size of the index', indexBytes(db) / 1e6, 'MB')
const times = await measureInTurn(
  Object.fromEntries(
    Object.entries(searches).map(([name, query]) => [name, () => readHistorySearch(db, { ...nothing, ...query })]),
  ),
  rounds,
)
for (const [name, query] of Object.entries(searches)) {
  const { total } = readHistorySearch(db, { ...nothing, ...query })
  row(`${name} (${total} found)`, times[name] ?? NaN, 'ms', atMost(goalMs, 'ms'))
}
db.$client.close()
await measureServer()
rmSync(folder, { recursive: true, force: true })

/** The same as the app renders it for the edge; what a page costs whatever stands on it is the yardstick. */
async function measureServer(): Promise<void> {
  const server = await startForBench(dataDir)
  const get = (path: string) => () => server.render(path)
  const runs: Record<string, () => Promise<string>> = { yardstick: get('/no-such-page') }
  for (const [name, query] of Object.entries(searches)) {
    runs[name] = get(`/history?${new URLSearchParams(query as Record<string, string>).toString()}`)
  }
  const measured = await measureInTurn(runs, rounds, 5)
  heading('The same as a page, as the app renders it for the edge')
  row('yardstick: a page of a few lines', measured.yardstick ?? NaN, 'ms')
  for (const name of Object.keys(searches)) row(name, measured[name] ?? NaN, 'ms')
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
