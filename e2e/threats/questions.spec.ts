import fc from 'fast-check'
import type { Connection } from '#db/connection'
import { readTeamVersion } from '#domain/team/team-version'
import { openForTest } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { findRoutes } from '../routes.ts'

/** Fixed, so that a failure can be seen again; fast-check prints it with the shortest question that fails. */
const bounds = { seed: 20261124, numRuns: 12 }
const insides = /\.tsx?:\d+:\d+|node_modules|SqliteError|SQLITE_|ZodError|TypeError/

const odd = fc.constantFrom(
  '',
  ' ',
  '\0',
  '__proto__',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '%',
  '%00',
  '%ff',
  '1e999',
  '-1',
  '0',
  '2',
  'NaN',
  '2026-02-30',
  '2026-11-24T14:05Z',
  '9'.repeat(40),
  'Europe/Berlin',
  'checkout',
  'all',
  'x'.repeat(500),
)
const names = [
  'time',
  'until',
  'component',
  'zone',
  'page',
  'q',
  'impact',
  'from',
  'to',
  'of',
  'group',
  'month',
  'period',
  'state',
  'v',
  'incident',
  'returned',
  'done',
]
const query = fc
  .array(fc.tuple(fc.constantFrom(...names), odd), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString())

test('whatever a stranger asks, the answer is one of ours and nothing is changed', async ({ candor }) => {
  test.setTimeout(600_000)
  const db: Connection = openForTest(candor.dataDir)
  const before = readTeamVersion(db)
  for (const { pattern } of findRoutes().filter((route) => !route.pattern.startsWith('/admin'))) {
    await fc.assert(
      fc.asyncProperty(odd, query, fc.boolean(), async (id, asked, isRaw) => {
        const segment = isRaw ? id.replace(/[^\x21-\x7e]/g, '') : encodeURIComponent(id)
        const path = pattern.replace(/\[[^\]]+\]/g, segment)
        const answer = await fetch(`${candor.url}${path}?${asked}`, { redirect: 'manual' })
        const text = await answer.text()
        expect(answer.status, `${path}?${asked}`).toBeLessThan(500)
        expect(insides.test(text), `${path}?${asked}`).toBe(false)
        expect(answer.headers.get('set-cookie'), `${path}?${asked}`).toBeNull()
        const location = answer.headers.get('location')
        if (location !== null) expect(new URL(location, candor.url).origin, `${path}?${asked}`).toBe(candor.url)
      }),
      bounds,
    )
  }
  expect(readTeamVersion(db)).toBe(before)
  db.$client.close()
})
