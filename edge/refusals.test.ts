import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { config } from '#config'
import { copiesFolder } from './copies/copies-folder.ts'
import { createPublicAnswers } from './public-answers.ts'
import { createEdge } from './server.ts'
import { upstreamAt, type Upstream } from './upstream.ts'

vi.setConfig({ testTimeout: 30_000 })

let folder: string
let socketPath: string
let upstream: Upstream
let edge: Server
let url: string
let servers: Server[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-refusals-'))
  socketPath = join(folder, 'app.sock')
  upstream = upstreamAt(socketPath)
  const whenAppReady = () => Promise.resolve(false)
  const answers = createPublicAnswers({
    app: { upstream, host: 'localhost', isDev: false },
    watch: { version: () => '1', look: () => undefined, close: () => undefined },
    folder: copiesFolder(join(folder, 'copies')),
    common: {},
    whenAppReady,
  })
  edge = createEdge({ config: config(), upstream, isDev: false, answers, whenAppReady })
  servers = [edge]
  await once(edge.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`
})

afterEach(async () => {
  upstream.agent.destroy()
  for (const server of servers) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await rm(folder, { recursive: true, force: true })
})

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(`${url}${path}`, init)
  const { status, headers } = response
  return {
    status,
    type: headers.get('content-type'),
    retryAfter: headers.get('retry-after'),
    caching: headers.get('cache-control'),
    body: await response.text(),
  }
}

const json = { type: 'application/json; charset=utf-8', caching: 'no-store' }

describe('while the app is down', () => {
  test('a program hears so in JSON, and when to come again', async () => {
    const words = 'This can’t be answered right now. Try again in a moment.'
    const read = await ask('/v1/pages/abc/incidents?limit=1')
    expect(read).toMatchObject({ ...json, status: 503, retryAfter: '5' })
    expect(JSON.parse(read.body)).toEqual({ error: words, message: words })
  })

  test('what was posted is not said to be undone, for nobody knows', async () => {
    const written = await ask('/v1/pages/abc/incidents', { method: 'POST', body: 'x'.repeat(2_000_000) })
    expect(written).toMatchObject({ ...json, status: 503, retryAfter: '5' })
    expect((JSON.parse(written.body) as { message: string }).message).toMatch(/not known whether.+Idempotency-Key/)
    const alert = await ask('/intake/abc', { method: 'POST', body: '{}' })
    expect(alert).toMatchObject({ ...json, status: 503, retryAfter: '5' })
    expect(JSON.parse(alert.body)).toMatchObject({ error: 'down', message: expect.stringMatching(/Send it again/) })
  })

  test('people read a page', async () => {
    for (const path of ['/', '/subscriptions', '/v10']) {
      expect(await ask(path)).toMatchObject({ status: 503, type: 'text/html; charset=utf-8', retryAfter: '5' })
    }
  })
})

test('an address that is too long is refused in JSON where programs ask, and in words elsewhere', async () => {
  const long = `?q=${'a'.repeat(5_000)}`
  const words = 'This address is too long.'
  const program = await ask(`/v1/pages${long}`)
  expect(program).toMatchObject({ ...json, status: 414, retryAfter: null })
  expect(JSON.parse(program.body)).toEqual({ error: words, message: words })
  const alert = await ask(`/intake/abc${long}`, { method: 'POST', body: '{}' })
  expect(JSON.parse(alert.body)).toEqual({ error: 'too_long', message: words })
  expect(await ask(`/history${long}`)).toMatchObject({ status: 414, type: 'text/plain; charset=utf-8' })
})

test('an address that has too much under way is told so in JSON where programs ask', async () => {
  let release = (): void => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  let arrived = 0
  const app = createServer((_request, response) => {
    arrived += 1
    void gate.then(() => response.end('{}'))
  })
  servers.push(app)
  await once(app.listen(socketPath), 'listening')
  const waiting = Array.from({ length: 48 }, () => ask('/v1/pages'))
  await vi.waitFor(() => expect(arrived).toBe(48), { timeout: 20_000 })
  const words = 'Too many requests at once from your address. Try again in a moment.'
  const program = await ask('/v1/pages')
  expect(program).toMatchObject({ ...json, status: 429, retryAfter: '1' })
  expect(JSON.parse(program.body)).toEqual({ error: words, message: words })
  const alert = await ask('/intake/abc', { method: 'POST', body: '{}' })
  expect([alert.status, JSON.parse(alert.body)]).toEqual([429, { error: 'too_many', message: words }])
  expect(await ask('/health')).toMatchObject({ status: 429, type: 'text/plain; charset=utf-8' })
  release()
  expect((await Promise.all(waiting)).every(({ status }) => status === 200)).toBe(true)
})
