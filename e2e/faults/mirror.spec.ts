import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import S3rver from 's3rver'
import { childEnvironment } from '#config'
import type { MirrorHealth } from '#mirror/mirror'
import { makeIncident } from '#db/demo/makers'
import { tellStory } from '#db/demo/story'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

const run = promisify(execFile)

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
}

/** The second host: nothing but files. */
async function serveFolder(folder: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    if (!existsSync(file)) return response.writeHead(404).end()
    const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return response.writeHead(200, { 'Content-Type': type }).end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

test.describe('a static copy on a second host', () => {
  let mirror: string
  let candor: CandorServer
  let host: { url: string; server: Server }
  const home = () => (existsSync(join(mirror, 'index.html')) ? readFileSync(join(mirror, 'index.html'), 'utf8') : '')

  test.beforeAll(async () => {
    mirror = mkdtempSync(join(tmpdir(), 'candor-mirror-'))
    candor = await startCandor(
      makeDataFolder((db) => tellStory(db, Date.now())),
      { CANDOR_MIRROR: mirror },
    )
    host = await serveFolder(mirror)
  })

  test.afterAll(async () => {
    host.server.closeAllConnections()
    host.server.close()
    await discard(candor)
    rmSync(mirror, { recursive: true, force: true })
  })

  test('shows what was published, without the page itself, and leads from page to page', async ({ page }) => {
    const db = openForTest(candor.dataDir)
    makeIncident(db, { title: 'Exports are slow' }, Date.now())
    db.$client.close()
    await expect.poll(home, { timeout: 60_000 }).toContain('Exports are slow')
    const { failing, mirror: told } = (await (await fetch(`${candor.url}/healthCheck`)).json()) as {
      failing: string[]
      mirror: { problem: string | null }
    }
    expect([failing, told.problem]).toEqual([[], null])
    await page.goto(host.url)
    await page.getByRole('main').getByRole('link', { name: 'Exports are slow' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Exports are slow')
    await page.getByRole('link', { name: 'Current status' }).click()
    await expect(page).toHaveURL(`${host.url}/index.html`)
    expect(JSON.parse(readFileSync(join(mirror, 'api/v2/summary.json'), 'utf8'))).toHaveProperty('status')
  })

  test('says that it can’t confirm the status when it is older than the limit', async ({ page }) => {
    const old = new Date(Date.now() - 3_600_000).toISOString()
    const grown = home().replace(/(id="as-of".*?datetime=")[^"]*/i, (_all, before: string) => before + old)
    writeFileSync(join(mirror, 'old.html'), grown)
    await page.goto(`${host.url}/old.html`)
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText('We can’t confirm the current status', { timeout: 40_000 })
  })

  test('is written once by the command line, too', async () => {
    const folder = join(mirror, 'exported')
    const { stdout } = await run(process.execPath, ['dist/candor.js', 'export', folder, '--from', candor.url], {
      env: childEnvironment({ CANDOR_DATA_DIR: candor.dataDir }),
    })
    expect(stdout).toContain('holds the page as a static site')
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('Checkout refuses some card payments')
  })
})

test('a bucket of an S3 service holds the page too, and one that is away for a while is caught up with', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'candor-s3-'))
  const startS3 = async (port: number) => {
    const configureBuckets = [{ name: 'status-mirror' }]
    const s3 = new S3rver({ address: '127.0.0.1', port, silent: true, directory, configureBuckets })
    return { s3, port: (await s3.run()).port }
  }
  const { s3, port } = await startS3(0)
  const bucket = `http://127.0.0.1:${port}/status-mirror/status`
  const candor = await startCandor(
    makeDataFolder((db) => tellStory(db, Date.now())),
    { CANDOR_MIRROR: `s3://status-mirror/status?endpoint=http://127.0.0.1:${port}` },
    { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
  )
  const stored = async () => (await fetch(`${bucket}/index.html`)).text()
  await expect.poll(stored, { timeout: 60_000 }).toContain('<main')
  await s3.close()
  const db = openForTest(candor.dataDir)
  makeIncident(db, { title: 'Exports are slow' }, Date.now())
  db.$client.close()
  const health = async () => (await (await fetch(`${candor.url}/healthCheck`)).json()) as { mirror: MirrorHealth }
  await expect.poll(async () => (await health()).mirror.problem, { timeout: 60_000 }).not.toBeNull()
  const again = await startS3(port)
  await expect.poll(stored, { timeout: 90_000 }).toContain('Exports are slow')
  await expect.poll(async () => (await health()).mirror, { timeout: 30_000 }).toEqual({ lagSeconds: 0, problem: null })
  await discard(candor)
  await again.s3.close()
  rmSync(directory, { recursive: true, force: true })
})
