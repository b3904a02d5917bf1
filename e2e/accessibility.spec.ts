import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { CandorServer } from './candor-server.ts'
import { expect, test, withNewPage } from './fixtures.ts'
import { postUpdate, writeIncident } from './responder.ts'
import { findRoutes, pathsOf } from './routes.ts'
import type { Story } from '#db/demo/story'

type Told = CandorServer & { story: Story }

const narrow = { width: 320, height: 640 }

/** One path for each page of the app: with new segments a page can't be forgotten, because `pathsOf` throws. */
function pages(server: Told): { public: string[]; admin: string[] } {
  const { incidents, maintenances, components } = server.story
  const values = { '...path': ['no/such/page'], slug: ['checkout', 'search'], token: ['unknown-token'] }
  const isPage = (pattern: string) => !/\.\w+$/.test(pattern) && !/healthCheck|open-incidents/.test(pattern)
  const paths = findRoutes()
    .filter((route) => isPage(route.pattern))
    .flatMap((route) => {
      const ids = route.pattern.includes('/components/')
        ? [components.checkout]
        : [
            incidents.current,
            incidents.cardsRefused,
            incidents.falseAlarm,
            maintenances.planned,
            maintenances.completed,
          ]
      return pathsOf(route, { ...values, id: ids })
    })
  return {
    public: [...paths.filter((path) => !path.startsWith('/admin')), '/history?page=2', '/history?component=search'],
    admin: paths.filter((path) => path.startsWith('/admin')),
  }
}

/** No violation, nothing to scroll sideways at 320 px, one h1, and a skip link that leads to main. */
async function checkPage(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
    expect(found, `${name}, ${colorScheme}`).toEqual([])
  }
  const usual = page.viewportSize()
  await page.setViewportSize(narrow)
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  expect(width, `${name} at 320 px`).toBeLessThanOrEqual(narrow.width)
  if (usual) await page.setViewportSize(usual)
  await expect(page.locator('h1'), name).toHaveCount(1)
  await expect(page.getByRole('main'), name).toHaveCount(1)
  expect(await page.title(), name).not.toBe('')
}

test('every public page, light and dark, wide and narrow', async ({ page, sharedCandor }) => {
  test.setTimeout(600_000)
  for (const path of pages(sharedCandor).public) {
    await page.goto(sharedCandor.url + path)
    await checkPage(page, path)
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus'), `the first stop on ${path}`).toHaveAttribute('href', /^#/)
  }
})

test('a page that is being set up', async ({ page, freshCandor }) => {
  await page.goto(freshCandor.url)
  await checkPage(page, 'the empty page')
  await page.goto(
    freshCandor
      .printed()
      .match(/\/admin\/setup\/\S+/)?.[0]
      .replace(/^/, freshCandor.url) ?? '',
  )
  await checkPage(page, 'the setup form')
  await page.getByRole('button', { name: /set up/i }).click()
  await checkPage(page, 'the setup form with errors')
})

for (const email of ['dana@acme.example', 'sam@acme.example']) {
  test(`every page of the admin area for ${email}`, async ({ browser, sharedCandor, signIn }) => {
    test.setTimeout(600_000)
    await withNewPage(browser, async (page) => {
      await signIn(sharedCandor, page, email)
      for (const path of pages(sharedCandor).admin) {
        await page.goto(sharedCandor.url + path)
        await checkPage(page, path)
      }
    })
  })
}

test('the steps of publishing: a form with an error, and the look before', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await writeIncident(page, candor, { title: '', components: { Search: 'Major outage' } })
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('main')).toContainText('The title is empty')
  await checkPage(page, 'the form with an error')
  await page.getByRole('textbox', { name: 'What do customers see?' }).fill('Search is down')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible()
  await checkPage(page, 'the look before publishing')
})

test('an incident is opened, updated and resolved with the keyboard alone', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin`)
  await pressOn(page, 'Open an incident')
  await expect(page.getByRole('textbox', { name: 'What do customers see?' })).toBeFocused()
  await page.keyboard.type('Search is slow')
  await pressOn(page, 'Look, then publish')
  await pressOn(page, 'Publish')
  await expect(page).toHaveURL(/\/admin\/incidents\/[a-z0-9]{12}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search is slow')
  await postUpdate(page, { state: 'Resolved' })
  await page.goto(candor.url)
  await expect(page.getByRole('main')).toContainText('Search is slow')
})

test('what is pressed most is at least 44 px high', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin`)
  await page.getByRole('link', { name: 'Open an incident' }).first().click()
  for (const control of await page
    .getByRole('main')
    .locator('button, select, input:not([type=checkbox]):not([type=radio]):not([type=hidden])')
    .all()) {
    if (!(await control.isVisible())) continue
    const box = await control.boundingBox()
    expect(Math.round(box?.height ?? 0), await control.innerText().catch(() => 'a field')).toBeGreaterThanOrEqual(44)
  }
})

/** Goes on by Tab until the link or button with this name has the focus, then presses Enter. */
async function pressOn(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 120; stops++) {
    const focused = await page.evaluate(() => (document.activeElement?.textContent ?? '').trim())
    if (focused === name) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`no stop of the Tab key is called “${name}”`)
}
