import { readdirSync, readFileSync } from 'node:fs'
import { readTeamVersion } from '#domain/team/team-version'
import { openForTest, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { findRoutes, pathsOf } from '../routes.ts'
import { cookiesOf, people } from './principals.ts'

/** Forms are read from the pages as they are without scripts, and sent as another site's page would send them. */
const elsewhere = 'https://evil.example'

interface SentForm {
  path: string
  fields: [string, string][]
}

/** A page's forms, with what they hold and what their buttons would say. */
async function formsOf(server: CandorServer, path: string, cookie: string): Promise<SentForm[]> {
  const answer = await fetch(server.url + path, { headers: { cookie }, redirect: 'manual' })
  const forms = [...(await answer.text()).matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([html]) => html)
  return forms
    .filter((html) => /method="post"/i.test(html))
    .map((html) => {
      const tags = [...html.matchAll(/<(?:input|button|textarea)\b[^>]*>/g)].map(([tag]) => tag)
      return { path, fields: tags.flatMap(fieldOf) }
    })
}

function fieldOf(tag: string): [string, string][] {
  const name = /\bname="([^"]*)"/.exec(tag)?.[1]
  const value = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''
  return name === undefined ? [] : [[decoded(name), decoded(value)]]
}

const decoded = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

async function send(server: CandorServer, form: SentForm, cookie: string, origin: string): Promise<number> {
  const body = new FormData()
  for (const [name, value] of form.fields) body.append(name, value)
  const answer = await fetch(server.url + form.path, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: { cookie, origin },
  })
  await answer.text()
  return answer.status
}

test('no form of the admin area is taken from another site, and each is from its own', async ({
  page,
  candor,
  signIn,
}) => {
  test.setTimeout(600_000)
  await signIn(candor, page, people.owner)
  const cookie = await cookiesOf(page, candor)
  const { incidents, components } = candor.story
  const ids = {
    id: [incidents.current, components.checkout],
    updateId: ['unknown'],
    token: ['unknown'],
    kind: ['update'],
    '...path': ['x'],
  }
  const paths = findRoutes()
    .filter(
      ({ pattern, isPage }) => isPage && pattern.startsWith('/admin') && !/sign-in|sign-out|setup|link/.test(pattern),
    )
    .flatMap((route) => pathsOf(route, ids))
  const db = openForTest(candor.dataDir)
  const before = readTeamVersion(db)
  let sent = 0
  for (const path of paths) {
    for (const form of await formsOf(candor, path, cookie)) {
      for (const origin of [elsewhere, 'null']) {
        const status = await send(candor, form, cookie, origin)
        expect(status, `${path} from ${origin}`).toBeGreaterThanOrEqual(400)
        sent++
      }
    }
  }
  expect(sent).toBeGreaterThan(40)
  expect(readTeamVersion(db)).toBe(before)
  // A form from our own page is taken, so that the test can fail.
  const own = (await formsOf(candor, '/admin/settings', cookie)).find(({ fields }) =>
    fields.some(([name]) => name === 'name'),
  )
  if (!own) throw new Error('the settings have a form for the name')
  const fields = own.fields.map(([name, value]): [string, string] => [name, name === 'name' ? 'Taken' : value])
  await send(candor, { ...own, fields }, cookie, candor.url)
  expect(readTeamVersion(db)).not.toBe(before)
  db.$client.close()
})

test('no route that takes a POST takes one from another site with the team’s cookies', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, people.owner)
  const cookie = await cookiesOf(page, candor)
  const posts = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\/route\.tsx?$/.test(file) &&
        /export const (?:POST|PUT|PATCH|DELETE)\b/.test(readFileSync(`app/${file}`, 'utf8')),
    )
    .map(
      (file) =>
        `/${file
          .split('/')
          .slice(0, -1)
          .filter((part) => !/^\(.*\)$/.test(part))
          .join('/')}`,
    )
  expect(posts.length).toBeGreaterThan(0)
  for (const pattern of posts) {
    const answer = await fetch(candor.url + pattern.replace(/\[[^\]]+\]/g, 'unknown'), {
      method: 'POST',
      headers: { cookie, origin: elsewhere, 'content-type': 'application/json' },
      body: '{}',
    })
    expect([401, 403, 404], pattern).toContain(answer.status)
  }
})
