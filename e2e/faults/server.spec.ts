import { request as httpRequest } from 'node:http'
import { renameSync, writeFileSync } from 'node:fs'
import { databaseFile, discard, makeDataFolder, openForTest, startCandor } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

test('a fresh page says that it is being set up, is healthy, and prints the setup link', async ({ freshCandor }) => {
  const home = await fetch(freshCandor.url)
  expect(home.status).toBe(200)
  expect(home.url).toBe(`${freshCandor.url}/`)
  expect(await home.text()).toContain('being set up')
  const health = await fetch(`${freshCandor.url}/healthCheck`)
  expect(health.status).toBe(200)
  expect(await health.json()).toEqual({ status: 'ok', failing: [] })
  expect(freshCandor.printed()).toMatch(/http:\/\/localhost:\d+\/admin\/setup\/[\w-]{20,}/)
})

test('each answer carries the security headers, and a public page needs no script', async ({ sharedCandor }) => {
  const answer = await fetch(sharedCandor.url)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('referrer-policy')).toBe('same-origin')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const html = await answer.text()
  expect(html.match(/<script[^>]*>/gi)).toEqual(['<script src="/live.js" defer="" data-zone="Etc/UTC">'])
  expect(html).not.toContain('candor:status')
})

test('a document answers HEAD like GET without a body, and refuses other methods', async ({ sharedCandor }) => {
  const head = await fetch(sharedCandor.url, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000)
  const posted = await fetch(sharedCandor.url, { method: 'POST', body: 'x' })
  expect(posted.status).toBe(405)
  expect(posted.headers.get('allow')).toBe('GET, HEAD')
})

test('a client’s headers change nothing of a public page', async ({ sharedCandor }) => {
  const plain = await (await fetch(sharedCandor.url)).text()
  const odd = await fetch(sharedCandor.url, {
    headers: {
      RSC: '1',
      'Next-Router-State-Tree': 'x',
      'Content-Security-Policy': "script-src 'nonce-x'",
      'X-Forwarded-Host': 'evil.example',
    },
  })
  expect(odd.status).toBe(200)
  const text = await odd.text()
  expect(text).not.toContain('evil.example')
  expect(text.replace(/\d\d:\d\d(:\d\d)?|\d+ (minutes?|seconds?)/g, '').length).toBe(
    plain.replace(/\d\d:\d\d(:\d\d)?|\d+ (minutes?|seconds?)/g, '').length,
  )
})

test('an app process that is killed is started again, and the page answers', async ({ candor }) => {
  const { pid } = await candor.waitForLog((line) => line.msg === 'the app is ready')
  process.kill(Number(pid), 'SIGKILL')
  await candor.waitForLog((line) => line.msg === 'the app process ended; starting it again')
  const answer = await fetch(candor.url)
  expect(answer.status).toBe(200)
})

test('a request in flight is answered when the server is told to stop, and the exit code is 0', async ({ candor }) => {
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const sent = httpRequest(candor.url, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject)
    sent.on('socket', (socket) => socket.on('connect', () => setImmediate(() => candor.process.kill('SIGTERM'))))
    sent.end()
  })
  expect(await answered).toBe(200)
  expect(await candor.stop()).toBe(0)
})

test('a lock held for a while is no failure; a database that is gone or garbage is, until it is back', async ({
  candor,
}) => {
  const file = databaseFile(candor.dataDir)
  const other = openForTest(candor.dataDir)
  other.$client.exec('begin immediate')
  expect((await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
  other.$client.exec('rollback')
  other.$client.close()

  renameSync(file, `${file}.away`)
  await candor.waitForLog((line) => line.msg === 'the database was moved or replaced')
  await expect
    .poll(async () => (await fetch(`${candor.url}/healthCheck`)).json() as Promise<unknown>)
    .toMatchObject({ status: 'failing', failing: expect.arrayContaining(['database']) })
  expect((await fetch(`${candor.url}/healthCheck`)).status).toBe(500)

  writeFileSync(file, 'this is no database, though it is a file of some length'.repeat(50))
  await candor.waitForLog(
    (line) => line.msg === 'the database can’t be used' && String(line.reason).includes('it is none'),
  )
  renameSync(`${file}.away`, file)
  await candor.waitForLog((line) => line.msg === 'the database is open again')
  await expect.poll(async () => (await fetch(`${candor.url}/healthCheck`)).status).toBe(200)
})

test('a database of a newer version is left alone, and the start says why', async () => {
  const dataDir = makeDataFolder((db) => {
    db.$client
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run('newer', 9_999_999_999_999)
  })
  await expect(startCandor(dataDir)).rejects.toThrow(/ended with 1/)
})

test('a folder that held a page is no first start: nothing is created', async () => {
  const dataDir = makeDataFolder()
  renameSync(databaseFile(dataDir), `${databaseFile(dataDir)}.away`)
  const server = await startCandor(dataDir)
  expect((await fetch(`${server.url}/healthCheck`)).status).toBe(500)
  expect(server.logLines.some((line) => String(line.reason).includes('held a page before'))).toBe(true)
  await discard(server)
})

test('settings that are wrong stop the start with a message that says how to mend them', async () => {
  const dataDir = makeDataFolder()
  const misspelt = { CANDOR_DATA_DIRR: 'x' } as Record<string, string>
  await expect(startCandor(dataDir, misspelt)).rejects.toThrow(
    /CANDOR_DATA_DIRR is not a setting.*Did you mean CANDOR_DATA_DIR\?/s,
  )
  await expect(startCandor(dataDir, { CANDOR_URL: 'https://example.com/status' })).rejects.toThrow(
    /must not have a path/,
  )
})

test('an unknown path is a real 404 that leads on', async ({ sharedCandor }) => {
  for (const path of ['/nowhere', '/incidents/doesnotexist', '/components/nothing', '/a/b/c']) {
    const answer = await fetch(sharedCandor.url + path)
    expect(answer.status, path).toBe(404)
    const html = await answer.text()
    expect(html, path).toContain('href="/history"')
    expect(html.match(/<script/gi), path).toHaveLength(1)
    expect(html, path).toContain('src="/live.js"')
  }
})
