import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { send, upstreamAt } from './upstream.ts'

let folder: string
let servers: Server[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-'))
  servers = []
})
afterEach(() => {
  for (const server of servers) server.closeAllConnections()
  rmSync(folder, { recursive: true })
})

test('a request that is answered before it was read leaves its connections free', async () => {
  const socketPath = join(folder, 'app.sock')
  const app = createServer((asked, answer) => {
    // Like whoever finds a body too large: it reads a part, and answers.
    asked.once('data', () => {
      asked.pause()
      answer.end('too large')
    })
  })
  const upstream = upstreamAt(socketPath)
  const front = createServer((asked, answer) => {
    const passed = { method: 'POST', path: '/', headers: asked.headers, timeoutMs: null, body: asked }
    void send(upstream, passed).then((answered) => answered.pipe(answer))
  })
  servers = [app, front]
  await once(app.listen(socketPath), 'listening')
  await once(front.listen(0, '127.0.0.1'), 'listening')
  const { port } = front.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async (body: Buffer): Promise<string> => {
    const sent = request({ host: '127.0.0.1', port, method: 'POST', agent })
    sent.end(body)
    const [answered] = (await once(sent, 'response')) as [IncomingMessage]
    return (await buffer(answered)).toString()
  }
  for (let time = 0; time < 3; time++) expect(await ask(Buffer.alloc(8 * 1024 * 1024))).toBe('too large')
  expect(Object.values(upstream.agent.sockets).flat()).toEqual([])
  agent.destroy()
  upstream.agent.destroy()
})
