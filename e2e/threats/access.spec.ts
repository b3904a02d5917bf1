import { fillWithCanary } from '#db/demo/canary'
import { tellStory } from '#db/demo/story'
import { mayAct, type Role } from '#domain/actor'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { findRoutes, pathsOf, type Route } from '../routes.ts'
import { cookiesOf, isNotAllowed, people, routeNeeds, withoutAsked } from './principals.ts'

/** Stands in every private text of the database. */
const word = 'canaryqx7z'
const programs = /^\/(?:v1|intake)(?:\/|$)/

let server: CandorServer
let ids: string[]

test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    tellStory(db, Date.now())
    fillWithCanary(db, word, Date.now())
  })
  server = await startCandor(dataDir)
  const db = openForTest(dataDir)
  // One of each kind, private ones among them: each route is asked for ids of its own kind and of all others.
  const one = (query: string) => db.$client.prepare<[], string>(query).pluck().all()
  ids = [
    ...one('select id from incidents where published_at is null limit 1'),
    ...one('select id from incidents where published_at is not null limit 1'),
    ...one('select id from incident_updates order by published_at limit 1'),
    ...one('select id from components where hidden_at is not null limit 1'),
    ...one('select id from component_groups limit 1'),
    ...one('select id from people limit 1'),
    ...one('select id from api_tokens limit 1'),
    ...one('select id from subscribers limit 1'),
    'zzzzzzzzzzzz',
    '__proto__',
    "'--",
    'x'.repeat(300),
  ]
  db.$client.close()
})

test.afterAll(() => discard(server))

function everyPath(route: Route): string[] {
  const values = Object.fromEntries(
    route.segments.map((segment) => [segment, segment === '...path' ? ['no/such'] : ids]),
  )
  const paths = pathsOf(route, values)
  // With two ids in a path, each is asked for with a strange other one.
  return paths.filter((_path, index) => index % Math.ceil(paths.length / 24) === 0)
}

async function ask(path: string, cookie: string | null) {
  const answer = await fetch(server.url + path, { redirect: 'manual', headers: cookie === null ? {} : { cookie } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const isAdmin = ({ pattern }: Route) => pattern.startsWith('/admin')

test('each route of the admin area says whom it is for', () => {
  const patterns = findRoutes()
    .filter(isAdmin)
    .map(({ pattern }) => pattern)
  expect([...new Set(patterns)].sort()).toEqual(Object.keys(routeNeeds).sort())
})

test('a stranger gets nothing of the admin area but its doors, whatever ids are asked for', async () => {
  test.setTimeout(600_000)
  for (const route of findRoutes().filter(isAdmin)) {
    for (const path of everyPath(route)) {
      const { status, headers, text } = await ask(path, null)
      expect(withoutAsked(text, path).includes(word), path).toBe(false)
      expect(status, path).toBeLessThan(500)
      if (routeNeeds[route.pattern] === 'nobody') continue
      const isSentAway = [302, 303, 307, 308].includes(status) && /\/admin\/sign-in/.test(headers.get('location') ?? '')
      expect(isSentAway || [401, 404, 405].includes(status), `${path}: ${status}`).toBe(true)
    }
  }
})

for (const [person, email] of Object.entries(people) as [Role, string][]) {
  test(`${person}: each route tells what the role may see, and no id is a fault`, async ({ page, signIn }) => {
    test.setTimeout(600_000)
    await signIn(server, page, email)
    const cookie = await cookiesOf(page, server)
    for (const route of findRoutes().filter(isAdmin)) {
      const needs = routeNeeds[route.pattern] ?? 'nobody'
      if (needs === 'nobody') continue
      for (const path of everyPath(route)) {
        const { status, text } = await ask(path, cookie)
        expect(status, `${path} for ${person}`).toBeLessThan(500)
        if (needs === 'viewer') continue
        const isLetIn = mayAct(person, needs)
        // An id that nothing has is told to be missing, to whoever may look.
        if (!isLetIn || route.segments.length === 0) {
          expect(isNotAllowed(text), `${path} for ${person}`).toBe(!isLetIn)
        }
        if (!isLetIn) expect(withoutAsked(text, path).includes(word), `${path} for ${person}`).toBe(false)
      }
    }
  })

  test(`${person}: public routes tell the team no more than a stranger`, async ({ page, signIn }) => {
    test.setTimeout(600_000)
    await signIn(server, page, email)
    const cookie = await cookiesOf(page, server)
    for (const route of findRoutes().filter((one) => !isAdmin(one) && !programs.test(one.pattern))) {
      for (const path of everyPath(route)) {
        const { status, text } = await ask(path, cookie)
        expect(withoutAsked(text, path).includes(word), path).toBe(false)
        expect(status, path).toBeLessThan(500)
      }
    }
  })
}

test('a session is no key to what programs are asked for', async ({ page, signIn }) => {
  await signIn(server, page, people.owner)
  const cookie = await cookiesOf(page, server)
  for (const path of ['/v1/pages', '/v1/audit', '/v1/tokens', '/v1/people']) {
    expect((await ask(path, cookie)).status, path).toBe(401)
  }
})

test('every answer but the frame for other sites forbids to be framed', async () => {
  test.setTimeout(600_000)
  for (const route of findRoutes()) {
    const [path = ''] = everyPath(route)
    const { headers } = await ask(path, null)
    const policy = headers.get('content-security-policy') ?? ''
    if (route.pattern === '/embed') expect(policy).toContain('frame-ancestors *')
    else expect(/frame-ancestors 'none'/.test(policy) || headers.get('x-frame-options') === 'DENY', path).toBe(true)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
  }
})
