import ICAL from 'ical.js'
import RssParser from 'rss-parser'
import { Statuspage } from 'statuspage.io'
import { terminal } from '#db/demo/actors'
import { makeIncident, makeMaintenance } from '#db/demo/makers'
import { postUpdate } from '#domain/incidents/incident-updates'
import { mergeIncident } from '#domain/incidents/life/merges'
import {
  componentDocumentSchema,
  historySchema,
  incidentDocumentSchema,
  statusApiSchemas,
} from '#domain/public/status-api/schemas'
import { jsonFeedSchema } from '#domain/public/feeds/json-feed-schema'
import { openForTest, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

/** The address that a page says of itself where nobody configured one. */
function ownAddress(url: string): string {
  return url.replace('127.0.0.1', 'localhost')
}

async function json(url: string): Promise<unknown> {
  const answer = await fetch(url)
  expect(answer.status, url).toBe(200)
  return answer.json()
}

/** Does something to the page beside the server that serves it. */
function change<Result>(server: CandorServer, act: (db: ReturnType<typeof openForTest>) => Result): Result {
  const db = openForTest(server.dataDir)
  const result = act(db)
  db.$client.close()
  return result
}

test('the client of npm, statuspage.io, reads the page, its incidents and its maintenance', async ({
  sharedCandor: { url, story },
}) => {
  const client = new Statuspage('unused')
  client.setApiUrl(url)
  const summary = await client.api.getSummary()
  expect(summary.page).toMatchObject({ name: 'Acme Status', url: ownAddress(url) })
  expect(summary.status).toEqual({ indicator: 'major', description: 'Partial System Outage' })
  expect(summary.components.find(({ name }) => name === 'Checkout')?.status).toBe('partial_outage')
  expect(summary.incidents.map(({ id }) => id)).toEqual([story.incidents.current])
  expect((await client.api.getStatus()).status.indicator).toBe('major')
  expect((await client.api.getComponents()).components.length).toBe(summary.components.length)
  const { incidents } = await client.api.incidents.getAll()
  expect(incidents.map(({ id }) => id)).toEqual(expect.arrayContaining([story.incidents.falseAlarm]))
  expect((await client.api.incidents.getUnresolved()).incidents).toEqual(summary.incidents)
  const { scheduled_maintenances: planned } = await client.api.scheduledMaintenances.getUpcoming()
  expect(planned.map(({ id }) => id)).toEqual([story.maintenances.planned])
})

test('every document of the Status API is as it is described, key by key', async ({ sharedCandor: { url, story } }) => {
  for (const [path, schema] of Object.entries(statusApiSchemas)) {
    const parsed = schema.safeParse(await json(`${url}/api/v2/${path}`))
    expect(parsed.error?.issues, path).toBeUndefined()
  }
  const { components } = statusApiSchemas['components.json'].parse(await json(`${url}/api/v2/components.json`))
  expect(components.some((component) => component.group)).toBe(true)
  for (const component of components) {
    const own = componentDocumentSchema.parse(await json(`${url}/api/v2/components/${component.id}.json`))
    expect(own.component).toEqual(component)
  }
  for (const id of [...Object.values(story.incidents), ...Object.values(story.maintenances)]) {
    expect(incidentDocumentSchema.parse(await json(`${url}/incidents/${id}.json`)).code).toBe(id)
  }
  for (const page of [1, 2, 50]) historySchema.parse(await json(`${url}/history.json?page=${page}`))
})

test('any page’s scripts may read it, it is kept for seconds, and HEAD is GET without a body', async ({
  sharedCandor: { url, story },
}) => {
  const types = {
    '/api/v2/summary.json': 'application/json; charset=utf-8',
    [`/incidents/${story.incidents.current}.json`]: 'application/json; charset=utf-8',
    '/history.json': 'application/json; charset=utf-8',
    '/history.atom': 'application/atom+xml; charset=utf-8',
    '/history.rss': 'application/rss+xml; charset=utf-8',
    '/feed.json': 'application/feed+json; charset=utf-8',
    '/maintenance.ics': 'text/calendar; charset=utf-8',
    '/components/checkout/history.atom': 'application/atom+xml; charset=utf-8',
    '/components/checkout/maintenance.ics': 'text/calendar; charset=utf-8',
    [`/incidents/${story.incidents.current}/feed.json`]: 'application/feed+json; charset=utf-8',
  }
  for (const [path, type] of Object.entries(types)) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(url + path, { method, headers: { origin: 'https://elsewhere.example' } })
      expect(answer.status, path).toBe(200)
      expect(answer.headers.get('content-type'), path).toBe(type)
      expect(answer.headers.get('access-control-allow-origin'), path).toBe('*')
      expect(answer.headers.get('cache-control'), path).toMatch(/public/)
      expect((await answer.text()).length > 0, `${method} ${path}`).toBe(method === 'GET')
    }
  }
  const api = await fetch(`${url}/api/v2/status.json`)
  expect(api.headers.get('cache-control')).toBe(
    'max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600',
  )
})

test('what is not there says so in JSON, to any page’s scripts too', async ({ sharedCandor: { url } }) => {
  const unknown = [
    '/api/v2/nope.json',
    '/api/v2/incidents/nope.json',
    '/api/v2/components/zzzzzzzzzzzz.json',
    '/incidents/zzzzzzzzzzzz.json',
    '/incidents/zzzzzzzzzzzz/history.atom',
    '/components/nothing/feed.json',
    '/components/nothing/maintenance.ics',
  ]
  for (const path of unknown) {
    const answer = await fetch(url + path)
    expect(answer.status, path).toBe(404)
    expect(answer.headers.get('access-control-allow-origin'), path).toBe('*')
    expect(await answer.json(), path).toMatchObject({ error: 'not_found' })
  }
  expect((await fetch(`${url}/nowhere.json`)).status).toBe(404)
  expect((await fetch(`${url}/api/v2/summary.json`, { method: 'POST' })).status).toBe(405)
})

