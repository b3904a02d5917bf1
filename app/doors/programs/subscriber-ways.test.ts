import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setConnection, type Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import type { Role } from '#domain/actor'
import { readPage } from '#domain/page'
import { quarantineSubscriber } from '#domain/subscriptions/recipients'
import { createToken } from '#domain/tokens/tokens'
import { answerProgram } from './answer-program.ts'
import { forgetCounts } from './program-admission.ts'

/** How automation that was written for Statuspage’s subscribers fares. */

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const skip_confirmation_notification = true

interface Subscriber {
  id: string
  email: string | null
  components: string[] | null
  candor: { state: string; consent_source: string; incident_ids: string[] }
  message: string
}

let db: Connection
let page: string
let checkout: string
let incident: string
const tokens: Partial<Record<Role, string>> = {}

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  forgetCounts()
  db = testDatabase()
  makePage(db, {}, now - 48 * hourMs)
  page = `/pages/${readPage(db).id}`
  checkout = makeComponent(db, { name: 'Checkout' }, now - 48 * hourMs)
  incident = makeIncident(db, {}, now - hourMs)
  for (const role of ['owner', 'responder'] as const) {
    tokens[role] = createToken(db, terminal, { name: `CI ${role}`, role, expiresAt: now + hourMs }, now).token
  }
  setConnection(db)
})
afterEach(() => setConnection(null))
afterAll(() => void vi.useRealTimers())

