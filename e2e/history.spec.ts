import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '#config'
import { discard, makeDataFolder, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

const run = promisify(execFile)
const samples = 'cli/import/samples'

/** Runs the built command over a data folder. */
async function candor(dataDir: string, ...args: string[]): Promise<string> {
  const env = { ...childEnvironment({ CANDOR_DATA_DIR: dataDir, PORT: '3000' }), NODE_ENV: 'production' as const }
  const { stdout } = await run(process.execPath, ['dist/candor.js', ...args], { env })
  return stdout
}

let server: CandorServer

test.beforeAll(async () => {
  const dataDir = makeDataFolder()
  await candor(dataDir, 'import', join(samples, 'larkfield'))
  await candor(dataDir, 'import', join(samples, 'odd-ids'))
  server = await startCandor(dataDir)
})

test.afterAll(() => discard(server))

test('an imported page shows its components, what is open and what is planned', async ({ page }) => {
  await page.goto(server.url)
  await expect(page).toHaveTitle(/Larkfield/)
  const main = page.getByRole('main')
  await expect(main).toContainText('Database answers slowly')
  await expect(main).toContainText('New load balancers')
  await expect(page.getByRole('region', { name: 'Components' })).toContainText('Partial outage')
})

test('the history is browsed from page to page, back to its oldest month and forward again', async ({ page }) => {
  await page.goto(`${server.url}/history`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('History')
  const older = page.getByRole('link', { name: /older/i })
  const seen: string[] = []
  for (;;) {
    seen.push(await page.getByRole('main').innerText())
    if ((await older.count()) === 0) break
    await older.first().click()
    await page.waitForURL(new RegExp(`page=${seen.length + 1}`))
  }
  expect(seen.length).toBeGreaterThan(2)
  expect(seen.join('\n')).toContain('Exports stood still')
  expect(seen.join('\n')).toMatch(/No incidents in \w+ 20\d\d/)
  await page.getByRole('link', { name: /newer/i }).first().click()
  await expect(page).not.toHaveURL(new RegExp(`page=${seen.length}$`))
})

test('an incident is read whole: its updates, what was affected, and the post-mortem as a report', async ({ page }) => {
  await page.goto(`${server.url}/incidents/lk0inc000002`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in failed')
  await expect(page.getByRole('heading', { name: 'What happened?' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Investigating')
  await page.getByRole('main').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/components\//)
})

test('an old permalink with an odd id leads on to the incident’s own', async ({ page }) => {
  const answer = await fetch(`${server.url}/incidents/01JB2Z7W9T4Q3M5N6P7R8S9T0V`, { redirect: 'manual' })
  expect(answer.status).toBe(308)
  expect(answer.headers.get('location')).toMatch(/^\/incidents\/[a-z0-9]{12}$/)
  await page.goto(`${server.url}/incidents/01JB2Z7W9T4Q3M5N6P7R8S9T0V`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pipelines wait')
})

test('a page is imported from its address, and an address of this machine only when that is allowed', async () => {
  const source = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
      .replace('/api/v2/', '/')
      .replace('incidents/unresolved', 'incidents-unresolved')
    const isFirst = !/page=(?!1$)/.test(request.url ?? '')
    try {
      const body = readFileSync(join(samples, 'larkfield', path))
      if (!isFirst) throw new Error('one page of history')
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
    } catch {
      // As some hosts do: any other path gets a page of HTML.
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Larkfield</title>')
    }
  })
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}`
  const dataDir = makeDataFolder()
  await expect(candor(dataDir, 'import', url)).rejects.toThrow(/allow-private|private/)
  expect(await candor(dataDir, 'import', url, '--allow-private', '--dry-run')).toContain('A dry run')
  expect(await candor(dataDir, 'import', url, '--allow-private')).toContain('Imported.')
  const imported = await startCandor(dataDir)
  expect(await (await fetch(imported.url)).text()).toContain('Database answers slowly')
  await discard(imported)
  source.close()
})
