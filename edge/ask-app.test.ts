import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askApp, type AskedApp } from './ask-app.ts'
import { upstreamAt } from './upstream.ts'

let folder: string
let server: Server
let app: AskedApp
let answer: (response: ServerResponse) => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-ask-'))
  const socketPath = join(folder, 'app.sock')
  server = createServer((_request, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  app = { upstream: upstreamAt(socketPath), host: 'status.acme.example', isDev: false }
})
afterEach(() => {
  app.upstream.agent.destroy()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what leads on is kept as such, without the page that only scripts would complete', async () => {
  const body = '<html id="__next_error__"></html>'
  answer = (response) =>
    response.writeHead(308, { Location: '/incidents/abc', 'Content-Type': 'text/html; charset=utf-8' }).end(body)
  const kept = await askApp(app, '/incidents/old', 'id')
  expect([kept.status, kept.headers.Location, kept.body.length]).toEqual([308, '/incidents/abc', 0])
})

test('a page that only scripts would complete is no answer, and neither is an error', async () => {
  answer = (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html id="__next_error__"></html>')
  await expect(askApp(app, '/', 'id')).rejects.toThrow('no usable page for /')
  answer = (response) => response.writeHead(500, { 'Content-Type': 'text/html' }).end('<html></html>')
  await expect(askApp(app, '/', 'id')).rejects.toThrow('answered / with 500')
})

test('a document holds until the instant that it names, which no client hears of, and a minute at most', async () => {
  const json = { 'Content-Type': 'application/json' }
  const startedAt = Date.now()
  answer = (response) =>
    response.writeHead(200, { ...json, 'Candor-Fresh-Until': String(startedAt + 20_000) }).end('{}')
  const soon = await askApp(app, '/api/candor/summary.json', 'id')
  expect(soon.freshUntil).toBe(startedAt + 20_000)
  expect(Object.keys(soon.headers)).not.toContain('Candor-Fresh-Until')
  answer = (response) => response.writeHead(200, { ...json, 'Candor-Fresh-Until': String(startedAt * 2) }).end('{}')
  const later = await askApp(app, '/api/candor/summary.json', 'id')
  expect(later.freshUntil - startedAt).toBeGreaterThanOrEqual(60_000)
  expect(later.freshUntil).toBeLessThan(startedAt * 2)
})
