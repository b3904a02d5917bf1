import type { Page } from '@playwright/test'
import { terminal } from '#db/demo/actors'
import { tellStory, type Story } from '#db/demo/story'
import type { LinkUse } from '#domain/subscriptions/links'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { expectAccessible, expectSkipLink } from './accessible.ts'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'
import { linkOf, readSubscriber, type Audience } from './subscribers.ts'

/** Nothing listens there: what is sent waits in the outbox. */
const smtpUrl = 'smtp://127.0.0.1:9'

test.use({ javaScriptEnabled: false })

let server: CandorServer
let story: Story

test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    story = tellStory(db, Date.now())
  })
  server = await startCandor(dataDir, { CANDOR_SMTP_URL: smtpUrl })
})

test.afterAll(() => discard(server))

const subscriber = (email: string, audience?: Audience) => readSubscriber(server, email, audience)
const linkTo = (email: string, use: LinkUse, audience?: Audience) => linkOf(server, email, use, audience)

/** Sends a form as a page of this server does, or as another site would. */
function post(path: string, fields: Record<string, string>, origin: string | null = server.url): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: origin === null ? {} : { Origin: origin },
    body: new URLSearchParams(fields),
  })
}

async function subscribe(email: string, page: Page): Promise<void> {
  await page.goto(`${server.url}/subscribe`)
  await page.getByLabel('Your e-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible()
}

test('somebody subscribes, confirms, changes what they hear, and leaves, without scripts', async ({ page }) => {
  const email = 'ada@example.com'
  await page.goto(`${server.url}/components/checkout`)
  await page.getByRole('link', { name: 'Get updates of Checkout' }).click()
  await page.getByLabel('Your e-mail address').fill(email)
  await expect(page.getByRole('radio', { name: 'Only some components' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Checkout', exact: true })).toBeChecked()
  await page.getByText('What and how often').click()
  await page.getByRole('radio', { name: 'Only when it starts and when it ends' }).check()
  await page.getByLabel('Your time zone').selectOption('Europe/Lisbon')
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  await expect(page).toHaveURL(`${server.url}/subscribe/sent`)
  expect(subscriber(email)?.row.confirmedAt).toBeNull()

  await page.goto(linkTo(email, 'confirm'))
  await expect(page.getByText('a…@example.com')).toBeVisible()
  await expect(page.getByText('Only when it starts and when it ends.')).toBeVisible()
  await page.getByRole('button', { name: 'Yes, send me updates' }).click()
  await expect(page.getByRole('heading', { name: 'You get updates from now on' })).toBeVisible()
  expect(subscriber(email)?.choices).toMatchObject({
    componentIds: [story.components.checkout],
    updates: 'start_and_end',
    timeZone: 'Europe/Lisbon',
  })

  await page.getByRole('link', { name: 'Change what you hear' }).click()
  await page.getByRole('radio', { name: 'Everything on this page' }).check()
  await page.getByRole('radio', { name: 'Once a day, all in one mail' }).check()
  await page.getByRole('checkbox', { name: 'Planned maintenance, too' }).uncheck()
  await page.getByRole('button', { name: 'Save what I hear' }).click()
  await expect(page.getByRole('status')).toContainText('Saved.')
  expect(subscriber(email)?.choices).toMatchObject({ coversPage: true, cadence: 'daily', hearsMaintenance: false })

  await page.getByRole('button', { name: 'Send me the mail to leave' }).click()
  await expect(page.getByRole('status')).toContainText('Nothing ends before it is pressed.')
  expect(subscriber(email)).not.toBeNull()
  const manage = linkTo(email, 'manage')
  await page.goto(linkTo(email, 'leave'))
  await page.getByRole('button', { name: 'End all mails and delete my address' }).click()
  await expect(page.getByRole('heading', { name: 'You have left' })).toBeVisible()
  expect(subscriber(email)).toBeNull()

  const old = await page.goto(manage)
  expect(old?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This link is not valid any more' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Get updates' }).click()
  await expect(page).toHaveURL(`${server.url}/subscribe`)
})

test('an incident can be followed by itself, from its page', async ({ page }) => {
  await page.goto(`${server.url}/incidents/${story.incidents.current}`)
  await page.getByRole('link', { name: 'Get updates of this incident' }).click()
  await expect(page.getByRole('radio', { name: /^Only this incident: / })).toBeChecked()
  await page.getByLabel('Your e-mail address').fill('cleo@example.com')
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  await page.goto(linkTo('cleo@example.com', 'confirm'))
  await page.getByRole('button', { name: 'Yes, send me updates' }).click()
  await page.getByRole('link', { name: 'Change what you hear' }).click()
  expect(subscriber('cleo@example.com')?.choices.incidentIds).toEqual([story.incidents.current])
  await expect(page.getByRole('group', { name: 'Incidents that you follow' }).getByRole('checkbox')).toBeChecked()
})

test('bad input leads back to the form with what was typed, and nothing of it in the address', async ({ page }) => {
  await page.goto(`${server.url}/subscribe`)
  await page.getByLabel('Your e-mail address').fill('dora@example')
  await page.getByRole('radio', { name: 'Only some components' }).check()
  await page.getByText('What and how often').click()
  await page.getByLabel('Which incidents?').selectOption('Major incidents and worse')
  const answered = page.waitForResponse((response) => response.url().includes('/subscriptions/new/'))
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  expect((await answered).status()).toBe(422)
  expect(page.url()).not.toMatch(/dora|example/)
  await expect(page.getByLabel('Your e-mail address')).toHaveValue('dora@example')
  await expect(page.getByLabel('Your e-mail address')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Which incidents?')).toHaveValue('major')

  await page.getByLabel('Your e-mail address').fill('dora@example.com')
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose the whole page, or at least one component.')
  await page.getByRole('checkbox', { name: 'Search', exact: true }).check()
  await page.getByRole('button', { name: 'Send me the link to confirm' }).click()
  await expect(page).toHaveURL(`${server.url}/subscribe/sent`)
})

test('a change that is refused keeps what was typed', async ({ page }) => {
  await subscribe('eve@example.com', page)
  await page.goto(linkTo('eve@example.com', 'confirm'))
  await page.getByRole('button', { name: 'Yes, send me updates' }).click()
  await page.goto(linkTo('eve@example.com', 'manage'))
  await page.getByRole('radio', { name: 'Only some components' }).check()
  await page.getByLabel('Which incidents?').selectOption('Critical incidents only')
  await page.getByRole('button', { name: 'Save what I hear' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose the whole page')
  await expect(page.getByLabel('Which incidents?')).toHaveValue('critical')
  expect(subscriber('eve@example.com')?.choices).toMatchObject({ coversPage: true, leastImpact: 'none' })
})

test('what the team chose for somebody and customers don’t see is kept, and not named', async ({ page }) => {
  const email = 'exec@acme.example'
  const { hiddenComponent, internalIncident } = story.private
  const db = openForTest(server.dataDir)
  const choices = { componentIds: [hiddenComponent, story.components.checkout], incidentIds: [internalIncident] }
  addSubscriber(db, terminal, { email, audience: 'internal', choices }, Date.now())
  const hidden = [
    ...db.$client.prepare<[string], string>('select name from components where id = ?').pluck().all(hiddenComponent),
    ...db.$client.prepare<[string], string>('select title from incidents where id = ?').pluck().all(internalIncident),
  ]
  db.$client.close()
  await page.goto(linkTo(email, 'manage', 'internal'))
  expect(hidden).toHaveLength(2)
  for (const name of hidden) await expect(page.getByText(name)).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Search', exact: true }).check()
  await page.getByRole('button', { name: 'Save what I hear' }).click()
  await expect(page.getByRole('status')).toContainText('Saved.')
  const kept = subscriber(email, 'internal')?.choices
  expect(kept?.componentIds.toSorted()).toEqual(
    [hiddenComponent, story.components.checkout, story.components.search].toSorted(),
  )
  expect(kept?.incidentIds).toEqual([internalIncident])
})

test('programs that look at every link of a mail change nothing', async ({ page }) => {
  const email = 'finn@example.com'
  await subscribe(email, page)
  const before = subscriber(email)
  for (const use of ['confirm', 'manage', 'leave', 'unsubscribe'] as const) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(linkTo(email, use), { method })
      expect([answer.status, answer.headers.get('cache-control')], use).toEqual([200, 'no-store'])
      expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    }
  }
  expect(subscriber(email)).toEqual(before)
})

test('the answer is the same whether an address is known or not', async ({ page }) => {
  await subscribe('gail@example.com', page)
  const answers = await Promise.all(
    ['gail@example.com', 'nobody@example.com'].map(async (email) => {
      const answer = await post('/subscriptions', { email, covers: 'page' })
      const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name))
      return { status: answer.status, headers, text: await answer.text() }
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.status).toBe(303)
})

test('a mail program’s button ends all mails at once, again and again', async ({ page }) => {
  const email = 'hal@example.com'
  await subscribe(email, page)
  const { pathname } = new URL(linkTo(email, 'unsubscribe'))
  const press = (origin: string | null) => post(pathname, { 'List-Unsubscribe': 'One-Click' }, origin)
  expect((await press('https://evil.example')).status).toBe(403)
  expect(subscriber(email)).not.toBeNull()
  const answers = [await press(null), await press(null)]
  for (const answer of answers) {
    expect([answer.status, await answer.text()]).toEqual([200, 'No more mail goes to this address.\n'])
  }
  expect(subscriber(email)).toBeNull()
})

test('a person who follows a mail program’s link is asked first', async ({ page }) => {
  await subscribe('ida@example.com', page)
  await page.goto(linkTo('ida@example.com', 'unsubscribe'))
  await page.getByRole('button', { name: 'End all mails and delete my address' }).click()
  await expect(page.getByRole('heading', { name: 'You have left' })).toBeVisible()
  expect(subscriber('ida@example.com')).toBeNull()
})

test('forms of another site, and of nobody, are refused', async ({ page }) => {
  await subscribe('joan@example.com', page)
  const token = (use: LinkUse) => linkTo('joan@example.com', use).split('/').at(-1) ?? ''
  const forms: [string, Record<string, string>][] = [
    ['/subscriptions', { email: 'kim@example.com', covers: 'page' }],
    ['/subscriptions/confirm', { token: token('confirm') }],
    ['/subscriptions/manage', { token: token('manage'), covers: 'page' }],
    ['/subscriptions/ask-to-leave', { token: token('manage') }],
    ['/subscriptions/leave', { token: token('leave') }],
  ]
  for (const [path, fields] of forms) {
    for (const origin of ['https://evil.example', 'null', null]) {
      expect((await post(path, fields, origin)).status, `${path} from ${origin}`).toBe(403)
    }
  }
  expect(subscriber('kim@example.com')).toBeNull()
  expect(subscriber('joan@example.com')?.row.confirmedAt).toBeNull()
})

test('no link of a subscriber stands in the log, and a page behind one is kept nowhere', async ({ page }) => {
  const email = 'lea@example.com'
  await subscribe(email, page)
  const manage = new URL(linkTo(email, 'manage'))
  // However it is written, it is no public page that another reader could be given.
  for (const path of [manage.pathname, manage.pathname.replace('s', '%73')]) {
    const answer = await fetch(server.url + path)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  }
  await post('/subscriptions/leave', { token: linkTo(email, 'leave').split('/').at(-1) ?? '' })
  expect((await fetch(manage)).status).toBe(404)
  const code = manage.pathname.split('.').at(-1) ?? ''
  expect(code.length).toBeGreaterThan(40)
  expect(JSON.stringify(server.logLines)).not.toContain(code)
  expect(JSON.stringify(server.logLines)).not.toContain(email)
})

test.describe('with scripts', () => {
  test.use({ javaScriptEnabled: true })

  test('every page of a subscription is accessible, with a mistake too', async ({ page }) => {
    const email = 'mo@example.com'
    await subscribe(email, page)
    const paths = [
      '/subscribe',
      '/subscribe?component=checkout',
      '/subscribe/sent',
      '/subscribe/left',
      '/subscribe/renewed',
    ]
    const links = (['confirm', 'manage', 'leave'] as const).map((use) => linkTo(email, use))
    const old = `${server.url}/subscriptions/confirm/old`
    for (const address of [...paths.map((path) => server.url + path), ...links, `${links[1]}?done=changed`, old]) {
      await page.goto(address)
      await expectAccessible(page, new URL(address).pathname.split('/').slice(0, 3).join('/'))
      await expectSkipLink(page, address)
    }
    for (const [address, button] of [
      [`${server.url}/subscribe`, 'Send me the link to confirm'],
      [linkTo(email, 'manage'), 'Save what I hear'],
    ] as const) {
      await page.goto(address)
      if (address.endsWith('/subscribe')) await page.getByLabel('Your e-mail address').fill('mo@example.com')
      await page.getByRole('radio', { name: 'Only some components' }).check()
      await page.getByRole('button', { name: button }).click()
      await expect(page.getByRole('alert')).toContainText('Choose the whole page')
      await expectAccessible(page, `“${button}” with a mistake`)
    }
  })
})

test('where mail is off, the page says so before anybody types', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/subscribe`)
  await expect(page.getByText('This page sends no e-mail at present.')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Atom feed of everything/ })).toBeVisible()
  const answer = await fetch(`${url}/subscriptions`, {
    method: 'POST',
    headers: { Origin: url },
    body: new URLSearchParams({ email: 'ada@example.com', covers: 'page' }),
  })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('This page sends no e-mail at present.')
})
