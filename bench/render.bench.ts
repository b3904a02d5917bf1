import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import type { Connection } from '#db/connection'
import { generateLargePage } from '#db/demo/large-page'
import { readStatusPage } from '#domain/public/status-page'
import { asked } from './arguments.ts'
import { temporaryFolder } from './busy-page.ts'
import { openForBench, startForBench } from './candor.ts'
import { measureInTurn, median } from './measure.ts'
import { atMost, heading, introduce, kb, row } from './report.ts'

/** The home page of a small history and of a large one with the same last 90 days, in turn; start and rest beside it. */
const { rounds } = asked({ rounds: 21 })
const small = { incidents: 200, windows: 1_000 }
const large = { incidents: 10_000, windows: 200_000 }
const components = 30
const restMs = 5_000

const now = Date.now()
const folder = temporaryFolder()
const smallDir = fill('small', small)
const largeDir = fill('large', large)

introduce(
  `The home page of ${components} components: ${words(small)} against ${words(large)}, the last 90 days alike. Medians of ${rounds}, in turn.`,
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
  row('statements', countStatements(largeDb), '', atMost(12))
  row(words(small), times.small, 'ms')
  row(words(large), times.large, 'ms', atMost(60, 'ms'))
  smallDb.$client.close()
  largeDb.$client.close()
}

async function measureServers(): Promise<void> {
  const one = await startForBench(smallDir)
  const other = await startForBench(largeDir)
  await rest(restMs)
  const atRest = other.memoryMb()
  const times = await measureInTurn(
    {
      yardstick: () => one.render('/no-such-page'),
      small: () => one.render('/'),
      large: () => other.render('/'),
    },
    rounds,
    5,
  )
  const html = await other.render('/')
  heading('The home page as the app renders it for the edge')
  row('yardstick: a page of a few lines', times.yardstick, 'ms')
  row(words(small), times.small, 'ms')
  row(words(large), times.large, 'ms', atMost(60, 'ms'))
  row('large / small', times.large / times.small, '', atMost(1.2))
  row('HTML', Buffer.byteLength(html) / kb, 'KB')
  row('HTML in Brotli', brotliCompressSync(html).length / kb, 'KB')
  heading('The processes')
  row('start of a current build to the first answer', median([one.startMs, other.startMs]), 'ms', atMost(3_000, 'ms'))
  row('memory of both at rest, shared pages counted once', atRest, 'MB', atMost(250, 'MB'))
  await rest(restMs)
  row(`the same after ${rounds} renders and a rest`, other.memoryMb(), 'MB')
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

function words({ incidents, windows }: typeof small): string {
  return `${incidents.toLocaleString('en-GB')} incidents and ${windows.toLocaleString('en-GB')} windows`
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
