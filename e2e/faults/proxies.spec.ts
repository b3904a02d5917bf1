import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { makeIncident } from '#db/demo/makers'
import { openForTest } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { startNginx, startVarnish, type Proxy } from './proxies.ts'

interface Cache {
  start: (origin: string) => Promise<Proxy>
  /** What it keeps apart; Varnish asks for gzip or for nothing, whatever else its clients read. */
  encodings: string[]
}

const caches: Record<string, Cache> = {
  nginx: { start: startNginx, encodings: ['br', 'gzip', 'identity'] },
  Varnish: { start: startVarnish, encodings: ['gzip', 'identity'] },
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const sent = request(url, { headers })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const decode = { br: brotliDecompressSync, gzip: gunzipSync }[String(answer.headers['content-encoding'])]
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: (decode && body.length > 0 ? decode(body) : body).toString('utf8'),
  }
}

for (const [name, { start, encodings }] of Object.entries(caches)) {
  test.describe(`behind ${name}`, () => {
    test('each reader gets an encoding that it reads, from the cache, and only what it has not', async ({ candor }) => {
      const proxy = await start(candor.url)
      const direct = await ask(candor.url)
      for (const path of ['/', '/api/v2/summary.json', '/history.atom']) {
        for (const encoding of encodings) {
          const headers = { 'accept-encoding': encoding }
          const first = await ask(proxy.url + path, headers)
          expect(first.status, path).toBe(200)
          expect(first.headers['content-encoding'] ?? 'identity', path).toBe(encoding)
          expect(first.headers.vary, path).toContain('Accept-Encoding')
          const again = await ask(proxy.url + path, headers)
          expect(again.headers['x-cache'], `${path} from the cache`).toMatch(/^(?:HIT|STALE|UPDATING|REVALIDATED)$/)
          expect(again.text, path).toBe(first.text)
          const etag = String(again.headers.etag)
          expect((await ask(proxy.url + path, { ...headers, 'if-none-match': etag })).status, path).toBe(304)
        }
      }
      expect((await ask(proxy.url)).text).toBe(direct.text)
      await proxy.stop()
    })

    test('what is published comes through after seconds, without anybody purging', async ({ candor }) => {
      const proxy = await start(candor.url)
      await ask(proxy.url)
      const db = openForTest(candor.dataDir)
      makeIncident(db, { title: 'Exports are slow' }, Date.now())
      db.$client.close()
      await expect.poll(async () => (await ask(proxy.url)).text, { timeout: 30_000 }).toContain('Exports are slow')
      await proxy.stop()
    })

    test('with Candor gone, the cache goes on answering with the last page', async ({ candor }) => {
      const proxy = await start(candor.url)
      const before = await ask(proxy.url)
      await candor.stop()
      const ages = new Set<string>()
      const again = async () => {
        const answer = await ask(proxy.url)
        expect([answer.status, answer.text]).toEqual([200, before.text])
        return ages.add(String(answer.headers['x-cache']))
      }
      // Past `s-maxage`, and so kept by `stale-if-error` or `stale-while-revalidate` alone.
      await expect.poll(again, { timeout: 30_000 }).toContain('STALE')
      await proxy.stop()
    })

    test('the admin area is never kept, and forms go through', async ({ candor, page }) => {
      const proxy = await start(candor.url)
      for (let times = 0; times < 2; times++) {
        const answer = await ask(`${proxy.url}/admin/sign-in`)
        expect(answer.headers['cache-control']).toMatch(/no-store|private/)
        expect(answer.headers['x-cache']).toBe('MISS')
      }
      await page.goto(proxy.url)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await proxy.stop()
    })
  })
}
