import { afterEach, beforeEach, expect, test } from 'vitest'
import { overrideConfig } from '#config'
import { setConnection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { publicDocument } from './public-document.ts'

const noParams = { params: Promise.resolve({}) }

beforeEach(() => {
  setConnection(testDatabase())
  overrideConfig({ url: 'https://status.acme.example' })
})
afterEach(() => setConnection(null))

test('an object is JSON that any page may read and that may be kept for seconds', async () => {
  const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ url, query }) => ({
    url,
    page: query.get('page'),
  }))
  const answer = await GET(new Request('http://app/history.json?page=2'), noParams)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('{"url":"https://status.acme.example","page":"2"}')
  expect(Object.fromEntries(answer.headers)).toEqual({
    'access-control-allow-origin': '*',
    'candor-fresh-until': expect.stringMatching(/^\d{13}$/),
    'cache-control': 'max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600',
    'content-type': 'application/json; charset=utf-8',
  })
})

test('a text goes out as it is, in its own type', async () => {
  const GET = publicDocument({ type: 'calendar' }, () => 'BEGIN:VCALENDAR\r\n')
  const answer = await GET(new Request('http://app/maintenance.ics'), noParams)
  expect(await answer.text()).toBe('BEGIN:VCALENDAR\r\n')
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('cache-control')).toContain('stale-if-error=86400')
})

test('what is not there is a 404 in JSON, for any page’s scripts too', async () => {
  const GET = publicDocument<{ id: string }>({ type: 'atom' }, ({ params }) => (params.id === 'a' ? '<feed/>' : null))
  const answer = await GET(new Request('http://app/x'), { params: Promise.resolve({ id: 'b' }) })
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.json()).toMatchObject({ error: 'not_found' })
})

test('what moved leads on for good', async () => {
  const GET = publicDocument({ type: 'json' }, () => ({ movedTo: '/incidents/abc.json' }))
  const answer = await GET(new Request('http://app/x'), noParams)
  expect(answer.status).toBe(308)
  expect(answer.headers.get('location')).toBe('/incidents/abc.json')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('without a database the answer is a 500 that says nothing secret', async () => {
  setConnection(null)
  const answer = await publicDocument({ type: 'json' }, ({ db }) => ({ db }))(new Request('http://app/x'), noParams)
  expect(answer.status).toBe(500)
  expect(await answer.json()).toMatchObject({ error: 'internal' })
})
