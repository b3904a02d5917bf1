import type { Page } from '@playwright/test'
import type { CandorServer } from './candor-server.ts'
import { componentRow, headline } from './customer.ts'
import { expect, test } from './fixtures.ts'

const password = 'four plain words together'

test('before anybody owns the page its public pages work, and a made-up setup link opens nothing', async ({
  freshCandor: server,
  page,
}) => {
  await page.goto(server.url)
  await expect(headline(page)).toHaveText('This page is being set up')
  for (const path of ['/history', '/sitemap.xml', '/robots.txt', '/favicon.svg', '/healthCheck']) {
    expect((await fetch(server.url + path)).status, path).toBe(200)
  }
  await page.goto(`${server.url}/admin/setup/made-up-by-somebody`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This setup link doesn’t work')
  await expect(page.getByRole('textbox')).toHaveCount(0)
})

test('the first owner sets the page up behind the printed link, and customers see its components', async ({
  freshCandor: server,
  page,
  customer,
}) => {
  await page.goto(linkOf(server))
  await setUp(page)
  await expect(page.getByRole('heading', { name: 'What is open now' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Dana Whitfield/ })).toBeVisible()

  await customer.goto(server.url)
  await expect(headline(customer)).toHaveText('All systems operational')
  for (const name of ['Website', 'Checkout']) await expect(componentRow(customer, name)).toContainText('Operational')
  await expect(customer).toHaveTitle(/Northwind Status/)
  await expect(customer.getByRole('contentinfo')).toContainText('Europe/Berlin')

  await customer.goto(linkOf(server))
  await expect(customer.getByRole('heading', { level: 1 })).toHaveText('This page is set up already')
  await expect(customer.getByRole('textbox')).toHaveCount(0)
})

test('a mistake is said beside its field, and what was typed is kept', async ({ freshCandor: server, page }) => {
  await page.goto(linkOf(server))
  await makeMistakes(page)
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was saved' })).toBeFocused()
  await setUp(page)
  await expect(page.getByRole('heading', { name: 'What is open now' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the page is set up all the same, mistakes included', async ({ freshCandor: server, page }) => {
    await page.goto(linkOf(server))
    await makeMistakes(page)
    await expect(page.getByRole('textbox', { name: 'First components' })).toHaveValue('Website\nCheckout')
    await setUp(page)
    await expect(page.getByRole('link', { name: /^Dana Whitfield/ })).toBeVisible()
    await page.goto(server.url)
    await expect(componentRow(page, 'Checkout')).toContainText('Operational')
  })
})

function linkOf(server: CandorServer): string {
  const path = /\/admin\/setup\/[\w-]{20,}/.exec(server.printed())?.[0]
  if (!path) throw new Error(`no setup link was printed: ${server.printed()}`)
  return server.url + path
}

async function setUp(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of the page' }).fill('Northwind Status')
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Berlin')
  await page.getByRole('textbox', { name: 'First components' }).fill('Website\nCheckout')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Whitfield')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('dana@northwind.example')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Set up the page and sign in' }).click()
}

/** Sends a form with a missing name, an address that is none and a short password, and looks at what comes back. */
async function makeMistakes(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo')
  await page.getByRole('textbox', { name: 'First components' }).fill('Website\nCheckout')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Whitfield')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('dana')
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Set up the page and sign in' }).click()
  const name = page.getByRole('textbox', { name: 'Name of the page' })
  await expect(name).toHaveAccessibleDescription(/name is empty/)
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  const email = page.getByRole('textbox', { name: 'E-mail' })
  await expect(email).toHaveAccessibleDescription(/Write your e-mail address/)
  await expect(email).toHaveValue('dana')
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/has 5 characters; at least 12/)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Dana Whitfield')
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo')
}
