import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { makeIncident } from '#db/demo/makers'
import { tellStory } from '#db/demo/story'
import { databaseFile, discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

const cannotConfirm = 'We can’t confirm the current status'

/** A raw answer: fetch would decode the body and hide its length. */
async function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request(url, { method, headers })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }
}

/** Ends the server without a word, app and all, as a power cut would. */
async function killAll(server: CandorServer): Promise<void> {
  const { pid } = await server.waitForLog((line) => line.msg === 'the app is ready')
  const gone = once(server.process, 'exit')
  process.kill(Number(pid), 'SIGKILL')
  server.process.kill('SIGKILL')
  await gone
}

/** Waits until the last good copy of a page is on disk. */
async function waitForCopy(dataDir: string, key: string): Promise<void> {
  const file = join(dataDir, 'copies', `${encodeURIComponent(key)}.json`)
  await expect.poll(() => existsSync(file)).toBe(true)
}

test('a page is sent in the encoding that the client likes most, with validators, and not twice', async ({
  sharedCandor,
}) => {
  const plain = await ask(sharedCandor.url)
  const brotli = await ask(sharedCandor.url, { 'accept-encoding': 'gzip;q=0.5, br' })
  const gzip = await ask(sharedCandor.url, { 'accept-encoding': 'br;q=0, gzip' })
  expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip'])
  expect(brotliDecompressSync(brotli.body).toString()).toContain('<main')
  expect(gunzipSync(gzip.body).toString()).toContain('<main')
  expect(brotli.headers.vary).toBe('Accept-Encoding')
  expect(brotli.headers['cache-control']).toBe(
    'public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400',
  )
  const again = await ask(sharedCandor.url, { 'accept-encoding': 'br', 'if-none-match': String(brotli.headers.etag) })
  expect([again.status, again.body.length]).toEqual([304, 0])
  const since = await ask(sharedCandor.url, { 'if-modified-since': String(plain.headers['last-modified']) })
  expect(since.status).toBe(304)
  const head = await ask(sharedCandor.url, { 'accept-encoding': 'br' }, 'HEAD')
  expect(head.headers['content-length']).toBe(String(brotli.body.length))
  expect(head.body.length).toBe(0)
})

test('what is committed is in the very next answer, and in every one after it', async ({ candor }) => {
  await fetch(candor.url)
  const db = openForTest(candor.dataDir)
  for (let round = 1; round <= 5; round++) {
    makeIncident(db, { title: `Round ${round}` }, Date.now())
    const html = await (await fetch(candor.url)).text()
    expect(html).toContain(`Round ${round}`)
  }
  db.$client.close()
})

test('unknown parameters are the same question, and a page that is not there is a 404 from memory too', async ({
  sharedCandor,
}) => {
  const [one, other] = [await ask(sharedCandor.url), await ask(`${sharedCandor.url}/?utm_source=mail`)]
  expect(other.headers.etag).toBe(one.headers.etag)
  for (let times = 0; times < 2; times++) expect((await ask(`${sharedCandor.url}/nowhere`)).status).toBe(404)
})

test('a flood of headers and an endless address are cut off, and the next reader is answered', async ({
  sharedCandor,
}) => {
  const flood = await ask(sharedCandor.url, { 'x-flood': 'x'.repeat(20_000) })
  expect(flood.status).toBe(431)
  expect((await ask(`${sharedCandor.url}/${'x'.repeat(5_000)}`)).status).toBe(414)
  expect((await ask(sharedCandor.url)).status).toBe(200)
})

test('while the database is away the last good copy answers, and after a while says that it can’t be confirmed', async ({
  candor,
}) => {
  const before = await (await fetch(candor.url)).text()
  expect(before).not.toContain(cannotConfirm)
  const file = databaseFile(candor.dataDir)
  renameSync(file, `${file}.away`)
  await candor.waitForLog((line) => line.msg === 'the database was moved or replaced')
  expect((await fetch(candor.url)).status).toBe(200)
  await expect.poll(async () => (await fetch(candor.url)).text(), { timeout: 40_000 }).toContain(cannotConfirm)
  expect((await fetch(`${candor.url}/healthCheck/page`)).status).toBe(200)
  expect((await fetch(`${candor.url}/healthCheck`)).status).toBe(500)
  renameSync(`${file}.away`, file)
  await candor.waitForLog((line) => line.msg === 'the database is open again')
  await expect.poll(async () => (await fetch(candor.url)).text()).not.toContain(cannotConfirm)
  await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
})

test('after a power cut and with a database of garbage a restart answers with the last good copies', async ({
  page,
}) => {
  const dataDir = makeDataFolder((db) => tellStory(db, Date.now()))
  const first = await startCandor(dataDir)
  const kept = ['/', '/history', '/favicon.svg', '/api/v2/summary.json', '/history.atom', '/history.rss', '/feed.json']
  for (const key of kept) await waitForCopy(dataDir, key)
  await killAll(first)
  const file = databaseFile(dataDir)
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('candor.db'))) {
    renameSync(join(dataDir, name), join(dataDir, `kept-${name}`))
  }
  writeFileSync(file, 'garbage '.repeat(1_000))

  const second = await startCandor(dataDir)
  // Each was confirmed at a moment of its own, and says so only a while after that.
  for (const key of kept.filter((key) => key !== '/favicon.svg')) {
    await expect.poll(async () => (await fetch(second.url + key)).text(), { timeout: 40_000 }).toContain(cannotConfirm)
  }
  await page.goto(second.url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(cannotConfirm)
  await expect(page.getByText(/last confirmed/)).toBeVisible()
  await page.goto(`${second.url}/history`)
  await expect(page.getByRole('main').getByRole('status')).toContainText(cannotConfirm)
  for (const key of ['/api/v2/summary.json', '/history.atom', '/history.rss', '/feed.json']) {
    const answer = await fetch(second.url + key)
    expect([answer.status, answer.headers.get('candor-unconfirmed')], key).toEqual([200, expect.stringMatching(/^20/)])
  }
  expect((await fetch(`${second.url}/healthCheck`)).status).toBe(500)
  expect(await (await fetch(`${second.url}/admin`)).text()).toContain('The database can’t be used right now')

  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('candor.db'))) {
    renameSync(join(dataDir, name), join(dataDir, `garbage-${name}`))
  }
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('kept-'))) {
    renameSync(join(dataDir, name), join(dataDir, name.replace('kept-', '')))
  }
  await expect.poll(async () => (await fetch(second.url)).text(), { timeout: 20_000 }).not.toContain(cannotConfirm)
  await expect.poll(async () => (await fetch(`${second.url}/healthCheck`)).status, { timeout: 40_000 }).toBe(200)
  await discard(second)
})