async function ask<Answer = Subscriber>(
  method: string,
  path: string,
  sent?: unknown,
  as: Role = 'owner',
  key?: string,
) {
  const { status, body } = await answerProgram({
    method,
    url: `/v1${page}${path}`,
    headers: new Headers({
      authorization: `OAuth ${tokens[as] ?? ''}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    }),
    body: sent === undefined ? '' : JSON.stringify(sent),
  })
  return { status, json: (body === null ? null : JSON.parse(body)) as Answer }
}

const add = (subscriber: object, as: Role = 'owner') => ask('POST', '/subscribers', { subscriber }, as)
const listed = async (query: string) =>
  (await ask<Subscriber[]>('GET', `/subscribers${query}`)).json.map(({ email }) => email)

test('somebody is subscribed, is asked first, and is asked again', async () => {
  const { status, json } = await add({ email: 'Ada@Example.com', component_ids: [checkout] }, 'responder')
  expect({ status, json }).toMatchObject({
    status: 201,
    json: { mode: 'email', email: 'ada@example.com', components: [checkout], candor: { state: 'unconfirmed' } },
  })
  expect(await listed('')).toEqual([])
  expect(await listed('?state=unconfirmed')).toEqual(['ada@example.com'])
  expect(await ask('POST', `/subscribers/${json.id}/resend_confirmation`)).toEqual({ status: 201, json: null })
  expect((await ask('POST', '/subscribers/resend_confirmation', { subscribers: [json.id] })).status).toBe(201)
  expect((await ask('POST', '/subscribers/resend_confirmation', { subscribers: 'all' })).status).toBe(201)
  expect((await ask('POST', `/subscribers/${json.id}/resend_confirmation`)).status).toBe(409)
})

test('an owner’s token may say that consent was given, and its name stands for it; another’s may not', async () => {
  const { json } = await add({ email: 'ada@example.com', skip_confirmation_notification })
  expect(json).toMatchObject({ candor: { state: 'active', consent_source: 'token CI owner' }, components: null })
  const refused = await add({ email: 'b@example.com', skip_confirmation_notification }, 'responder')
  expect(refused).toMatchObject({ status: 403, json: { message: expect.stringMatching(/role owner/) as string } })
  expect(await add({ email: 'ada@example.com' })).toMatchObject({ status: 409 })
})

test('what Candor can’t send to is refused in words', async () => {
  const message = async (subscriber: object) => {
    const { status, json } = await add(subscriber)
    return `${status} ${json.message}`
  }
  expect(await message({ endpoint: 'https://example.com/hook', email: 'a@example.com' })).toMatch(/^422 Webhooks/)
  expect(await message({ phone_country: 'US', phone_number: '5550100' })).toMatch(/^422 .*no text messages/)
  expect(await message({})).toMatch(/^422 Say whom/)
  expect(await message({ email: 'nobody' })).toMatch(/^422 .*no e-mail address/)
  expect(await message({ email: 'a@example.com', component_ids: ['abcdefghijkl'] })).toMatch(/^422 /)
})

test('the list is read from page 0, searched and counted', async () => {
  for (const name of ['ada', 'grace', 'noor']) {
    await add({ email: `${name}@example.com`, skip_confirmation_notification })
  }
  expect(await listed('?limit=2&page=0')).toEqual(['noor@example.com', 'grace@example.com'])
  expect(await listed('?limit=2&page=1')).toEqual(['ada@example.com'])
  expect(await listed('?q=GRA&type=email')).toEqual(['grace@example.com'])
  expect(await listed('?sort_field=primary&sort_direction=asc&limit=1')).toEqual(['ada@example.com'])
  expect(await listed('?type=sms')).toEqual([])
  expect((await ask('GET', '/subscribers?page=-1')).status).toBe(400)
  expect((await ask('GET', '/subscribers/count')).json).toMatchObject({ email: 3, webhook: 0, sms: 0 })
  expect((await ask('GET', '/subscribers/histogram_by_state')).json).toMatchObject({
    email: { active: 3, unconfirmed: 0, quarantined: 0, total: 3 },
  })
})

test('somebody is changed, taken up again, and leaves without a trace but their id', async () => {
  const { json: made } = await add({ email: 'ada@example.com', skip_confirmation_notification })
  const path = `/subscribers/${made.id}`
  expect((await ask('PATCH', path, { component_ids: [checkout] })).json.components).toEqual([checkout])
  expect((await ask('PATCH', path, {})).status).toBe(422)
  quarantineSubscriber(db, terminal, { id: made.id, reason: '550' }, now)
  expect((await ask('GET', path)).json).toMatchObject({ candor: { state: 'quarantined' } })
  expect((await ask('POST', '/subscribers/reactivate', { subscribers: 'all' })).status).toBe(201)
  expect((await ask('GET', path)).json).toMatchObject({ candor: { state: 'active' }, quarantined_at: null })
  expect((await ask('DELETE', path)).json.email).toBe('ada@example.com')
  expect((await ask('GET', path)).status).toBe(404)
  const { json: left } = await ask<Subscriber[]>('GET', '/subscribers/unsubscribed')
  expect(left).toMatchObject([{ id: made.id, email: null, candor: { state: 'left' } }])
})

test('all are taken up again but whoever marked a mail as spam, whom a program can’t take up by name either', async () => {
  const [{ json: ada }, { json: grace }] = [
    await add({ email: 'ada@example.com', skip_confirmation_notification }),
    await add({ email: 'grace@example.com', skip_confirmation_notification }),
  ]
  quarantineSubscriber(db, terminal, { id: ada.id, reason: '550' }, now)
  quarantineSubscriber(db, terminal, { id: grace.id, reason: 'spam', isComplaint: true }, now)
  expect((await ask('POST', '/subscribers/reactivate', { subscribers: 'all' })).status).toBe(201)
  expect(await listed('?state=active')).toEqual(['ada@example.com'])
  expect((await ask('POST', '/subscribers/reactivate', { subscribers: [grace.id] })).status).toBe(409)
  expect(await listed('?state=quarantined')).toEqual(['grace@example.com'])
})

test('several are unsubscribed at once, and a wrong id ends none', async () => {
  const { json: one } = await add({ email: 'ada@example.com', skip_confirmation_notification })
  await add({ email: 'grace@example.com', skip_confirmation_notification })
  const wrong = { subscribers: [one.id, 'abcdefghijkl'] }
  expect((await ask('POST', '/subscribers/unsubscribe', wrong)).status).toBe(404)
  expect(await listed('')).toHaveLength(2)
  expect((await ask('POST', '/subscribers/unsubscribe', { subscribers: 'all' })).status).toBe(201)
  expect(await listed('')).toEqual([])
})

test('somebody subscribes to an incident, beside what they hear, and leaves it', async () => {
  const path = `/incidents/${incident}/subscribers`
  const { json } = await ask('POST', path, { subscriber: { email: 'ada@example.com' } })
  expect(json).toMatchObject({ candor: { state: 'unconfirmed', incident_ids: [incident] } })
  expect((await ask<Subscriber[]>('GET', path)).json).toMatchObject([{ id: json.id }])
  expect((await ask('POST', `${path}/${json.id}/resend_confirmation`)).status).toBe(201)
  expect((await ask('DELETE', `${path}/${json.id}`)).status).toBe(200)
  expect((await ask('GET', `${path}/${json.id}`)).status).toBe(404)
})

test('what is kept of an answer for a key names no address', async () => {
  const body = { subscriber: { email: 'ada@example.com' } }
  const first = await ask('POST', '/subscribers', body, 'owner', 'once')
  expect((await ask('POST', '/subscribers', body, 'owner', 'once')).json).toEqual({ ...first.json, email: null })
  const kept = db.$client.prepare('select * from idempotency_keys').all()
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain('ada@')
})
