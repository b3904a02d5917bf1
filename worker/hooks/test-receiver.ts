import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGuardedFetch, type GuardedFetch } from '#net/guarded-fetch'

export interface Posted {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A real HTTP server for tests, which notes what is posted to it. */
export interface TestReceiver {
  /** Its address, by a name that leads to this machine. */
  url: string
  posted: Posted[]
  answer: (response: ServerResponse, post: Posted) => void
  /** Names lead to this machine; what is of its own network is refused as everywhere. */
  fetch: GuardedFetch
  close: () => Promise<void>
}

export async function startTestReceiver(): Promise<TestReceiver> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const post = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) }
      receiver.posted.push(post)
      receiver.answer(response, post)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: TestReceiver = {
    url: `http://receiver.test:${(server.address() as AddressInfo).port}`,
    posted: [],
    answer: (response) => response.writeHead(201).end(),
    fetch: createGuardedFetch({
      lookup: (host) => Promise.resolve([{ address: host === 'inside.test' ? '10.0.0.7' : '127.0.0.1', family: 4 }]),
      isAllowed: (address) => address === '127.0.0.1',
    }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return receiver
}
