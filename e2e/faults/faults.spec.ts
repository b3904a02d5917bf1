import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIncident } from '#db/demo/makers'
import { tellStory } from '#db/demo/story'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

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

/** A disk of its own that can be filled; it takes an administrator's rights to have one. */
function smallDisk(): { folder: string; take: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'candor-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder])
  return {
    folder,
    take: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

if (mayMount) {
  test('with a full disk the page answers, says so to whoever watches, and works again when there is room', async () => {
    const disk = smallDisk()
    const made = makeDataFolder((db) => tellStory(db, Date.now()))
    const dataDir = join(disk.folder, 'data')
    cpSync(made, dataDir, { recursive: true })
    rmSync(made, { recursive: true })
    const candor = await startCandor(dataDir)
    const readers = readOn(candor.url)
    const { bavail, bsize } = statfsSync(disk.folder)
    const filler = join(disk.folder, 'filler')
    expect(() => writeFileSync(filler, Buffer.alloc(bavail * bsize + 1))).toThrow(/ENOSPC/)
    await expect
      .poll(async () => (await fetch(`${candor.url}/healthCheck`)).json() as Promise<unknown>)
      .toMatchObject({ status: 'failing', failing: expect.arrayContaining(['disk']) })
    const full = openForTest(dataDir)
    expect(() => makeIncident(full, { title: 'Round 1', body: 'x'.repeat(20_000) }, Date.now())).toThrow(/full/)
    full.$client.close()
    expect((await fetch(candor.url)).status).toBe(200)
    expect((await fetch(`${candor.url}/healthCheck/page`)).status).toBe(200)
    rmSync(filler)
    await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
    await publish(candor, 2)
    await expect.poll(async () => (await fetch(candor.url)).text()).toContain('Round 2')
    expect(await readers.stop()).toEqual([])
    await discard(candor)
    disk.take()
  })
}

test('while nothing can be rendered the last good copy answers, says so to whoever watches, and a new page is a 503', async ({
  candor,
}) => {
  const readers = readOn(candor.url)
  const db = openForTest(candor.dataDir)
  const nobodyKnows = db.$client.prepare('update page set time_zone = ?')
  const { time_zone: zone } = db.$client.prepare<[], { time_zone: string }>('select time_zone from page').get() ?? {
    time_zone: '',
  }
  nobodyKnows.run('Mars/Olympus_Mons')
  await candor.waitForLog((line) => line.msg === 'a page could not be rendered; its last good copy answers')
  await expect
    .poll(async () => (await fetch(`${candor.url}/healthCheck`)).json() as Promise<unknown>)
    .toMatchObject({ status: 'failing', failing: ['render'] })
  const unknown = await fetch(`${candor.url}/uptime?month=2026-01`)
  expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await unknown.text()).toContain('We can’t confirm the current status')
  nobodyKnows.run(zone)
  await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status, { timeout: 40_000 }).toBe(200)
  expect((await fetch(`${candor.url}/uptime?month=2026-01`)).status).toBe(200)
  db.$client.close()
  expect(await readers.stop()).toEqual([])
})
