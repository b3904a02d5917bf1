import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Connection } from '#db/connection'
import { readTeamVersion } from '#domain/team/team-version'
import { openForTest, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { findRoutes, pathsOf } from '../routes.ts'
import { cookiesOf, people } from './principals.ts'

/** Forms are read from the pages as they are without scripts, and sent as another site's page would send them. */
test.use({ javaScriptEnabled: false })

const elsewhere = 'https://evil.example'

/** What everything that the team or customers can see hangs on. */
const versionOf = (db: Connection) => readTeamVersion(db)

interface SentForm {
  path: string
  fields: [string, string][]
}

async function formsOf(page: Page, server: CandorServer, path: string): Promise<SentForm[]> {
  await page.goto(server.url + path)
  const forms = await page.locator('form').all()
  const sent: SentForm[] = []
  for (const form of forms) {
    const html = await form.evaluate((element) => element.outerHTML)
    if (!/method="post"/i.test(html)) continue
    const fields = [...html.matchAll(/<input[^>]*>/g)].flatMap(([tag]): [string, string][] => {
      const name = /name="([^"]*)"/.exec(tag)?.[1]
      const value = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
      return name === undefined ? [] : [[decoded(name), decoded(value)]]
    })
    sent.push({ path, fields })
  }
  return sent
}

const decoded = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

async function send(server: CandorServer, form: SentForm, cookie: string, origin: string | null): Promise<number> {
  const body = new FormData()
  for (const [name, value] of form.fields) body.append(name, value)
  const answer = await fetch(server.url + form.path, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: { cookie, ...(origin === null ? {} : { origin }) },
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
    '...path': ['x'],
  }
  const paths = findRoutes()
    .filter(
      ({ pattern, isPage }) => isPage && pattern.startsWith('/admin') && !/sign-in|sign-out|setup|link/.test(pattern),
    )
    .flatMap((route) => pathsOf(route, ids))
  const db = openForTest(candor.dataDir)
  const before = versionOf(db)
  let sent = 0
  for (const path of paths) {
    for (const form of await formsOf(page, candor, path)) {
      for (const origin of [elsewhere, 'null']) {
        const status = await send(candor, form, cookie, origin)
        expect(status, `${path} from ${origin}`).toBeGreaterThanOrEqual(400)
        sent++
      }
    }
  }
  expect(sent).toBeGreaterThan(40)
  expect(versionOf(db)).toBe(before)
  // The same form from our own page is taken, so that the test can fail.
  const [own] = (await formsOf(page, candor, '/admin/components')).filter(({ fields }) =>
    fields.some(([name, value]) => name === 'direction' && value === 'down'),
  )
  if (own) {
    await send(candor, own, cookie, candor.url)
    expect(versionOf(db)).not.toBe(before)
  }
  db.$client.close()
  expect(own).toBeDefined()
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
