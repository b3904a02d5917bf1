import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Connection } from '#db/connection'
import { generateLargePage } from '#db/demo/large-page'
import { readStatusPage } from '#domain/public/status-page'
import { memoryOf, openForBench, startForBench } from './candor.ts'
import { heading, measureInTurn, median, row } from './measure.ts'

/** The home page as it grows: a small history and a large one with the same last 90 days, in turn. */
const small = { incidents: 200, windows: 1_000 }
const large = { incidents: 10_000, windows: 200_000 }
const components = 30
const rounds = 21
const restMs = 5_000

const now = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'))
const smallDir = fill('small', small)
const largeDir = fill('large', large)

process.stdout.write(
  `Measured ${new Date(now).toISOString()} with Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.\n`,
)
await measureRead()
await measureServers()
rmSync(folder, { recursive: true, force: true })

async function measureRead(): Promise<void> {
  const smallDb = openForBench(smallDir, now)
  const largeDb = openForBench(largeDir, now)
  const times = await measureInTurn(
    { small: () => readStatusPage(smallDb, now), large: () => readStatusPage(largeDb, now) },
    rounds,
  )
  heading('The one read behind the home page')
  row('statements', String(countStatements(largeDb)), '≤ 12')
  row(`${small.incidents} incidents, ${small.windows} windows`, `${times.small?.toFixed(1)} ms`, '')
  row(`${large.incidents} incidents, ${large.windows} windows`, `${times.large?.toFixed(1)} ms`, '≤ 60 ms')
  row('large / small', ((times.large ?? 0) / (times.small ?? 1)).toFixed(2), '≤ 1.2')
  smallDb.$client.close()
  largeDb.$client.close()
}

async function measureServers(): Promise<void> {
  const one = await startForBench(smallDir)
  const other = await startForBench(largeDir)
  await new Promise((resolve) => setTimeout(resolve, restMs))
  const atRest = memoryOf(other)
  const get = (url: string) => fetch(url).then((answer) => answer.text())
  const times = await measureInTurn(
    {
      yardstick: () => get(`${one.url}/no-such-page`),
      small: () => get(one.url),
      large: () => get(other.url),
    },
    rounds,
    5,
  )
  const html = await get(other.url)
  heading('The home page through edge, app and Next')
  row('yardstick: a page of a few lines', `${times.yardstick?.toFixed(1)} ms`, '')
  row(`${small.incidents} incidents`, `${times.small?.toFixed(1)} ms`, '')
  row(`${large.incidents} incidents`, `${times.large?.toFixed(1)} ms`, '≤ 60 ms')
  row('large / small', ((times.large ?? 0) / (times.small ?? 1)).toFixed(2), '≤ 1.2')
  row(
    'HTML',
    `${(html.length / 1024).toFixed(1)} KB, ${(brotliCompressSync(html).length / 1024).toFixed(1)} KB in Brotli`,
    '',
  )
  row(
    'start of a current build to the first answer',
    `${median([one.startMs, other.startMs]).toFixed(0)} ms`,
    '≤ 3000 ms',
  )
  row('memory of both processes at rest, shared pages counted once', atRest, '< 250 MB')
  await new Promise((resolve) => setTimeout(resolve, restMs))
  row(`the same after ${rounds} renders and a rest`, memoryOf(other), '')
  await one.stop()
  await other.stop()
}

function fill(name: string, size: { incidents: number; windows: number }): string {
  const dataDir = join(folder, name)
  const db = openForBench(dataDir, now)
  generateLargePage(db, { ...size, components, seed: 1, endsAt: now })
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  db.$client.close()
  return dataDir
}

function countStatements(db: Connection): number {
  const { $client } = db
  const prepare = $client.prepare.bind($client)
  let statements = 0
  $client.prepare = (source: string) => {
    statements++
    return prepare(source)
  }
  readStatusPage(db, now)
  $client.prepare = prepare
  return statements
}
