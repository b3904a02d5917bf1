import { test as base, type Browser, type Page } from '@playwright/test'
import { createSignInLink, signInWithLink } from '#auth/sign-in'
import { tellStory, type Story } from '#db/demo/story'
import { discard, makeDataFolder, openForTest, startCandor, useFolderOf, type CandorServer } from './candor-server.ts'

interface Fixtures {
  /** A page that nobody has set up yet, for this test alone. */
  freshCandor: CandorServer
  /** The demo's story, for this test alone. */
  candor: CandorServer & { story: Story }
  /** Another person's browser, beside `page`: a customer's where nobody signs in there. */
  customer: Page
  /** Signs somebody of the team in, by a one-time link that nobody has to press. */
  signIn: (server: CandorServer, page: Page, email: string) => Promise<void>
  /** Whether the test takes the network away from `page`, which its browser complains about. */
  losesNetwork: boolean
}

interface SharedFixtures {
  /** The demo's story, shared by tests that change nothing. */
  sharedCandor: CandorServer & { story: Story }
}

/** Starts Candor over the demo's story. */
export async function startWithStory(): Promise<CandorServer & { story: Story }> {
  let story: Story | undefined
  const dataDir = makeDataFolder((db) => {
    story = tellStory(db, Date.now())
  })
  const server = await startCandor(dataDir)
  return { ...server, story: story as Story }
}

export const test = base.extend<Fixtures, SharedFixtures>({
  freshCandor: async ({ page }, use) => {
    const server = await startCandor(makeDataFolder())
    await use(server)
    await leave(page)
    await discard(server)
  },
  candor: async ({ page }, use) => {
    const server = await startWithStory()
    await use(server)
    await leave(page)
    await discard(server)
  },
  sharedCandor: [
    async ({}, use) => {
      const server = await startWithStory()
      await use(server)
      await discard(server)
    },
    { scope: 'worker' },
  ],
  signIn: async ({}, use) => {
    await use((server, page, email) => signIn(server, page, email))
  },
  customer: async ({ browser }, use) => {
    await withNewPage(browser, use)
  },
  losesNetwork: [false, { option: true }],
  page: async ({ page, losesNetwork }, use) => {
    await complaintFree(page, use, losesNetwork ? /status of 4\d\d|net::ERR_/ : expected)
  },
})

/** A live page goes on asking: it is left before its server ends, which it would complain about. */
async function leave(page: Page): Promise<void> {
  if (!page.isClosed()) await page.goto('about:blank')
}

/** Gives the page of a new browser profile away, and closes it afterwards. */
export async function withNewPage(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext()
  await complaintFree(await context.newPage(), use)
  await context.close()
}

const expected = /status of 4\d\d/

/** What the browser complains about is a fault of the page, whatever else the test looks at. */
async function complaintFree(page: Page, use: (page: Page) => Promise<void>, ignored = expected): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !ignored.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await use(page)
  if (complaints.length > 0) throw new Error(`the browser's console says:\n${complaints.join('\n')}`)
}

/** Puts a session's cookies into a page's browser. Tries from here count for nobody's limit: each has an address of its own. */
async function signIn(server: CandorServer, page: Page, email: string): Promise<void> {
  useFolderOf(server)
  const db = openForTest(server.dataDir)
  const link = await createSignInLink(db, email, server.url)
  const headers = new Headers({ 'user-agent': 'a test', 'x-candor-address': nextAddress() })
  const result = await signInWithLink(db, headers, link.slice(link.lastIndexOf('/') + 1))
  db.$client.close()
  if ('problem' in result) throw new Error(`${email} could not be signed in: ${result.problem}`)
  await page.context().addCookies(
    result.cookies.map((cookie) => {
      const [pair = ''] = cookie.split(';')
      const end = pair.indexOf('=')
      return { name: pair.slice(0, end), value: pair.slice(end + 1), url: server.url, httpOnly: true }
    }),
  )
}

let addresses = 0

function nextAddress(): string {
  addresses += 1
  return `10.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`
}

export { expect } from '@playwright/test'
