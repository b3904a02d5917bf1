import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { childEnvironment } from '#config'
import { tellStory } from '#db/demo/story'
import { databaseFile, discard, makeDataFolder, openForTest, startCandor } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

interface Run {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs the built command over a data folder, as `npm run candor` does after building. */
async function candor(dataDir: string, ...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['dist/candor.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...childEnvironment({ CANDOR_DATA_DIR: dataDir, PORT: '3000' }), NODE_ENV: 'production' },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: await ended, stdout, stderr }
}

const read = async (url: string) => (await fetch(url)).text()

test('init makes a page once and prints its setup link; a lost database is not replaced unless it is forced', async () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'candor-cli-')), 'data')
  const first = await candor(dataDir, 'init')
  expect(first.status).toBe(0)
  expect(first.stdout).toMatch(/\/admin\/setup\/[\w-]{20,}/)
  execFileSync('rm', [databaseFile(dataDir)])
  const lost = await candor(dataDir, 'init')
  expect(lost.status).toBe(1)
  expect(lost.stderr).toContain('candor init --force')
  expect(existsSync(databaseFile(dataDir))).toBe(false)
  expect((await candor(dataDir, 'init', '--force')).status).toBe(0)
  expect(existsSync(databaseFile(dataDir))).toBe(true)
})

test('help names every command, and a mistake says how to mend it', async () => {
  const dataDir = makeDataFolder()
  const help = (await candor(dataDir, '--help')).stdout
  for (const command of ['init', 'migrate', 'user', 'import', 'backup', 'restore', 'audit', 'demo'])
    expect(help).toContain(command)
  const wrongRole = await candor(dataDir, 'user', 'add', 'x@example.com', '--role', 'king')
  expect(wrongRole.status).toBe(1)
  expect(wrongRole.stderr).toContain('owner, responder, support, viewer')
  const wrongAddress = await candor(dataDir, 'user', 'add', 'nobody', '--role', 'viewer')
  expect(wrongAddress.status).toBe(1)
  expect(wrongAddress.stderr).toContain('e-mail address')
})

test('the audit log is listed, exported and proved; what was changed in it is found', async () => {
  const dataDir = makeDataFolder((db) => void tellStory(db, Date.now()))
  const newest = await candor(dataDir, 'audit', 'list', '--action', 'incident.open', '--limit', '1')
  expect(newest.stdout).toMatch(/^\d+ {2}\S+Z {2}.+ {2}incident\.open {2}incident \w+\n$/)
  const exported = (await candor(dataDir, 'audit', 'export')).stdout.trimEnd().split('\n')
  const whole = await candor(dataDir, 'audit', 'verify', '--json')
  const { rows, head } = JSON.parse(whole.stdout) as { rows: number; head: { hash: string } }
  expect(whole.status).toBe(0)
  expect(exported).toHaveLength(rows)
  expect(JSON.parse(exported.at(-1) ?? '')).toMatchObject({ number: rows, hash: head.hash })
  expect((await candor(dataDir, 'audit', 'verify', '--head', head.hash)).stdout).toContain('It continues the head')
  const db = openForTest(dataDir)
  db.$client.exec(`drop trigger audit_log_keeps_words; update audit_log set actor_name = 'Nobody' where number = 3`)
  db.$client.close()
  const changed = await candor(dataDir, 'audit', 'verify', '--head', 'f'.repeat(64))
  expect(changed.status).toBe(1)
  expect(changed.stdout).toContain('Record 3 was changed')
  expect(changed.stdout).toContain('No record has the hash')
  const mistake = await candor(dataDir, 'audit', 'list', '--from', 'soon')
  expect(mistake.status).toBe(1)
  expect(mistake.stderr).toContain('Write the day as')
})

test('somebody who was added signs in by the printed link once, and has the role', async ({ freshCandor, page }) => {
  const added = await candor(
    freshCandor.dataDir,
    'user',
    'add',
    'priya@example.com',
    '--role',
    'responder',
    '--name',
    'Priya',
  )
  expect(added.status).toBe(0)
  const token = /\/admin\/link\/(\S+)/.exec(added.stdout)?.[1] ?? ''
  const link = `${freshCandor.url}/admin/link/${token}`
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/admin(\/account)?$/)
  await page.goto(`${freshCandor.url}/admin/account`)
  await expect(page.getByRole('main')).toContainText('Responder')
  await page.context().clearCookies()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('main')).toContainText(/used|expired/i)
  expect((await candor(freshCandor.dataDir, 'user', 'add', 'priya@example.com', '--role', 'viewer')).stderr).toContain(
    'on the team already',
  )
})

test('a backup of a running page is restored under it, and the page shows what was backed up', async ({
  candor: server,
}) => {
  const file = join(mkdtempSync(join(tmpdir(), 'candor-cli-')), 'copy.db')
  const backup = await candor(server.dataDir, 'backup', file)
  expect(backup.stdout).toContain('the copy is whole')
  expect((await candor(server.dataDir, 'backup', file)).stderr).toContain('exists already')
  const before = await read(`${server.url}/history`)
  const restored = await candor(server.dataDir, 'restore', file)
  expect(restored.status).toBe(0)
  await server.waitForLog(
    (line) => line.msg === 'the database is open again' || line.msg === 'the database was moved or replaced',
  )
  await expect.poll(() => read(`${server.url}/healthCheck`)).toContain('"status":"ok"')
  const links = (html: string) => [...html.matchAll(/\/incidents\/[a-z0-9]{12}/g)].map(String)
  expect(links(await read(`${server.url}/history`))).toEqual(links(before))
  expect((await candor(server.dataDir, 'restore', '/nowhere.db')).status).toBe(1)
})

test('an import plans first, applies once, and changes nothing when it is repeated', async () => {
  const dataDir = makeDataFolder()
  const samples = 'cli/import/samples/larkfield'
  const planned = await candor(dataDir, 'import', samples, '--dry-run')
  expect(planned.stderr).toBe('')
  expect(planned.status).toBe(0)
  const server = await startCandor(dataDir)
  expect(await read(server.url)).toContain('being set up')
  expect((await candor(dataDir, 'import', samples)).status).toBe(0)
  const summary = JSON.parse(readFileSync(join(samples, 'summary.json'), 'utf8')) as {
    components: { name: string; group?: boolean }[]
  }
  const home = await read(server.url)
  expect(home).toContain(summary.components.find((component) => !component.group)?.name)
  const again = await candor(dataDir, 'import', samples)
  expect(again.stdout).toMatch(/nothing|0 new/i)
  await discard(server)
})
