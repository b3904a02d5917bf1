import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { childEnvironment } from '#config'
import { makeLogo } from '#db/demo/makers'
import { generateLargePage } from '#db/demo/large-page'
import { openForBench, startForBench } from './candor.ts'

/** What stands on the page that most benches ask for; one incident is open. */
export const busySize = { components: 30, incidents: 500, windows: 3_000 }
export const busyWords = `a page with ${busySize.components} components, ${busySize.incidents} incidents, one of them open, and a logo`

/** How many readers ask at once, each again as soon as it is answered. */
export const connections = 32

/** After its start the edge renders what it keeps on disk, and both processes compile what they run often. */
const settleMs = 8_000
const rendersFirst = 20

/** A Candor that has run for a while, whose page is that of a busy company, and its database to write into meanwhile. */
export async function startBusyPage(environment: Parameters<typeof childEnvironment>[0] = {}) {
  const now = Date.now()
  const folder = temporaryFolder()
  const db = openForBench(join(folder, 'data'), now)
  generateLargePage(db, { ...busySize, seed: 1, endsAt: now })
  makeLogo(db, now)
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  const candor = await startForBench(join(folder, 'data'), environment)
  for (let count = 0; count < rendersFirst; count++) await candor.render('/')
  await rest(settleMs)
  const incidentId = db.$client.prepare<[], string>('select id from incidents where resolved_at is null').pluck().get()
  return {
    folder,
    db,
    candor,
    incidentPath: `/incidents/${incidentId ?? ''}`,
    stop: async () => {
      await candor.stop()
      db.$client.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'))
  // nginx, started by root, reads its files as somebody else; the data folder in it stays closed.
  chmodSync(folder, 0o755)
  return folder
}
