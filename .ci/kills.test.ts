import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/connection'
import { makePage } from '#db/demo/makers'
import { randomFrom } from '#db/demo/random'
import { migrate } from '#db/migrate'
import { bundleOutbox, killAgainAndAgain, killKinds, mostInFlight } from '../worker/outbox/kills.ts'

const longestMs = 600_000
/** It waits for the other process's writes here, since nobody tries again for it. */
const busyTimeoutMs = 10_000

test('an outbox that is killed 20 times tells 10,000 subscribers everything', { timeout: longestMs }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-kills-'))
  const file = join(folder, 'candor.db')
  const db = openDatabase(file)
  try {
    db.$client.pragma(`busy_timeout = ${busyTimeoutMs}`)
    migrate(db)
    makePage(db, {}, Date.now() - 2)
    const random = randomFrom(1, 'k')
    const plan = { db, file, program: await bundleOutbox(), random: () => random.share() }
    const report = await killAgainAndAgain({ ...plan, subscribers: 10_000, kills: 20, mostMails: 1_000 })
    const { kills, mostRepeatsOfAKill, repeats, mails, updates } = report
    expect(report).toMatchObject({ missing: [], unwanted: [], needless: [], renamed: [], waiting: 0 })
    expect(mostRepeatsOfAKill).toBeLessThanOrEqual(mostInFlight)
    expect(Object.keys(kills)).toEqual([...killKinds])
    expect(Math.min(...Object.values(kills))).toBeGreaterThan(0)
    process.stdout.write(`20 kills: ${updates} updates, ${mails} mails, ${repeats} of them repeats\n`)
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
