import { fillWithCanary, type Canary } from '#db/demo/canary'
import { tellStory } from '#db/demo/story'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'
import { findRoutes, linksIn, pathsOf } from './routes.ts'

/** Stands in every private text of the database, and must stand in no answer to a stranger. */
const word = 'canaryqx7z'
const mostPages = 400

let server: CandorServer
let canary: Canary
let values: Record<string, string[]>

test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    const now = Date.now()
    tellStory(db, now)
    canary = fillWithCanary(db, word, now)
  })
  server = await startCandor(dataDir)
  const db = openForTest(dataDir)
  const list = (query: string) => db.$client.prepare<[], string>(query).pluck().all()
  values = {
    id: [
      ...list('select id from incidents'),
      ...list('select id from incident_updates'),
      ...list('select id from components'),
      ...list('select id from component_groups'),
      ...list('select id from subscribers'),
      'all',
    ],
    updateId: list('select id from incident_updates limit 5'),
    slug: list('select slug from components'),
    token: ['unknown-token', ...list('select token_hash from setup_links')],
    key: ['unknown'],
    kind: ['update', 'chat'],
    number: ['1', '2'],
    period: ['last-90-days'],
    '...path': ['somewhere/else'],
  }
  db.$client.close()
})

test.afterAll(() => discard(server))

/** What a stranger's request gets: the answer's text, its headers, and where it leads. */
async function ask(path: string): Promise<string> {
  const answer = await fetch(server.url + path, { redirect: 'manual' })
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return `${headers}\n\n${await answer.text()}`
}

/** What was asked for may come back (in a link or a redirect); only what the database gave is a leak. */
function leaks(answer: string, asked: string): boolean {
  const [path = '', query = ''] = asked.split('?')
  const repeated = [...path.split('/'), ...new URLSearchParams(query).values()].filter((part) => part.includes(word))
  const rest = repeated.reduce(
    (text, part) => text.replaceAll(part, '').replaceAll(encodeURIComponent(part), ''),
    answer,
  )
  return rest.includes(word)
}

/** The days of a calendar say what those of one component say; there are too many to walk them all. */
function isAnotherDay(link: string): boolean {
  return /^\/uptime\/.*\d{4}-\d\d-\d\d$/.test(link) && !link.includes(`/${canary.publicSlug}/`)
}

test('no route of the app tells a stranger anything private, whatever ids it is asked for', async () => {
  test.setTimeout(600_000)
  const asked: string[] = []
  for (const route of findRoutes()) {
    for (const path of pathsOf(route, values)) {
      const moment = `?time=${new Date().toISOString()}`
      for (const query of ['', `?component=${canary.hiddenSlugs[0]}`, '?page=2', moment]) {
        // The combinations of ids and filters say nothing new; each dimension is walked by itself.
        if (query !== '' && route.segments.length > 0) continue
        const answer = await ask(path + query)
        expect(leaks(answer, path + query), `${path}${query}`).toBe(false)
        asked.push(path + query)
      }
    }
  }
  expect(asked.length).toBeGreaterThan(50)
})

test('no page that a stranger can reach by links holds anything private', async () => {
  test.setTimeout(600_000)
  const seen = new Set<string>(['/'])
  for (const path of seen) {
    const answer = await ask(path)
    expect(leaks(answer, path), path).toBe(false)
    for (const link of linksIn(answer, server.url)) if (seen.size < mostPages && !isAnotherDay(link)) seen.add(link)
  }
  expect(seen.size).toBeGreaterThan(20)
})

test('a search for what is private finds nothing', async () => {
  for (const q of [word, `"${word}"`, word.slice(0, -1), `ferry ${word}`]) {
    for (const filter of ['', '&impact=critical', '&from=2020-01-01']) {
      const answer = await ask(`/history?q=${encodeURIComponent(q)}${filter}`)
      expect(answer, q + filter).toContain('Nothing found')
      expect(linksIn(answer, server.url).filter((link) => link.startsWith('/incidents/'))).toEqual([])
    }
  }
})

test('the word would be found where it is: the walk can fail', async () => {
  const db = openForTest(server.dataDir)
  db.$client.prepare(`update components set description = ? where slug = ?`).run(word, canary.publicSlug)
  expect(leaks(await ask(`/components/${canary.publicSlug}`), '/x')).toBe(true)
  db.$client.prepare(`update components set description = null where slug = ?`).run(canary.publicSlug)
  db.$client.close()
})

test('private incidents and components are a 404 like any unknown one', async () => {
  const unknown = await fetch(`${server.url}/incidents/zzzzzzzzzzzz`)
  expect(unknown.status).toBe(404)
  const db = openForTest(server.dataDir)
  const internal = db.$client.prepare<[], string>('select id from incidents where published_at is null').pluck().all()
  db.$client.close()
  expect(internal.length).toBeGreaterThan(0)
  for (const id of internal)
    expect((await fetch(`${server.url}/incidents/${id}`, { redirect: 'manual' })).status, id).toBe(404)
  for (const slug of canary.hiddenSlugs)
    expect((await fetch(`${server.url}/components/${slug}`)).status, slug).toBe(404)
})
