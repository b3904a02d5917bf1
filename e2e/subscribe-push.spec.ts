import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { terminal } from '#db/demo/actors'
import { decrypted, newBrowser } from '#db/demo/browsers'
import { tellStory, type Story } from '#db/demo/story'
import { postUpdate } from '#domain/incidents/incident-updates'
import { expectAccessible } from './accessible.ts'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

const browser = newBrowser()

let server: CandorServer
let story: Story
let service: Server
let endpoint: string
let received: Promise<Buffer>

test.beforeAll(async () => {
  received = new Promise((resolve) => {
    service = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        response.writeHead(201).end()
        resolve(Buffer.concat(pieces))
      })
    })
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/send/Abc`
  const dataDir = makeDataFolder((db) => {
    story = tellStory(db, Date.now())
  })
  server = await startCandor(dataDir, { CANDOR_PRIVATE_TARGETS: 'allow' })
})

test.afterAll(async () => {
  await discard(server)
  await new Promise((resolve) => service.close(resolve))
})

/** No push service can be had here: the browser is given an address of the test's, with keys as a real one makes them. */
async function giveAddress(page: Page, permission: NotificationPermission): Promise<void> {
  await page.addInitScript(
    ([address, keys, answer]) => {
      const given = {
        toJSON: () => ({ endpoint: address, keys }),
        unsubscribe: () => {
          localStorage.removeItem('test-subscribed')
          return Promise.resolve(true)
        },
      }
      Object.defineProperty(Notification, 'permission', {
        get: () => (localStorage.getItem('test-subscribed') ? answer : 'default'),
      })
      Object.assign(Notification, { requestPermission: () => Promise.resolve(answer) })
      Object.assign(PushManager.prototype, {
        subscribe: ({ applicationServerKey, userVisibleOnly }: PushSubscriptionOptionsInit) => {
          if (!userVisibleOnly || typeof applicationServerKey !== 'string') throw new Error('asked for otherwise')
          localStorage.setItem('test-subscribed', applicationServerKey)
          return Promise.resolve(given)
        },
        getSubscription: () => Promise.resolve(localStorage.getItem('test-subscribed') ? given : null),
      })
    },
    [endpoint, browser.keys, permission] as const,
  )
}

interface TestedWorker {
  done: unknown[]
  registration: { showNotification: (title: string, options: object) => Promise<void> }
  clients: { openWindow: (url: string) => Promise<void> }
}

/** A browser without a screen shows no notifications, whatever it is allowed: what would be shown and opened is noted. */
function keepWhatItDoes(): void {
  const worker = self as unknown as TestedWorker
  worker.done = []
  const note = (what: unknown) => Promise.resolve(void worker.done.push(what))
  worker.registration.showNotification = (title, options) => note({ title, ...options })
  worker.clients.openWindow = (url) => note(`opened ${url}`)
}

function pressIt(): void {
  const { done } = self as unknown as TestedWorker
  const notification = { ...(done[0] as object), close: () => done.push('closed') }
  self.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil: () => undefined }))
}

test('a browser subscribes without an address, reads what is sent, changes what it hears, and stops', async ({
  page,
}) => {
  await giveAddress(page, 'granted')
  await page.goto(`${server.url}/subscribe?component=checkout`)
  await page.getByRole('link', { name: 'As messages of this browser, without an address' }).click()
  await expect(page.getByRole('checkbox', { name: 'Checkout', exact: true })).toBeChecked()
  await expectAccessible(page, 'the form of pushed messages')
  await page.getByRole('radio', { name: 'Everything on this page' }).check()
  await page.getByRole('button', { name: 'Show me messages' }).click()
  await expect(page.getByText('This browser shows messages of it from now on.')).toBeVisible()
  await expectAccessible(page, 'a browser’s own page')
  expect(await page.evaluate(() => localStorage.getItem('test-subscribed'))).toMatch(/^[\w-]{87}$/)
  expect(await page.content()).not.toContain(endpoint)

  const db = openForTest(server.dataDir)
  const update = { incidentId: story.incidents.current, status: 'monitoring', body: 'Cards work.' } as const
  postUpdate(db, terminal, update, Date.now())
  db.$client.close()
  const message = decrypted(browser, await received)
  expect(message.body).toContain('Cards work.')
  expect(message.url).toContain(`/incidents/${story.incidents.current}`)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('HTTP 201')).toBeVisible({ timeout: 500 })
  }).toPass()

  await page.goto(`${server.url}/subscribe/push`)
  await expect(page.getByText('This browser is subscribed.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show me messages' })).toBeHidden()
  await expectAccessible(page, 'the form in a browser that is subscribed')
  await page.getByRole('link', { name: 'Change what it hears' }).click()
  await expect(page.getByRole('group', { name: 'How often?' })).toHaveCount(0)
  await page.getByLabel('Only when it starts and when it ends').check()
  await page.getByRole('button', { name: 'Save what I hear' }).click()
  await expect(page.getByText('Saved. A message tells the address of it, too.')).toBeVisible()

  await page.goto(`${server.url}/subscribe/push`)
  await page.getByRole('button', { name: 'Stop the messages' }).click()
  await expect(page.getByRole('heading', { name: 'You have left' })).toBeVisible()
  await page.goto(`${server.url}/subscribe/push`)
  await expect(page.getByRole('button', { name: 'Show me messages' })).toBeVisible()
})

test('what the page pushed is shown, and leads to the page', async ({ page, context }) => {
  await giveAddress(page, 'granted')
  await page.goto(`${server.url}/subscribe/push?incident=${story.incidents.current}`)
  await expect(page.getByRole('radio', { name: /^Only this incident/ })).toBeChecked()
  const devtools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await page.getByRole('button', { name: 'Show me messages' }).click()
  await expect(page.getByText('This browser shows messages of it from now on.')).toBeVisible()
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('no service worker was registered')
  await worker.evaluate(keepWhatItDoes)
  const data = {
    title: 'Cards fail',
    body: 'Major incident',
    url: `${server.url}/incidents/x`,
    tag: 'one',
    time: 1_000,
  }
  const [registrationId, origin] = [await registered, server.url]
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(data) })
  const done = () => worker.evaluate(() => (self as unknown as TestedWorker).done)
  await expect.poll(done).toHaveLength(1)
  await worker.evaluate(pressIt)
  const { title, body, tag, url } = data
  expect(await done()).toEqual([
    { title, body, tag, renotify: true, timestamp: 1_000, data: { url } },
    'closed',
    `opened ${url}`,
  ])
  await page.getByRole('button', { name: 'Stop the messages' }).click()
  await expect(page.getByRole('heading', { name: 'You have left' })).toBeVisible()
})

test('a browser that refuses, or can’t, is told so, and nothing is subscribed', async ({ page, browser: chromium }) => {
  await giveAddress(page, 'denied')
  await page.goto(`${server.url}/subscribe/push`)
  await page.getByRole('button', { name: 'Show me messages' }).click()
  await expect(page.getByRole('alert')).toContainText('doesn’t let the page show messages')
  await expectAccessible(page, 'a browser that refuses')

  const old = await chromium.newPage()
  await old.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
  await old.goto(`${server.url}/subscribe/push`)
  await expect(old.getByText('This browser can’t show messages from this page.')).toBeVisible()
  await expect(old.getByRole('button', { name: 'Show me messages' })).toBeHidden()
  await old.close()

  const scriptless = await chromium.newPage({ javaScriptEnabled: false })
  await scriptless.goto(`${server.url}/subscribe/push`)
  await expect(scriptless.getByText('Only a browser that runs scripts can show such messages')).toBeVisible()
  await expect(scriptless.getByRole('link', { name: 'All other ways' })).toBeVisible()
  await scriptless.close()
})

test('what no browser gives is refused, with words', async ({ page }) => {
  const sent = (fields: Record<string, string>) =>
    page.request.post(`${server.url}/subscriptions/push`, {
      headers: { Origin: server.url },
      form: { ...browser.keys, covers: 'page', ...fields },
    })
  for (const fields of [{ endpoint: 'nonsense' }, { endpoint, p256dh: 'AAAA' }, { endpoint: '' }]) {
    const answer = await sent(fields)
    expect(answer.status()).toBe(422)
    expect(await answer.text()).toContain('The browser gave no usable address.')
  }
})
