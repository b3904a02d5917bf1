import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createGuardedFetch, guardedFetch, type GuardedFetchErrorCode } from './guarded-fetch.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function refusedWith(code: GuardedFetchErrorCode) {
  return expect.objectContaining({ name: 'GuardedFetchError', code }) as unknown
}

test('an answer comes with its status, lower-case headers and unpacked body', async () => {
  const base = await serve((_request, response) => {
    response.writeHead(404, { 'X-Reason': 'gone', 'Content-Encoding': 'gzip' }).end(gzipSync('nothing here'))
  })
  const answer = await guardedFetch(`${base}/a`, { allowPrivate: true })
  expect(answer.status).toBe(404)
  expect(answer.headers.get('x-reason')).toBe('gone')
  expect(answer.body.toString()).toBe('nothing here')
})

test('a private address is refused before anything is sent', async () => {
  let asked = 0
  const base = await serve((_request, response) => {
    asked++
    response.end()
  })
  await expect(guardedFetch(base)).rejects.toEqual(refusedWith('private_address'))
  await expect(guardedFetch('http://[::ffff:127.0.0.1]/')).rejects.toEqual(refusedWith('private_address'))
  await expect(guardedFetch('http://localhost/')).rejects.toEqual(refusedWith('private_address'))
  expect(asked).toBe(0)
})

test('a name that nobody has is told apart from a host that is down', async () => {
  const fetch = createGuardedFetch({
    lookup: () => Promise.reject(new Error('getaddrinfo ENOTFOUND hooks.test')),
    isAllowed: () => true,
  })
  await expect(fetch('http://hooks.test/')).rejects.toEqual(refusedWith('unknown_name'))
})

/** Takes 127.0.0.1 for the public internet, and answers for a name with one address after the other. */
function fetchThrough(answers: string[]) {
  const asked: string[] = []
  const fetch = createGuardedFetch({
    lookup: (host) => {
      asked.push(host)
      return Promise.resolve([{ address: answers[asked.length - 1] ?? host, family: 4 }])
    },
    isAllowed: (address) => address === '127.0.0.1',
  })
  return { fetch, asked }
}

test('a name is resolved once, and connected to where that said, whatever it says next', async () => {
  const base = await serve((request, response) => response.end(request.headers.host))
  const { port } = new URL(base)
  const { fetch, asked } = fetchThrough(['127.0.0.1', '10.0.0.1'])
  expect((await fetch(`http://hooks.test:${port}/`)).body.toString()).toBe(`hooks.test:${port}`)
  expect(asked).toEqual(['hooks.test'])
  await expect(fetch(`http://hooks.test:${port}/`)).rejects.toEqual(refusedWith('private_address'))
})

test.each([
  'http://127.0.0.2/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:10.0.0.1]/',
  'http://inside.test/',
])('a redirect inward, to %s, is refused', async (inward) => {
  const base = await serve((_request, response) => response.writeHead(302, { location: inward }).end())
  const { fetch, asked } = fetchThrough(['127.0.0.1', inward.includes('inside') ? '192.168.0.7' : '127.0.0.2'])
  await expect(fetch(base)).rejects.toEqual(refusedWith('private_address'))
  expect(asked).toHaveLength(2)
})

test('a body goes with the request and on through a 307, but not through a 303', async () => {
  const base = await serve((request, response) => {
    if (request.url === '/keeps') return response.writeHead(307, { location: '/echo' }).end()
    if (request.url === '/drops') return response.writeHead(303, { location: '/echo' }).end()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => response.end(`${request.method}:${Buffer.concat(chunks).toString()}`))
    return response
  })
  const request = { method: 'POST', body: 'hello', allowPrivate: true }
  expect((await guardedFetch(`${base}/echo`, request)).body.toString()).toBe('POST:hello')
  expect((await guardedFetch(`${base}/keeps`, request)).body.toString()).toBe('POST:hello')
  expect((await guardedFetch(`${base}/drops`, request)).body.toString()).toBe('GET:')
})

