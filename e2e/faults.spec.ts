import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIncident } from '#db/demo/makers'
import { tellStory } from '#db/demo/story'
import { databaseFile, discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

/** Reads the page until it is told to stop: every answer must be a page, and no title may be lost again. */
function readOn(url: string): { stop: () => Promise<string[]> } {
  let isDone = false
  const problems: string[] = []
  const reading = (async () => {
    let newest = 0
    while (!isDone) {
      const answer = await fetch(url)
      const html = await answer.text()
      if (answer.status !== 200 || !html.includes('<main')) problems.push(`answered with ${answer.status}`)
      const rounds = [...html.matchAll(/Round (\d+)/g)].map((match) => Number(match[1]))
      const seen = Math.max(0, ...rounds)
      if (seen < newest) problems.push(`showed round ${seen} after ${newest}`)
      newest = Math.max(newest, seen)
    }
  })()
  return {
    stop: async () => {
      isDone = true
      await reading
      return problems
    },
  }
}

async function publish(candor: CandorServer, round: number): Promise<void> {
  const db = openForTest(candor.dataDir)
  await expect.poll(() => tryTo(() => makeIncident(db, { title: `Round ${round}` }, Date.now()))).toBe(true)
  db.$client.close()
}

function tryTo(act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return false
    throw error
  }
}

test('while somebody holds the database for ten seconds, the page answers and nothing is unhealthy', async ({
  candor,
}) => {
  await fetch(candor.url)
  const db = openForTest(candor.dataDir)
  const readers = readOn(candor.url)
  db.$client.exec('begin immediate')
  const until = Date.now() + 10_000
  await expect.poll(() => Date.now() > until, { timeout: 20_000 }).toBe(true)
  expect((await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
  db.$client.exec('rollback')
  db.$client.close()
  await publish(candor, 1)
  await expect.poll(async () => (await fetch(candor.url)).text()).toContain('Round 1')
  expect(await readers.stop()).toEqual([])
})

test('with the app killed in mid-publication again and again, every answer is a page and nothing published is lost', async ({
  candor,
}) => {
  await fetch(candor.url)
  const readers = readOn(candor.url)
  let killed = 0
  for (let round = 1; round <= 3; round++) {
    const ready = candor.logLines.filter((line) => line.msg === 'the app is ready')
    await publish(candor, round)
    process.kill(Number(ready.at(-1)?.pid), 'SIGKILL')
    killed++
    await expect
      .poll(() => candor.logLines.filter((line) => line.msg === 'the app is ready').length, { timeout: 60_000 })
      .toBeGreaterThan(killed)
  }
  await expect.poll(async () => (await fetch(candor.url)).text(), { timeout: 30_000 }).toContain('Round 3')
  const html = await (await fetch(candor.url)).text()
  for (let round = 1; round <= 3; round++) expect(html).toContain(`Round ${round}`)
  expect(await readers.stop()).toEqual([])
})

/** A disk of its own, where this machine lets us have one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'candor-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (error instanceof Error) return null
    throw error
  }
}

test('with a full disk the page answers, says so to whoever watches, and works again when there is room', async () => {
  const made = makeDataFolder((db) => tellStory(db, Date.now()))
  const disk = smallDisk()
  // Without a disk of its own to fill, a copy of the folder proves the rest.
  const dataDir = disk ?? made
  if (disk) execFileSync('cp', ['-a', `${made}/.`, disk])
  const candor = await startCandor(dataDir)
  await fetch(candor.url)
  const readers = readOn(candor.url)
  if (disk) {
    const { bavail, bsize } = statfsSync(disk)
    const filler = join(disk, 'filler')
    expect(() => writeFileSync(filler, Buffer.alloc(bavail * bsize + 1))).toThrow(/ENOSPC/)
    await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status).toBe(500)
    expect((await fetch(candor.url)).status).toBe(200)
    expect((await fetch(`${candor.url}/healthCheck/page`)).status).toBe(200)
    rmSync(filler)
    await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
  }
  await publish(candor, 1)
  await expect.poll(async () => (await fetch(candor.url)).text()).toContain('Round 1')
  expect(await readers.stop()).toEqual([])
  expect(databaseFile(candor.dataDir)).toContain(dataDir)
  await discard(candor).finally(() => disk && execFileSync('umount', [disk]))
  if (disk) rmSync(made, { recursive: true, force: true })
})
