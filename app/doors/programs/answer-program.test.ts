import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { overrideConfig } from '#config'
import { setConnection, type Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { readPage } from '#domain/page'
import { createToken, revokeToken, type TokenInput } from '#domain/tokens/tokens'
import { answerProgram } from './answer-program.ts'
import { forgetCounts } from './program-admission.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
let db: Connection
let page: string

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  forgetCounts()
  db = testDatabase()
  makePage(db, {}, now - 1)
  page = readPage(db).id
  setConnection(db)
})
afterEach(() => {
  setConnection(null)
  overrideConfig({ apiRate: 600 })
})
afterAll(() => void vi.useRealTimers())

function tokenOf(input: Partial<TokenInput> = {}) {
  return createToken(db, terminal, { name: 'CI', role: 'owner', expiresAt: now + 3_600_000, ...input }, now)
}

async function ask(method: string, path: string, { headers = {}, body = '' }: Asked = {}) {
  const { body: text, ...answer } = await answerProgram({
    method,
    url: `/v1${path}`,
    headers: new Headers(headers),
    body,
  })
  return { ...answer, json: text === null ? null : (JSON.parse(text) as unknown) }
}

interface Asked {
  headers?: Record<string, string>
  body?: string
}

describe('the door of the management API', () => {
  test.each(['OAuth', 'Bearer', 'bearer'])('takes a token as %s, and notes its use', async (scheme) => {
    const { id, token } = tokenOf()
    const headers = { authorization: `${scheme} ${token}`, 'x-candor-address': '192.0.2.7' }
    expect(await ask('GET', '/pages.json', { headers })).toMatchObject({ status: 200, json: [{ id: page }] })
    const used = db.$client.prepare('select last_used_at, last_used_address from api_tokens where id = ?').get(id)
    expect(used).toEqual({ last_used_at: now, last_used_address: '192.0.2.7' })
  })

  test('refuses nobody, the unknown, the ended and the revoked alike, and says nothing of the page', async () => {
    const revoked = tokenOf()
    revokeToken(db, terminal, revoked.id, now)
    const ended = tokenOf({ expiresAt: now + 1 })
    vi.setSystemTime(now + 2)
    for (const authorization of [
      '',
      'Basic YTpi',
      'OAuth',
      'OAuth cndr_x',
      `OAuth ${revoked.token}`,
      `OAuth ${ended.token}`,
    ]) {
      for (const path of ['/pages', `/pages/${page}`, '/nothing']) {
        const answer = await ask('GET', path, { headers: { authorization } })
        expect(answer, authorization).toMatchObject({
          status: 401,
          headers: { 'WWW-Authenticate': 'Bearer realm="Candor"' },
          json: { error: expect.stringMatching(/^Could not authenticate/) as string },
        })
      }
    }
  })

  test('refuses a token in an address, even a good one', async () => {
    const { token } = tokenOf()
    const answer = await ask('GET', `/pages?api_key=${token}`, { headers: { authorization: `OAuth ${token}` } })
    expect(answer).toMatchObject({
      status: 401,
      json: { message: expect.stringContaining('Authorization: OAuth') as string },
    })
    expect(JSON.stringify(answer)).not.toContain(token)
  })

  test('refuses what the role or the scopes do not cover', async () => {
    const body = '{"page":{"name":"Acme"}}'
    const narrow = { authorization: `OAuth ${tokenOf({ scopes: ['page:read'] }).token}` }
    expect((await ask('GET', `/pages/${page}`, { headers: narrow })).status).toBe(200)
    expect((await ask('PATCH', `/pages/${page}`, { headers: narrow, body })).status).toBe(403)
    const viewer = { authorization: `OAuth ${tokenOf({ role: 'viewer' }).token}` }
    expect((await ask('PATCH', `/pages/${page}`, { headers: viewer, body })).status).toBe(403)
  })

  test('says what is not there, and what is possible instead', async () => {
    const headers = { authorization: `OAuth ${tokenOf().token}` }
    expect(await ask('GET', '/nothing', { headers })).toMatchObject({ status: 404 })
    expect(await ask('GET', '/pages/abcdefghijkl', { headers })).toMatchObject({
      status: 404,
      json: { error: 'Page not found', message: 'Page not found' },
    })
    expect(await ask('DELETE', `/pages/${page}`, { headers })).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, PATCH, PUT' },
    })
  })

  test.each([
    ['JSON', '{"page":{"name":"Acme"}}', 'application/json'],
    ['JSON without a type', '{"page":{"name":"Acme"}}', ''],
    ['JSON that says it is a form', '{"page":{"name":"Acme"}}', 'application/x-www-form-urlencoded'],
    ['a form', 'page[name]=Acme&page[unknown]=1', 'application/x-www-form-urlencoded'],
    ['an encoded form', 'page%5Bname%5D=Acme', 'application/x-www-form-urlencoded; charset=utf-8'],
  ])('reads %s', async (_name, body, type) => {
    const headers = { authorization: `OAuth ${tokenOf().token}`, 'content-type': type }
    expect(await ask('PATCH', `/pages/${page}`, { headers, body })).toMatchObject({
      status: 200,
      json: { name: 'Acme' },
    })
  })

  test.each([
    ['no body', '', 'application/json', 400, 'page is missing'],
    ['broken JSON', '{"page":', 'application/json', 400, 'The body is not valid JSON.'],
    ['something else', '<page/>', 'application/xml', 400, /can’t be read/],
    ['deep JSON', `${'['.repeat(50)}${']'.repeat(50)}`, 'application/json', 400, /nested/],
    ['a wrong type', '{"page":{"name":5}}', 'application/json', 400, 'page[name]: must be a text'],
    ['what the domain refuses', '{"page":{"name":""}}', 'application/json', 422, /name is empty/],
    ['a prototype', '{"page":{"name":"A"},"__proto__":{"name":"x"}}', 'application/json', 200, null],
    ['a prototype in a form', 'page[__proto__][name]=x&page[name]=A', '', 200, null],
  ] as const)('answers %s', async (_name, body, type, status, message) => {
    const headers = { authorization: `OAuth ${tokenOf().token}`, 'content-type': type }
    const answer = await ask('PATCH', `/pages/${page}`, { headers, body })
    expect(answer.status).toBe(status)
    if (message === null) return
    const expected = typeof message === 'string' ? message : (expect.stringMatching(message) as string)
    expect(answer.json).toEqual({ error: expected, message: expected })
  })

  test('says nothing of where something broke', async () => {
    const headers = { authorization: `OAuth ${tokenOf().token}`, 'x-request-id': 'request-7' }
    db.$client.exec('alter table page rename to gone')
    const answer = await ask('GET', '/pages', { headers })
    expect(answer).toMatchObject({ status: 500, json: { message: expect.stringContaining('request-7') as string } })
    expect(JSON.stringify(answer)).not.toMatch(/no such table|at .*\.ts/)
  })
})