test('an authorization header does not follow a redirect to another host', async () => {
  const other = await serve((request, response) => response.end(request.headers.authorization ?? 'none'))
  const base = await serve((request, response) => {
    if (request.url === '/away') return response.writeHead(302, { location: other }).end()
    if (request.url === '/here') return response.writeHead(302, { location: '/end' }).end()
    return response.end(request.headers.authorization ?? 'none')
  })
  const request = { headers: { Authorization: 'OAuth secret' }, allowPrivate: true }
  expect((await guardedFetch(`${base}/here`, request)).body.toString()).toBe('OAuth secret')
  expect((await guardedFetch(`${base}/away`, request)).body.toString()).toBe('none')
})

test('a circle of redirects ends, and with none allowed a redirect is an answer', async () => {
  const base = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end())
  await expect(guardedFetch(base, { allowPrivate: true })).rejects.toEqual(refusedWith('bad_redirect'))
  expect((await guardedFetch(base, { allowPrivate: true, maxRedirects: 0 })).status).toBe(302)
})

test('a redirect to something that is not the web is refused', async () => {
  const base = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())
  await expect(guardedFetch(base, { allowPrivate: true })).rejects.toEqual(refusedWith('bad_url'))
})

test('a body that unpacks to more than the limit is cut off', async () => {
  const base = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000)))
  })
  await expect(guardedFetch(base, { allowPrivate: true, maxBytes: 50_000 })).rejects.toEqual(refusedWith('too_large'))
})

const answersWithMore = /^127\.0\.0\.1:\d+ answers with more than 49 KB\.$/

test('what fails names the host, and not the rest of its address', async () => {
  const base = await serve((request, response) => {
    if (request.url?.startsWith('/around')) return response.writeHead(302, { location: request.url }).end()
    return response.end(Buffer.alloc(100_000))
  })
  const limits = { allowPrivate: true, maxBytes: 50_000 }
  await expect(guardedFetch(`${base}/SECRET?key=SECRET`, limits)).rejects.toThrow(answersWithMore)
  const fail = async (url: string) => {
    const error: unknown = await guardedFetch(url, limits).catch((thrown: unknown) => thrown)
    return `${(error as Error).message} ${JSON.stringify(error)} ${String((error as Error).cause)}`
  }
  for (const url of [`${base}/around/SECRET`, 'ftp://hooks.example/SECRET', 'https://a b/SECRET'])
    expect(await fail(url)).not.toContain('SECRET')
})

describe('where the status alone counts', () => {
  const request = { allowPrivate: true, maxBytes: 1_000, mayCutBody: true }

  test('a long body is cut off, and the connection ended', async () => {
    let ended: Promise<unknown> | undefined
    const base = await serve((_request, response) => {
      ended = once(response, 'close')
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    const { status, body } = await guardedFetch(base, request)
    expect([status, body.length]).toEqual([200, 1_000])
    await ended
  })

  test('a body that never ends is cut off when the time is over', async () => {
    const base = await serve((_request, response) => response.writeHead(202).write('so far'))
    const { status, body } = await guardedFetch(base, { ...request, timeoutMs: 1_000 })
    expect([status, body.toString()]).toEqual([202, 'so far'])
  })

  test('a body that breaks off or can’t be unpacked is no failure', async () => {
    const base = await serve((asked, response) => {
      if (asked.url === '/packed') return response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip at all')
      response.writeHead(503, { 'Content-Length': '100' }).write('broken')
      return setImmediate(() => response.destroy())
    })
    expect((await guardedFetch(`${base}/packed`, request)).status).toBe(200)
    expect((await guardedFetch(base, request)).status).toBe(503)
  })

  test('a host that sends no status has failed', async () => {
    const base = await serve((_request, response) => response.destroy())
    await expect(guardedFetch(base, request)).rejects.toEqual(refusedWith('unreachable'))
  })
})

test('a host that never answers is given up', async () => {
  const base = await serve(() => undefined)
  await expect(guardedFetch(base, { allowPrivate: true, timeoutMs: 30 })).rejects.toEqual(refusedWith('timeout'))
})

test('a closed port and a bad address are named as such', async () => {
  const base = await serve(() => undefined)
  servers[0]?.closeAllConnections()
  await new Promise((resolve) => servers[0]?.close(resolve))
  await expect(guardedFetch(base, { allowPrivate: true })).rejects.toEqual(refusedWith('unreachable'))
  await expect(guardedFetch('ftp://example.com/')).rejects.toEqual(refusedWith('bad_url'))
  await expect(guardedFetch('https://a:b@example.com/')).rejects.toEqual(refusedWith('bad_url'))
})
