import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeComponent, makeGroup, makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import { deliverDue } from '../outbox/deliver.ts'
import { createHookSender } from './hook-sender.ts'
import { startTestReceiver, type TestReceiver } from './test-receiver.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const url = 'https://status.acme.example'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

interface Body {
  meta: { unsubscribe: string }
  page: { status_indicator: string }
  incident?: { name: string }
  component?: { id: string; name: string; status: string }
  component_update?: { old_status: string; new_status: string; component_id: string }
}

let db: Connection
let now: number
let shop: string
let checkout: string
let search: string
let receiver: TestReceiver
let sender: ReturnType<typeof createHookSender>
beforeEach(async () => {
  db = testDatabase()
  now = start
  makePage(db, {}, start - 1)
  shop = makeGroup(db, { name: 'Shop' }, start)
  checkout = makeComponent(db, { name: 'Checkout', groupId: shop }, start)
  search = makeComponent(db, { name: 'Search' }, start)
  receiver = await startTestReceiver()
  const { fetch } = receiver
  sender = createHookSender('webhook', { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false })
})
afterEach(() => receiver.close())

const deliver = () =>
  deliverDue(db, actor, sender, { clock: () => now, random: () => 0.5, retry: (run) => Promise.resolve().then(run) })
const hook = (choices: Parameters<typeof makeHook>[1] | object = {}) =>
  makeHook(db, { url: `${receiver.url}/hook`, ...choices }, now)
const open = () =>
  makeIncident(
    db,
    {
      title: 'Everything fails',
      components: [
        { componentId: checkout, status: 'partial_outage' },
        { componentId: search, status: 'degraded_performance' },
      ],
    },
    now,
  )
const bodies = () => receiver.posted.map(({ body }) => JSON.parse(body.toString()) as Body)
const changes = () =>
  bodies().flatMap(({ component, component_update: change }) =>
    change ? [[component?.name, change.old_status, change.new_status]] : [],
  )
const down = (count: number) => {
  const many = Array.from({ length: count }, (_, index) => makeComponent(db, { name: `Node ${index}` }, start))
  const components = many.map((componentId) => ({ componentId, status: 'major_outage' as const }))
  makeIncident(db, { title: 'The nodes are down', components }, now)
}
const lines = () =>
  db.all(sql`select attempts, answer from notifications where announcement_number is not null order by number`)
const isEvent = (body: Buffer) => body.toString().includes('"component_update"')

test('each component whose status changes is told in Statuspage’s keys, after the incident', async () => {
  hook()
  const incidentId = open()
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(bodies()[0]?.incident?.name).toBe('Everything fails')
  expect(changes()).toEqual([
    ['Checkout', 'operational', 'partial_outage'],
    ['Search', 'operational', 'degraded_performance'],
  ])
  expect(bodies()[1]).toMatchObject({
    meta: { unsubscribe: expect.stringContaining(`${url}/subscriptions/manage/`) },
    page: { status_indicator: 'major' },
    component: { id: checkout, name: 'Checkout', status: 'partial_outage', group_id: shop },
    component_update: { component_type: 'Component', component_id: checkout, id: expect.stringMatching(/^\w{12}$/) },
  })
  const ids = receiver.posted.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(3)
  receiver.posted.length = 0
  const components = [{ componentId: checkout, status: 'partial_outage' as const }]
  postUpdate(db, terminal, { incidentId, status: 'identified', components }, (now += 1))
  await deliver()
  expect(changes()).toEqual([])
  receiver.posted.length = 0
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, (now += 1))
  await deliver()
  expect(changes()).toEqual([
    ['Checkout', 'partial_outage', 'operational'],
    ['Search', 'degraded_performance', 'operational'],
  ])
})

test('a webhook hears of the components that it covers, by themselves or by their group', async () => {
  hook({ groupIds: [shop] })
  open()
  await deliver()
  expect(changes().map(([name]) => name)).toEqual(['Checkout'])
})

test('a webhook of one incident hears of the incident alone', async () => {
  const incidentId = open()
  hook({ incidentIds: [incidentId] })
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, (now += 1))
  await deliver()
  expect(receiver.posted).toHaveLength(1)
  expect(changes()).toEqual([])
})

