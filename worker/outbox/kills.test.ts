import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/connection'
import { makePage } from '#db/demo/makers'
import { randomFrom } from '#db/demo/random'
import { migrate } from '#db/migrate'
import { bundleOutbox, killAgainAndAgain, killKinds, mostInFlight } from './kills.ts'

const longestMs = 120_000
/** It waits for the other process's writes here, since nobody tries again for it. */
const busyTimeoutMs = 10_000

test('an outbox that is killed again and again tells everybody everything', { timeout: longestMs }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-kills-'))
  const file = join(folder, 'candor.db')
  const db = openDatabase(file)
  try {
    db.$client.pragma(`busy_timeout = ${busyTimeoutMs}`)
    migrate(db)
    makePage(db, {}, Date.now() - 2)
    const random = randomFrom(1, 'k')
    const plan = { db, file, program: await bundleOutbox(), random: () => random.share() }
    const report = await killAgainAndAgain({ ...plan, subscribers: 300, kills: 3, mostMails: 200 })
    const { kills, mostRepeatsOfAKill } = report
    expect(report).toMatchObject({ missing: [], unwanted: [], needless: [], renamed: [], waiting: 0 })
    expect(mostRepeatsOfAKill).toBeLessThanOrEqual(mostInFlight)
    expect(Object.keys(kills)).toEqual([...killKinds])
    expect(Math.min(...Object.values(kills))).toBeGreaterThan(0)
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
