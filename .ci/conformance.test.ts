import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { importPage } from '../cli/import/import-page.ts'
import { discard, makeDataFolder, openForTest, startCandor } from '../e2e/candor-server.ts'
import { tellStory } from '#db/demo/story'
import type { Actor } from '#domain/actor'

/** Real captures and the checker that was made from them, kept beside the project and never in it. */
const captures = join(process.cwd(), '../shared/fixtures/pages')
const checker = join(process.cwd(), '../shared/tools/statuspage-conformance.py')
const actor: Actor = { kind: 'command', name: 'Command line', role: 'owner' }
const run = promisify(execFile)

/** Serves a data folder and lets the checker read it; a failure rejects with what the checker says. */
async function check(dataDir: string): Promise<number> {
  const server = await startCandor(dataDir)
  try {
    const { stdout } = await run('python3', [checker, server.url]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout)
    })
    return Number(/(\d+) checks, 0 failed/.exec(stdout)?.[1])
  } finally {
    await discard(server)
  }
}

test.each(readdirSync(captures))('%s, imported, behaves like a Statuspage page', async (folder) => {
  const dataDir = makeDataFolder()
  const db = openForTest(dataDir)
  const source = join(captures, folder)
  await importPage(db, actor, source, { isDryRun: false, report: () => undefined }, Date.now)
  db.$client.close()
  const checks = await check(dataDir)
  expect(checks).toBeGreaterThan(50)
  process.stdout.write(`${folder}: ${checks} checks\n`)
})

test('the story, told in Candor, behaves like a Statuspage page', async () => {
  const checks = await check(makeDataFolder((db) => void tellStory(db, Date.now())))
  expect(checks).toBeGreaterThan(1_000)
  process.stdout.write(`story: ${checks} checks\n`)
})

test('a page in another time zone behaves like a Statuspage page', async () => {
  const zone = 'America/St_Johns'
  const checks = await check(
    makeDataFolder((db) => {
      tellStory(db, Date.now())
      db.$client.prepare('update page set time_zone = ?').run(zone)
    }),
  )
  expect(checks).toBeGreaterThan(1_000)
})