describe('the rate limit', () => {
  test('holds for each token and minute, and says when to come again', async () => {
    overrideConfig({ apiRate: 2 })
    const headers = { authorization: `OAuth ${tokenOf().token}` }
    const other = { authorization: `OAuth ${tokenOf().token}` }
    for (const at of [now, now + 20_000]) {
      vi.setSystemTime(at)
      expect((await ask('GET', '/pages', { headers })).status).toBe(200)
    }
    expect(await ask('GET', '/pages', { headers })).toMatchObject({ status: 429, headers: { 'Retry-After': '40' } })
    expect((await ask('GET', '/pages', { headers: other })).status).toBe(200)
    vi.setSystemTime(now + 60_000)
    expect((await ask('GET', '/pages', { headers })).status).toBe(200)
  })

  test('holds for wrong tokens of one address, and leaves right ones alone', async () => {
    const wrong = { authorization: 'OAuth cndr_wrong', 'x-candor-address': '192.0.2.7' }
    for (let tries = 0; tries < 30; tries++) expect((await ask('GET', '/pages', { headers: wrong })).status).toBe(401)
    expect(await ask('GET', '/pages', { headers: wrong })).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '60' },
    })
    const elsewhere = { ...wrong, 'x-candor-address': '192.0.2.8' }
    expect((await ask('GET', '/pages', { headers: elsewhere })).status).toBe(401)
    const right = { authorization: `OAuth ${tokenOf().token}`, 'x-candor-address': '192.0.2.7' }
    expect((await ask('GET', '/pages', { headers: right })).status).toBe(200)
  })
})

describe('an Idempotency-Key', () => {
  const counted = () => db.$client.prepare('select count(*) from components').pluck().get()
  const post = (token: string, body: object, key = 'deploy-7') =>
    ask('POST', `/pages/${page}/components`, {
      headers: { authorization: `OAuth ${token}`, 'idempotency-key': key },
      body: JSON.stringify(body),
    })

  test('makes a request that is sent again, or twice at once, done once', async () => {
    const { token } = tokenOf({ expiresAt: now + 99 * 3_600_000 })
    const send = () => post(token, { component: { name: 'Search' } })
    const [first, second] = await Promise.all([send(), send()])
    vi.setSystemTime(now + 23 * 3_600_000)
    expect([first.status, second, await send()]).toEqual([201, first, first])
    expect(counted()).toBe(1)
    vi.setSystemTime(now + 25 * 3_600_000)
    await send()
    expect(counted()).toBe(2)
  })

  test('belongs to one body and one token, and what was refused may be tried again', async () => {
    const { token } = tokenOf()
    expect((await post(token, { component: { name: '' } })).status).toBe(422)
    expect((await post(token, { component: { name: 'Search' } })).status).toBe(201)
    expect((await post(token, { component: { name: 'Other' } })).status).toBe(422)
    expect((await post(tokenOf().token, { component: { name: 'Other' } })).status).toBe(201)
    expect((await post(token, { component: { name: 'A' } }, 'ü')).status).toBe(400)
    expect(counted()).toBe(2)
  })
})