test('a reader of feeds gets the same incidents from Atom, RSS and JSON Feed', async ({
  sharedCandor: { url, story },
}) => {
  const parser = new RssParser()
  const atom = await parser.parseURL(`${url}/history.atom`)
  const rss = await parser.parseURL(`${url}/history.rss`)
  const feed = jsonFeedSchema.parse(await json(`${url}/feed.json`))
  expect([atom.title, rss.title, feed.title]).toEqual(Array(3).fill('Acme Status - Incident History'))
  const titles = atom.items.map((item) => item.title)
  expect(titles).toEqual(rss.items.map((item) => item.title))
  expect(titles).toEqual(feed.items.map((item) => item.title))
  expect(titles.slice(0, 2)).toEqual(['API and webhooks move to new machines', 'Checkout refuses some card payments'])
  const current = `${ownAddress(url)}/incidents/${story.incidents.current}`
  expect(atom.items[1]?.link).toBe(current)
  expect(rss.items[1]?.guid).toBe(current)
  expect(feed.items[1]?.content_html).toContain('<strong>Identified</strong> - Cards of one bank are refused')
  expect(atom.items[1]?.content).toBe(feed.items[1]?.content_html)
})

test('pages tell readers of feeds where theirs are', async ({ page, sharedCandor: { url, story } }) => {
  const paths = { '/': '', '/history': '', '/components/checkout': '/components/checkout' }
  const incident = `/incidents/${story.incidents.current}`
  for (const [path, below] of Object.entries({ ...paths, [incident]: incident })) {
    await page.goto(url + path)
    const atom = page.locator('link[rel="alternate"][type="application/atom+xml"]')
    const href = (await atom.getAttribute('href')) ?? ''
    expect(new URL(href).pathname, path).toBe(`${below}/history.atom`)
    expect((await fetch(url + new URL(href).pathname)).status, href).toBe(200)
    await expect(page.locator('link[rel="alternate"][type="application/rss+xml"]')).toHaveCount(1)
  }
})

test('each update moves the feeds, and an incident’s own feed has an entry for it', async ({ candor }) => {
  const parser = new RssParser()
  const { url, story } = candor
  const own = `${url}/incidents/${story.incidents.current}/history.atom`
  const before = await parser.parseURL(own)
  change(candor, (db) =>
    postUpdate(
      db,
      terminal,
      { incidentId: story.incidents.current, status: 'monitoring', body: 'Cards of all banks work again.' },
      Date.now(),
    ),
  )
  const after = await parser.parseURL(own)
  expect(after.items.length).toBe(before.items.length + 1)
  expect(after.items[0]?.title).toBe('Monitoring: Checkout refuses some card payments')
  expect(after.items.slice(1)).toEqual(before.items)
  const page = await parser.parseURL(`${url}/history.atom`)
  expect(page.items.find((item) => item.link?.endsWith(story.incidents.current))?.content).toContain(
    'Cards of all banks work again.',
  )
})

test('a calendar holds planned maintenance, and hears that it was cancelled', async ({ candor }) => {
  const { url, story } = candor
  const planned = async () => eventsIn(await (await fetch(`${url}/maintenance.ics`)).text())
  const [event] = (await planned()).filter(({ uid }) => uid.startsWith(story.maintenances.planned))
  expect(event).toMatchObject({ summary: 'API and webhooks move to new machines', status: 'CONFIRMED', sequence: 0 })
  const { scheduled_maintenances: told } = statusApiSchemas['scheduled-maintenances/upcoming.json'].parse(
    await json(`${url}/api/v2/scheduled-maintenances/upcoming.json`),
  )
  expect(event?.start).toBe(Date.parse(told[0]?.scheduled_for ?? ''))
  expect(event?.end).toBe(Date.parse(told[0]?.scheduled_until ?? ''))
  change(candor, (db) => {
    postUpdate(db, terminal, { incidentId: story.maintenances.planned, status: 'cancelled' }, Date.now())
    makeMaintenance(db, { title: 'Another', componentIds: [story.components.search] }, Date.now())
  })
  const [cancelled] = (await planned()).filter(({ uid }) => uid === event?.uid)
  expect(cancelled).toMatchObject({ status: 'CANCELLED', sequence: 1, start: event?.start })
  const ofSearch = eventsIn(await (await fetch(`${url}/components/search/maintenance.ics`)).text())
  expect(ofSearch.map(({ summary }) => summary)).toEqual(['Another'])
})

test('what was merged leads on, in its document and its feeds', async ({ candor }) => {
  const { url, story } = candor
  const { current } = story.incidents
  const merged = change(candor, (db) => {
    const id = makeIncident(db, { title: 'Payments by card fail' }, Date.now())
    mergeIncident(db, terminal, { incidentId: id, intoId: current }, Date.now())
    return id
  })
  for (const path of ['.json', '/history.atom', '/feed.json']) {
    const answer = await fetch(`${url}/incidents/${merged}${path}`, { redirect: 'manual' })
    expect(answer.status, path).toBe(308)
    expect(answer.headers.get('location'), path).toBe(`/incidents/${current}${path}`)
  }
})

function eventsIn(calendar: string) {
  const root = new ICAL.Component(ICAL.parse(calendar) as unknown[])
  return root.getAllSubcomponents('vevent').map((component) => {
    const { uid, sequence, summary, startDate, endDate } = new ICAL.Event(component)
    const [start, end] = [startDate, endDate].map((time) => time.toJSDate().getTime())
    return { uid, sequence, summary, start, end, status: component.getFirstPropertyValue('status') }
  })
}
