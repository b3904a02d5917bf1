import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { makeIncident } from '#db/demo/makers'
import { openForTest, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'

/** The page's own clock is moved by hand: nobody waits for the next refresh. */
test.use({ timezoneId: 'America/New_York' })

const cannotConfirm = 'We can’t confirm the current status'

async function openAt(page: Page, url: string): Promise<void> {
  await page.clock.install()
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

function publish(server: CandorServer, title: string): void {
  const db = openForTest(server.dataDir)
  makeIncident(db, { title }, Date.now())
  db.$client.close()
}

/** Lets the page's time pass until it has refreshed itself, at most so many seconds of it. */
async function pass(page: Page, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) await page.clock.fastForward(5_000)
}

test('an open page shows what is published meanwhile, says so once, and leaves focus and scroll alone', async ({
  page,
  candor,
}) => {
  await openAt(page, candor.url)
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /history/i })
    .last()
  await link.focus()
  const before = await link.boundingBox()
  publish(candor, 'Exports are slow')
  await pass(page, 60)
  await expect(page.getByRole('main').getByRole('link', { name: 'Exports are slow' }).first()).toBeVisible()
  await expect(page.locator('p[role=status].sr-only')).toContainText(/Exports are slow.*\s.*Investigating/s)
  await expect(link).toBeFocused()
  const after = await link.boundingBox()
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0)), 'what is being read has not moved').toBeLessThan(5)
})

test('the reader’s own time stands beside the page’s', async ({ page, sharedCandor }) => {
  await page.goto(sharedCandor.url)
  const since = page.locator('[data-headline] time').first()
  await expect(since).toHaveAttribute('data-local', /^ \(\S.* your time\)$/)
  const shown = await since.evaluate((time) => getComputedStyle(time, '::after').content)
  expect(shown).toContain('your time')
})

test.describe('without the network', () => {
  test.use({ losesNetwork: true })

  test('the page says after two minutes that it can’t confirm the status, and recovers', async ({ page, candor }) => {
    await openAt(page, candor.url)
    const before = await page.getByRole('heading', { level: 1 }).textContent()
    await page.context().setOffline(true)
    await pass(page, 60)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(before ?? '')
    await pass(page, 300)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(cannotConfirm)
    await expect(page.getByText(/Last confirmed \d/)).toBeVisible()
    await page.context().setOffline(false)
    await pass(page, 600)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(before ?? '')
  })

  test('whoever is told to ask later asks later', async ({ page, candor }) => {
    await openAt(page, candor.url)
    let asked = 0
    await page.route(candor.url, (route) => {
      asked++
      return route.fulfill({ status: 429, headers: { 'Retry-After': '600' } })
    })
    await pass(page, 60)
    await expect.poll(() => asked).toBe(1)
    await pass(page, 300)
    expect(asked).toBe(1)
    await pass(page, 600)
    await expect.poll(() => asked).toBe(2)
  })
})

test('the script that does this is small', () => {
  expect(readFileSync('public/live.js').length).toBeLessThanOrEqual(4_096)
})