test('what waited is told from its first status to its last', async () => {
  hook()
  const incidentId = open()
  const components = [{ componentId: checkout, status: 'major_outage' as const }]
  postUpdate(db, terminal, { incidentId, status: 'identified', components }, (now += 1))
  await deliver()
  expect(bodies().filter(({ incident }) => incident)).toHaveLength(1)
  expect(changes().find(([name]) => name === 'Checkout')).toEqual(['Checkout', 'operational', 'major_outage'])
})

test('a message is sent where the incident’s own post is taken: what fails beside it is said, and not tried again', async () => {
  hook()
  receiver.answer = (response, { body }) => response.writeHead(isEvent(body) ? 500 : 200).end()
  for (let told = 1; told <= 6; told++) {
    open()
    expect(await deliver()).toMatchObject({ sent: 1 })
    expect(receiver.posted.map(({ body }) => isEvent(body))).toEqual([false, true, true])
    receiver.posted.length = 0
    now += 10 * minuteMs
    expect(await deliver()).toMatchObject({ taken: 0 })
  }
  expect(lines()).toEqual(
    Array.from({ length: 6 }, () => ({
      attempts: 1,
      answer: 'HTTP 200; not taken: the status of Checkout (HTTP 500); not taken: the status of Search (HTTP 500)',
    })),
  )
  expect(db.all(sql`select letter from notifications where letter = 'failing'`)).toEqual([])
})

test('a receiver that fails over and over is not told the rest', async () => {
  hook()
  down(30)
  receiver.answer = (response, { body }) => response.writeHead(isEvent(body) ? 500 : 200).end()
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted).toHaveLength(4)
  expect(lines()).toMatchObject([{ answer: expect.stringMatching(/Node 2 \(HTTP 500\); 27 more not told$/) }])
})

test('a receiver that asks for patience is not told the rest, and other news not before', async () => {
  hook()
  open()
  receiver.answer = (response, { body }) =>
    isEvent(body) ? response.writeHead(429, { 'Retry-After': '600' }).end() : response.writeHead(200).end()
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted).toHaveLength(2)
  open()
  now += 9 * minuteMs
  await deliver()
  expect(receiver.posted).toHaveLength(2)
  now += minuteMs
  expect(await deliver()).toMatchObject({ sent: 1 })
})

test('a message whose own post fails is tried again, and nothing told beside it before', async () => {
  hook()
  open()
  receiver.answer = (response) => response.writeHead(500).end()
  expect(await deliver()).toMatchObject({ sent: 0 })
  receiver.answer = (response) => response.writeHead(200).end()
  now += 10 * minuteMs
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted.map(({ body }) => isEvent(body))).toEqual([false, false, true, true])
})

test('very many are told in several tries, each of them once', async () => {
  hook()
  down(30)
  await deliver()
  expect(receiver.posted).toHaveLength(20)
  now += 10 * minuteMs
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted).toHaveLength(31)
  expect(new Set(changes().map(([name]) => name)).size).toBe(30)
  expect(lines()).toEqual([{ attempts: 1, answer: 'HTTP 201' }])
})

test('a receiver that wants no such messages has its incidents all the same', async () => {
  hook()
  open()
  receiver.answer = (response, { body }) => response.writeHead(isEvent(body) ? 422 : 200).end()
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(receiver.posted).toHaveLength(3)
  expect(db.get(sql`select answer from notifications where announcement_number is not null`)).toEqual({
    answer: 'HTTP 200',
  })
})

test('all that one message tells shares ten seconds, and what is left is told in the next try', async () => {
  hook()
  open()
  let time = 0
  const limits: unknown[] = []
  const settings = { url, key: linkKey, vault: testVault, allowsPrivate: false, clock: () => time }
  sender = createHookSender('webhook', {
    ...settings,
    fetch: (target, request) => {
      limits.push(request?.timeoutMs)
      time += 4_000
      return receiver.fetch(target, request)
    },
  })
  expect(await deliver()).toMatchObject({ sent: 0 })
  expect(limits).toEqual([10_000, 6_000])
  expect(db.get(sql`select answer from notifications where announcement_number is not null`)).toEqual({
    answer: 'HTTP 201; 1 more component is told next.',
  })
  now += minuteMs
  expect(await deliver()).toMatchObject({ sent: 1 })
  expect(bodies()).toHaveLength(3)
  expect(changes().map(([name]) => name)).toEqual(['Checkout', 'Search'])
})
