import { createServer, type Server } from 'node:http'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import fc from 'fast-check'
import { copiesFolder } from './copies/copies-folder.ts'
import type { Version } from './copies/copy.ts'
import { createPublicAnswers, type PublicAnswers } from './public-answers.ts'
import { upstreamAt } from './upstream.ts'

// Each asks real servers many times, on machines that do other things too.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

/** An app that answers with the state of the data as it is when it begins to answer, and an edge before it. */
let folder: string
let state: { version: Version; revision: number; isFailing: boolean; rendered: number; gate: Promise<void> }
let app: Server
let edge: Server
let answers: PublicAnswers

const page = (text: string) =>
  `<!DOCTYPE html><html><head><title>${text} · Acme</title></head><body><main>${text}</main></body></html>`

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-answers-'))
  state = { version: '1', revision: 1, isFailing: false, rendered: 0, gate: Promise.resolve() }
  const socketPath = join(folder, 'app.sock')
  app = createServer((request, response) => {
    const text = `revision ${state.revision} of ${request.url ?? ''}`
    state.rendered += 1
    void state.gate.then(() => {
      response.writeHead(state.isFailing ? 500 : 200, { 'Content-Type': 'text/html' }).end(page(text))
    })
  })
  await new Promise<void>((resolve) => app.listen(socketPath, resolve))
  answers = createPublicAnswers({
    app: { upstream: upstreamAt(socketPath), host: 'localhost', isDev: false },
    watch: { version: () => state.version, look: () => undefined, close: () => undefined },
    folder: copiesFolder(join(folder, 'copies')),
    common: { 'X-Content-Type-Options': 'nosniff' },
    whenAppReady: () => Promise.resolve(true),
  })
  edge = createServer((request, response) => {
    if (answers.answerAtOnce(request, response)) return
    answers.answer(request, response).catch(() => response.writeHead(503).end('nothing'))
  })
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  for (const server of [edge, app]) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  // A copy may still be on its way to the disk.
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

async function read(path = '/'): Promise<string> {
  const { port } = edge.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  return /<main>(.*)<\/main>/.exec(await answer.text())?.[1] ?? `status ${answer.status}`
}

function publish(): void {
  state.revision += 1
  state.version = String(state.revision)
}

describe('a public answer', () => {
  test('comes from memory until something is published, and then anew', async () => {
    expect([await read(), await read(), await read()]).toEqual(Array(3).fill('revision 1 of /'))
    expect(state.rendered).toBe(1)
    publish()
    expect(await read()).toBe('revision 2 of /')
    expect(state.rendered).toBe(2)
  })

  test('is the last good one where the render fails, and a strange page has none', async () => {
    await read()
    publish()
    state.isFailing = true
    expect(await read()).toBe('revision 1 of /')
    expect(answers.health()).toEqual({ failing: ['/'], canAnswer: true })
    expect(await read('/other')).toBe('status 503')
  })

  test('is the last good one where the render takes too long', async () => {
    await read()
    publish()
    let open = (): void => undefined
    state.gate = new Promise((resolve) => (open = resolve))
    expect(await read()).toBe('revision 1 of /')
    open()
  })

  test('is rendered for every request while nobody can say whether it is current, and still given', async () => {
    state.version = null
    await read()
    await read()
    expect(state.rendered).toBe(2)
    state.isFailing = true
    expect(await read()).toBe('revision 1 of /')
  })
})

test('whatever is published and asked for in whatever order, no reader ever sees an older state after a newer one', async () => {
  const step = fc.constantFrom('publish', 'read', 'read twice', 'fail', 'recover')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let newest = 0
      const waiting: Promise<void>[] = []
      const look = async (): Promise<void> => {
        const atLeast = newest
        const seen = Number(/revision (\d+)/.exec(await read())?.[1] ?? 0)
        expect(seen === 0 || seen >= atLeast).toBe(true)
        newest = Math.max(newest, seen)
      }
      for (const name of steps) {
        if (name === 'publish') publish()
        else if (name === 'fail') state.isFailing = true
        else if (name === 'recover') state.isFailing = false
        else if (name === 'read') await look()
        else waiting.push(look(), look())
      }
      await Promise.all(waiting)
      state.isFailing = false
    }),
    { numRuns: 40 },
  )
})
