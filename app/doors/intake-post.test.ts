import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliver, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { makePage } from '#db/demo/makers'
import { setConnection, type Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { listDeliveries } from '#domain/alerts/deliveries'
import { readDelivery } from '#domain/alerts/formats/formats'
import { loggablePath } from '#log'
import { intakePost } from './intake-post.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const post = intakePost(({ db, source, now }, body) => {
  readDelivery(body)
  return deliver(db, { source, alerts: [receivedAlert('mail', {}, now)] }, now)
})

let db: Connection
let source: ReturnType<typeof makeAlertSource>
beforeEach(() => {
  db = testDatabase()
  setConnection(db)
  makePage(db, {}, now)
  source = makeAlertSource(db, now)
})
afterEach(() => setConnection(null))

const plain = JSON.stringify({ group: 'a', status: 'firing', labels: { service: 'mail' } })

function send(body: string, token = source.token, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request('http://localhost/intake/x', { method: 'POST', headers, body })
  return post(request, { params: Promise.resolve({ token }) })
}

test('what can be read is taken in, and answered with what was done', async () => {
  const answer = await send(plain)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ outcome: 'unmatched', draft: null, matched: 0, ignored: 1 })
})

test('a wrong address has one answer, whatever is wrong with it and whatever is sent', async () => {
  const answers = await Promise.all(
    [
      send(plain, 'x'),
      send('{', `${source.token}x`),
      send('', 'cndr_in_'),
      send('x'.repeat(2_000_000), '__proto__'),
    ].map(async (sent) => {
      const answer = await sent
      return [answer.status, await answer.text()]
    }),
  )
  expect(new Set(answers.map(String)).size).toBe(1)
  expect(answers[0]?.[0]).toBe(404)
})

test('what can’t be read is refused with what is wrong, which owners see too', async () => {
  for (const [body, says] of [
    ['{', 'This is no JSON'],
    ['[]', 'no webhook that Candor knows'],
    ['{"group":"a","status":"ok","labels":{}}', 'status: status must be firing or resolved.'],
  ] as const) {
    const answer = await send(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'invalid', message: expect.stringContaining(says) as unknown })
    expect(listDeliveries(db, source.id)[0]?.note).toContain(says)
  }
})

test('more than a megabyte is refused, whether its length is said before or not', async () => {
  const large = JSON.stringify({ text: 'x'.repeat(1024 * 1024) })
  expect((await send(large)).status).toBe(413)
  expect((await send(plain, source.token, { 'content-length': '1048577' })).status).toBe(413)
})

test('a source is heard 120 times a minute, and others beside it', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 121; count++) statuses.push((await send(plain)).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(120)
  const late = await send(plain)
  expect(late.status).toBe(429)
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await send(plain, makeAlertSource(db, now).token)).status).toBe(200)
})

test('the token stands in no log, however the path is written', () => {
  for (const path of [
    `/intake/${source.token}`,
    `/%69ntake/${source.token}?a=${source.token}`,
    `/x/${source.token}/y`,
  ]) {
    expect(loggablePath(path)).not.toContain(source.token)
  }
  expect(loggablePath(`/intake/${source.token}`)).toBe('/intake/…')
})
