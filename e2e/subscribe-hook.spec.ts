import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { terminal } from '#db/demo/actors'
import { tellStory, type Story } from '#db/demo/story'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { postUpdate } from '#domain/incidents/incident-updates'
import { startTestMailServer, type TestMailServer } from '../worker/mail/test-mail-server.ts'
import { expectAccessible } from './accessible.ts'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'
import { linkOf } from './subscribers.ts'

let server: CandorServer
let story: Story
let mailServer: TestMailServer
let receiver: Server
let received: Promise<{ headers: IncomingHttpHeaders; body: string }>

test.beforeAll(async () => {
  mailServer = await startTestMailServer()
  received = new Promise((resolve) => {
    receiver = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        response.writeHead(202).end('taken')
        resolve({ headers: request.headers, body })
      })
    })
  })
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const dataDir = makeDataFolder((db) => {
    story = tellStory(db, Date.now())
  })
  server = await startCandor(dataDir, { CANDOR_SMTP_URL: mailServer.url, CANDOR_PRIVATE_TARGETS: 'allow' })
})

test.afterAll(async () => {
  await discard(server)
  await mailServer.close()
  await new Promise((resolve) => receiver.close(resolve))
})

test('a program subscribes by its webhook, is asked by mail, and checks what it gets', async ({ page }) => {
  const target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  await page.goto(`${server.url}/subscribe`)
  await page.getByRole('link', { name: 'In Slack, Discord, Microsoft Teams or a program of yours' }).click()
  await expectAccessible(page, 'the form of webhooks')
  await page.getByLabel('Address of the webhook').fill(target)
  await page.getByRole('button', { name: 'Ask to confirm' }).click()
  await expect(page.getByRole('alert')).toContainText('This is no e-mail address')
  await expect(page.getByLabel('Address of the webhook')).toHaveValue(target)
  await page.getByLabel('Your e-mail address').fill('ops@acme.example')
  await page.getByRole('button', { name: 'Ask to confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Now confirm it' })).toBeVisible()

  const mail = await mailServer.next()
  expect(JSON.stringify(mail.to)).toContain('ops@acme.example')
  const link = /http\S+\/subscriptions\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(server.url + new URL(link).pathname)
  await page.getByRole('button').first().click()

  const db = openForTest(server.dataDir)
  postUpdate(
    db,
    terminal,
    { incidentId: story.incidents.current, status: 'monitoring', body: 'Cards work.' },
    Date.now(),
  )
  db.$client.close()
  const { headers, body } = await received
  const payload = JSON.parse(body) as { incident: { id: string }; meta: { unsubscribe: string } }
  expect(payload.incident.id).toBe(story.incidents.current)

  await page.goto(server.url + new URL(payload.meta.unsubscribe).pathname)
  await expectAccessible(page, 'a webhook’s own page')
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? ''
  const signed = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(headers[name])]),
  )
  expect(new Webhook(secret).verify(body, signed)).toMatchObject({ candor: { news: [{ kind: 'update' }] } })
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await expect(page.getByText('A new secret signs from now on')).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)
  await expect(page.getByText('After that another can be made.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make a new secret' })).toHaveCount(0)
  await expect(page.getByText('HTTP 202: taken')).toBeVisible()
  await page.getByRole('button', { name: 'Send a test message' }).click()
  await expect(page.getByText('A test message is on its way.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Everything on this page' })).toBeChecked()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/^Test: Taken/)).toBeVisible({ timeout: 500 })
  }).toPass()
  if (process.env.SHOT) {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `/tmp/shot-manage-${width}.png`, fullPage: true })
      await page.goto(`${server.url}/subscribe/webhook`)
      await page.screenshot({ path: `/tmp/shot-hook-${width}.png`, fullPage: true })
      await page.goto(`${server.url}/subscribe`)
      await page.screenshot({ path: `/tmp/shot-sub-${width}.png`, fullPage: true })
      await page.goto(server.url + new URL(payload.meta.unsubscribe).pathname)
    }
  }
})

test('an address that can’t be one is refused with words, and what was typed stays', async ({ page }) => {
  await page.goto(`${server.url}/subscribe/webhook`)
  await page.getByLabel('Address of the webhook').fill('ftp://files.example/hook')
  await page.getByLabel('Your e-mail address').fill('ops@acme.example')
  await page.getByRole('button', { name: 'Ask to confirm' }).click()
  await expect(page.getByRole('alert')).toContainText('The address must begin with https://.')
  await expect(page.getByLabel('Address of the webhook')).toHaveValue('ftp://files.example/hook')
  await expect(page.getByLabel('Your e-mail address')).toHaveValue('ops@acme.example')
})

test('a chat follows what somebody came from', async ({ page }) => {
  await page.goto(`${server.url}/subscribe?component=checkout`)
  await page.getByRole('link', { name: 'In Slack, Discord, Microsoft Teams or a program of yours' }).click()
  await expect(page).toHaveURL(`${server.url}/subscribe/webhook?component=checkout`)
  await expect(page.getByRole('checkbox', { name: 'Checkout', exact: true })).toBeChecked()
  await page.goto(`${server.url}/subscribe/webhook?incident=${story.incidents.current}`)
  await expect(page.getByRole('radio', { name: /^Only this incident: / })).toBeChecked()
})

test('where mail is off, chats alone can be added, and the form says so', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/subscribe/webhook`)
  await expect(page.getByText('so only chats can be added now')).toBeVisible()
  await expect(page.getByLabel('Your e-mail address')).toHaveCount(0)
  await page.getByLabel('Address of the webhook').fill('https://receiver.example/hook')
  await page.getByRole('button', { name: 'Ask to confirm' }).click()
  await expect(page.getByRole('alert')).toContainText('The contact of a webhook is asked by mail')
  await expect(page.getByText('so only chats can be added now')).toBeVisible()
})

test('whoever forwarded a mail makes its links useless, and gets a new one by mail', async ({ page }) => {
  const db = openForTest(server.dataDir)
  addSubscriber(
    db,
    terminal,
    { email: 'ada@example.com', choices: { coversPage: true }, consentedAt: Date.now(), consentSource: 'a test' },
    Date.now(),
  )
  db.$client.close()
  const old = linkOf(server, 'ada@example.com', 'manage')
  await page.goto(old)
  await page.getByRole('button', { name: 'Make a new link' }).click()
  await expect(page.getByRole('heading', { name: 'A new link is on its way' })).toBeVisible()
  expect((await page.goto(old))?.status()).toBe(404)
  await page.goto(linkOf(server, 'ada@example.com', 'manage'))
  await expect(page.getByRole('heading', { name: 'What you hear' })).toBeVisible()
})
