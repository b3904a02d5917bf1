import { test as base, type Page } from '@playwright/test'
import { createSignInLink } from '#auth/sign-in'
import { tellStory, type Story } from '#db/demo/story'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'

interface Fixtures {
  /** A page that nobody has set up yet, for this test alone. */
  freshCandor: CandorServer
  /** The demo's story, for this test alone. */
  candor: CandorServer & { story: Story }
  /** The demo's story, shared by tests that change nothing. */
  signIn: (server: CandorServer, page: Page, email: string) => Promise<void>
}

interface SharedFixtures {
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
  freshCandor: async ({}, use) => {
    const server = await startCandor(makeDataFolder())
    await use(server)
    await discard(server)
  },
  candor: async ({}, use) => {
    const server = await startWithStory()
    await use(server)
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
    await use(async (server, page, email) => {
      const db = openForTest(server.dataDir)
      const link = await createSignInLink(db, email, server.url)
      db.$client.close()
      await page.goto(link)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/admin/link'))
    })
  },
  page: async ({ page }, use) => {
    // What the browser complains about is a fault of the page, whatever else the test looks at.
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await use(page)
    if (complaints.length > 0) throw new Error(`the browser's console says:\n${complaints.join('\n')}`)
  },
})

export { expect } from '@playwright/test'
