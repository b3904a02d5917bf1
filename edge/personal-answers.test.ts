import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { config } from '#config'
import { copiesFolder } from './copies/copies-folder.ts'
import { createPublicAnswers } from './public-answers.ts'
import { createEdge } from './server.ts'
import { upstreamAt, type Upstream } from './upstream.ts'

vi.setConfig({ testTimeout: 30_000 })

const link = '/subscriptions/manage/abcdefghijkl.code'

let folder: string
let upstream: Upstream
let edge: Server
let app: Server
let url: string
let asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]

beforeEach(async () => {
  asked = []
  folder = mkdtempSync(join(tmpdir(), 'candor-personal-'))
  const socketPath = join(folder, 'app.sock')
  upstream = upstreamAt(socketPath)
  app = createServer((request, response) => {
    asked.push(request)
    if (request.method === 'POST') return void response.writeHead(303, { Location: link }).end()
    if (request.url?.includes('unsubscribe')) return void response.writeHead(303, { Location: link }).end()
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 's-maxage=60' })
    response.end(
      `<!DOCTYPE html><html><head><style>p{}</style></head><body><p>${asked.length}</p><script>1</script></body></html>`,
    )
  })
  await once(app.listen(socketPath), 'listening')
  const whenAppReady = () => Promise.resolve(true)
  const answers = createPublicAnswers({
    app: { upstream, host: 'localhost', isDev: false },
    watch: { version: () => '1', look: () => undefined, close: () => undefined },
    folder: copiesFolder(join(folder, 'copies')),
    common: {},
    whenAppReady,
  })
  edge = createEdge({ config: config(), upstream, isDev: false, answers, whenAppReady })
  await once(edge.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`
})

afterEach(async () => {
  upstream.agent.destroy()
  for (const server of [edge, app]) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await rm(folder, { recursive: true, force: true })
})

test('somebody’s own page is a document without scripts, rendered anew each time and kept by nobody', async () => {
  const answers = []
  for (const path of [link, link, link.replace('s', '%73'), `${link}?done=changed&x=1`]) {
    answers.push(await fetch(url + path, { headers: { cookie: 'a=b' } }))
  }
  for (const [index, answer] of answers.entries()) {
    expect(await answer.text()).toBe(
      `<!DOCTYPE html><html><head><style>p{}</style></head><body><p>${index + 1}</p></body></html>`,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('content-security-policy')).toContain("style-src 'sha256-")
    expect(answer.headers.has('etag')).toBe(false)
  }
  expect(asked.map((request) => request.url)).toEqual([link, link, link, `${link}?done=changed`])
  expect(asked.every(({ headers }) => headers.cookie === undefined)).toBe(true)
})

test('to look at its head alone renders it, and sends no body', async () => {
  const answer = await fetch(url + link, { method: 'HEAD' })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0)
})

test('where it leads on, no other site may read where', async () => {
  const answer = await fetch(`${url}/subscriptions/unsubscribe/abcdefghijkl.code`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, link])
  expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('what is written to it is passed on as it is', async () => {
  const answer = await fetch(`${url}/subscriptions/manage`, { method: 'POST', body: 'a=b', redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, link])
  expect(asked.map(({ method }) => method)).toEqual(['POST'])
})
