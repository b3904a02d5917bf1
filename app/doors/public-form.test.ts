import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { overrideConfig } from '#config'
import { setConnection, type Connection } from '#db/connection'
import { makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import { DomainError } from '#domain/errors'
import { linkToken } from '#domain/subscriptions/links'
import { askByEmail, findByAddress, leave } from '#domain/subscriptions/subscribing'
import { loggablePath } from '#log'
import { readReturned } from './forms/returned-forms.ts'
import { oneClickForm, publicForm } from './public-form.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const origin = 'https://status.acme.example'
const ask = publicForm(
  ({ db, origin: from, now: at }, form) => {
    askByEmail(db, { email: form.get('email') ?? '', choices: { coversPage: true } }, from, at)
    return '/subscribe/sent'
  },
  { returnsTo: (_form, key) => `/subscriptions/new/${key}`, isCounted: true },
)

let db: Connection
beforeEach(() => {
  db = testDatabase()
  setConnection(db)
  makePage(db, {}, now)
  overrideConfig({ url: origin, secretsKey: linkKey })
})
afterEach(() => setConnection(null))

function post(fields: Record<string, string>, headers: Record<string, string> = { origin }): Request {
  return new Request('http://localhost/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-candor-address': '203.0.113.7', ...headers },
    body: new URLSearchParams(fields).toString(),
  })
}

function returnedBy(answer: Response) {
  const location = answer.headers.get('location') ?? ''
  expect(location).toMatch(/^\/subscriptions\/new\/[\w-]{32}$/)
  return readReturned(location.slice(location.lastIndexOf('/') + 1), Date.now())
}

describe('a public form', () => {
  test('that is taken leads on, and is kept by nobody', async () => {
    const answer = await ask(post({ email: 'ada@example.com' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/subscribe/sent'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(findByAddress(db, 'email', 'ada@example.com')).not.toBeNull()
  })

  test('is answered alike for an address that is known', async () => {
    makeSubscriber(db, { email: 'ada@example.com' }, now)
    const [known, unknown] = [
      await ask(post({ email: 'ada@example.com' })),
      await ask(post({ email: 'b@example.com' })),
    ]
    expect([...known.headers]).toEqual([...unknown.headers])
    expect(known.status).toBe(unknown.status)
  })

  test('of another site, or of nobody, writes nothing', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const answer = await ask(post({ email: 'ada@example.com' }, headers))
      expect(answer.status).toBe(403)
    }
    expect(findByAddress(db, 'email', 'ada@example.com')).toBeNull()
  })

  test('that is refused leads back with what was typed, and with nothing of it in the address', async () => {
    const answer = await ask(post({ email: 'ada@', note: 'x' }))
    expect(answer.status).toBe(303)
    expect(returnedBy(answer)).toMatchObject({
      status: 422,
      values: { email: ['ada@'], note: ['x'] },
      errors: { email: expect.stringContaining('no e-mail address') },
    })
  })

  test('that is tried too often waits, with what was typed', async () => {
    for (let number = 0; number < 120; number++) await ask(post({ email: `${number}@example.com` }))
    expect(returnedBy(await ask(post({ email: 'ada@example.com' })))).toMatchObject({
      status: 429,
      message: expect.stringContaining('Too many tries'),
    })
    const elsewhere = await ask(post({ email: 'ada@example.com' }, { origin, 'x-candor-address': '203.0.113.8' }))
    expect(elsewhere.headers.get('location')).toBe('/subscribe/sent')
  })

  test('that is too large, or no form, is refused', async () => {
    expect((await ask(post({ email: 'a'.repeat(70_000) }))).status).toBe(413)
    expect((await ask(post({}, { origin, 'content-type': 'application/json' }))).status).toBe(415)
  })

  test('that fails on our side says so, and keeps what was typed', async () => {
    setConnection(null)
    const returned = returnedBy(await ask(post({ email: 'ada@example.com' })))
    expect(returned).toMatchObject({ status: 503, values: { email: ['ada@example.com'] } })
  })
})

describe('a mail program’s own button', () => {
  const press = oneClickForm(({ db: at, key, origin: from, now: when }, token) =>
    leave(at, key, { use: 'unsubscribe', token }, from, when),
  )
  const sent = (token: string, headers: Record<string, string> = {}) =>
    press(post({ 'List-Unsubscribe': 'One-Click' }, headers), { params: Promise.resolve({ token }) })

  test('ends a subscription without an origin, and says the same when it is pressed again', async () => {
    const row = makeSubscriber(db, { email: 'ada@example.com' }, now)
    const token = linkToken(linkKey, 'unsubscribe', row)
    for (const given of [token, token, 'nobody.x']) {
      const answer = await sent(given)
      expect([answer.status, await answer.text()]).toEqual([200, 'No more mail goes to this address.\n'])
    }
    expect(findByAddress(db, 'email', 'ada@example.com')).toBeNull()
  })

  test('is refused to another site, and to a link for something else', async () => {
    const row = makeSubscriber(db, { email: 'ada@example.com' }, now)
    const token = linkToken(linkKey, 'unsubscribe', row)
    expect((await sent(token, { origin: 'https://evil.example' })).status).toBe(403)
    await sent(linkToken(linkKey, 'manage', row))
    expect(findByAddress(db, 'email', 'ada@example.com')).not.toBeNull()
  })

  test('is a form of either kind, and nothing else', async () => {
    const row = makeSubscriber(db, { email: 'ada@example.com' }, now)
    const params = Promise.resolve({ token: linkToken(linkKey, 'unsubscribe', row) })
    expect((await press(post({}, {}), { params })).status).toBe(400)
    expect((await press(post({ 'List-Unsubscribe': 'no' }, {}), { params })).status).toBe(400)
    expect(findByAddress(db, 'email', 'ada@example.com')).not.toBeNull()
    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    expect((await press(new Request('http://localhost/x', { method: 'POST', body }), { params })).status).toBe(200)
    expect(findByAddress(db, 'email', 'ada@example.com')).toBeNull()
  })

  test('says when it could not be done', async () => {
    const failing = oneClickForm(() => {
      throw new DomainError('conflict', 'not now')
    })
    expect(
      (await failing(post({ 'List-Unsubscribe': 'One-Click' }), { params: Promise.resolve({ token: 'x' }) })).status,
    ).toBe(503)
  })
})

test('a subscriber’s link stands in no log, however its path is written', () => {
  const token = linkToken(linkKey, 'manage', makeSubscriber(db, {}, now))
  for (const path of [
    `/subscriptions/manage/${token}?returned=${token}`,
    `/subscriptions/unsubscribe/${token}`,
    `/%73ub%73criptions%2Fconfirm%2F${token}`,
    `/Subscriptions/leave/${token}/x`,
  ]) {
    expect(loggablePath(path)).not.toContain(token.split('.')[1])
    expect(loggablePath(path)).not.toContain(token.split('.')[0])
  }
  expect(loggablePath(`/subscriptions/manage/${token}`)).toBe('/subscriptions/manage/…')
  expect(loggablePath('/components/%E0%A4%A')).toBe('/components/%E0%A4%A')
})
