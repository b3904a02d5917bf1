import type { Page } from '@playwright/test'
import { addTeam } from '#db/demo/actors'
import { makeComponent, makeIncident } from '#db/demo/makers'
import { postUpdate } from '#domain/incidents/incident-updates'
import { discard, makeDataFolder, startCandor, type CandorServer } from '../candor-server.ts'
import { componentRow, headline } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { choose } from '../responder.ts'

const dayMs = 86_400_000

let server: CandorServer

test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    const begin = Date.now() - 30 * dayMs
    const { priya } = addTeam(db, begin)
    for (const name of ['Website', 'Checkout', 'Search', 'Mail']) makeComponent(db, { name }, begin)
    const componentId = makeComponent(db, { name: 'Fax' }, begin)
    const paper = { title: 'Faxes came out blank', components: [{ componentId, status: 'major_outage' as const }] }
    const incidentId = makeIncident(db, paper, begin + dayMs)
    postUpdate(db, priya, { incidentId, status: 'resolved', body: 'There is ink again.' }, begin + 1.1 * dayMs)
  })
  server = await startCandor(dataDir)
})

test.afterAll(() => discard(server))

test.beforeEach(async ({ page, signIn }, { title }) => {
  await signIn(server, page, title.startsWith('a responder') ? 'priya@acme.example' : 'dana@acme.example')
  await page.goto(`${server.url}/admin/components`)
})

test('a group and a component in it are added, described, and read by customers', async ({ page, customer }) => {
  await page.getByRole('button', { name: 'Add the group' }).click()
  await expect(page.getByRole('textbox', { name: 'Name of the group' })).toHaveAccessibleDescription(/is empty/)
  await page.getByRole('textbox', { name: 'Name of the group' }).fill('Platform')
  await page.getByRole('button', { name: 'Add the group' }).click()
  await expect(page.getByRole('heading', { name: 'Platform' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the component' }).fill('API')
  await page.getByRole('combobox', { name: 'Group' }).selectOption('Platform')
  await page.getByRole('button', { name: 'Add the component' }).click()
  await page.getByRole('main').getByRole('link', { name: 'API', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('')
  await page.getByRole('textbox', { name: 'Description' }).fill('REST, version 3')
  await page.getByRole('button', { name: 'Save what customers read' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAccessibleDescription(/is empty/)
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('REST, version 3')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('API')
  await page.getByRole('button', { name: 'Save what customers read' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  await customer.goto(server.url)
  const platform = customer.getByRole('region', { name: 'Platform' })
  await expect(platform.getByRole('listitem')).toContainText(/API.*REST, version 3/s)
  await platform.getByRole('link', { name: 'API' }).click()
  await expect(customer).toHaveURL(`${server.url}/components/api`)
})

test('the order is changed with the keyboard alone, and the focus stays', async ({ page, customer }) => {
  await customer.goto(server.url)
  expect(await orderOf(customer)).toEqual(['Website', 'Checkout', 'Search', 'Mail', 'Fax'])
  const up = page.getByRole('button', { name: 'Move Search up' })
  await up.focus()
  for (const order of [
    ['Website', 'Search', 'Checkout', 'Mail', 'Fax'],
    ['Search', 'Website', 'Checkout', 'Mail', 'Fax'],
  ]) {
    await page.keyboard.press('Enter')
    await expect(async () => {
      await customer.reload()
      expect(await orderOf(customer)).toEqual(order)
    }).toPass()
    await expect(up).toBeFocused()
  }
  await expect(up).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(page.locator('form').filter({ has: up })).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Move Search down' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(up).toHaveAttribute('aria-disabled', 'false')
  await expect(page.getByRole('button', { name: 'Move Search down' })).toBeFocused()
})

test('what the team knows of a component stands on no page for customers', async ({ page, customer }) => {
  await open(page, 'Checkout')
  await page.getByText('Change what the team knows').click()
  await page.getByRole('textbox', { name: 'Owner' }).fill('The night owls')
  await choose(page, 'Yes')
  await page.getByRole('textbox', { name: 'Link to the runbook' }).fill('wiki/checkout')
  await page.getByRole('button', { name: 'Save for the team' }).click()
  const runbook = page.getByRole('textbox', { name: 'Link to the runbook' })
  await expect(runbook).toHaveAccessibleDescription(/must begin with https/)
  await expect(page.getByRole('textbox', { name: 'Owner' })).toHaveValue('The night owls')
  await runbook.fill('https://wiki.acme.example/checkout')
  await page.getByRole('button', { name: 'Save for the team' }).click()
  await expect(page.getByText('Saved, for the team only.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'https://wiki.acme.example/checkout' })).toBeVisible()
  for (const path of ['/', '/components/checkout', '/history?component=checkout']) {
    await customer.goto(server.url + path)
    const html = await customer.content()
    expect(html, path).not.toMatch(/night owls|wiki\.acme/)
  }
})

test('a responder sets a status by hand and back, and changes nothing else', async ({ page, customer }) => {
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  await open(page, 'Mail')
  await choose(page, 'Degraded performance')
  await expect(page.getByText('Customers will see Mail: degraded performance.')).toBeVisible()
  await page.getByRole('button', { name: 'Set the status' }).click()
  await expect(page.getByText('Customers now see Mail: degraded performance.')).toBeVisible()
  await customer.goto(server.url)
  await expect(headline(customer)).toHaveText('Mail has degraded performance')
  await expect(componentRow(customer, 'Mail')).toContainText('Degraded performance')
  await expect(page.getByRole('main')).toContainText('Set by hand')
  await choose(page, 'Operational')
  await page.getByRole('button', { name: 'Set the status' }).click()
  await expect(page.getByText('Customers now see Mail: operational.')).toBeVisible()
  await customer.reload()
  await expect(headline(customer)).toHaveText('All systems operational')
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Set the status'])
})

test('a responder on a poor network is told what customers will see, however late the scripts come', async ({
  page,
}) => {
  let letScripts: () => void = () => undefined
  const scripts = new Promise<void>((resolve) => (letScripts = resolve))
  await page.route('**/*.js', async (route) => {
    await scripts
    await route.continue()
  })
  await page.getByRole('main').getByRole('link', { name: 'Mail', exact: true }).click({ noWaitAfter: true })
  await choose(page, 'Degraded performance')
  letScripts()
  await expect(page.getByText('Customers will see Mail: degraded performance.')).toBeVisible()
})

test('a hidden component is there for the team alone, until it is shown again', async ({ page, customer }) => {
  await open(page, 'Mail')
  const hidden = page.getByRole('checkbox', { name: /^Hidden/ })
  await hidden.check()
  await page.getByRole('button', { name: 'Save what customers read' }).click()
  await expect(page.getByRole('main')).toContainText('hidden, never public')
  expect((await customer.goto(`${server.url}/components/mail`))?.status()).toBe(404)
  for (const path of ['/', '/history', '/sitemap.xml']) {
    expect(await (await fetch(server.url + path)).text(), path).not.toMatch(/Mail|components\/mail|=mail/)
  }
  await hidden.uncheck()
  await page.getByRole('button', { name: 'Save what customers read' }).click()
  await expect(page.getByRole('main')).not.toContainText('hidden, never public')
  await customer.goto(`${server.url}/components/mail`)
  await expect(headline(customer)).toHaveText('Mail')
})

test('an archived component leaves the page, its history stays, and it can come back', async ({ page, customer }) => {
  await open(page, 'Fax')
  await page.getByRole('button', { name: 'Archive the component' }).click()
  const sure = page.getByRole('checkbox', { name: 'Take Fax off the page' })
  await expect(sure).toHaveAccessibleDescription(/Tick the box/)
  await sure.check()
  await page.getByRole('button', { name: 'Archive the component' }).click()
  await expect(page.getByRole('heading', { name: 'Archived' })).toBeVisible()
  await customer.goto(server.url)
  await expect(componentRow(customer, 'Fax')).toHaveCount(0)
  await customer.goto(`${server.url}/components/fax`)
  await expect(customer.getByRole('main')).toContainText('Archived')
  await customer.getByRole('link', { name: 'Faxes came out blank' }).click()
  await expect(customer.getByRole('main')).toContainText('There is ink again.')

  await page.getByRole('button', { name: 'Restore Fax' }).click()
  await expect(page.getByRole('button', { name: 'Restore Fax' })).toHaveCount(0)
  await customer.goto(server.url)
  await expect(componentRow(customer, 'Fax')).toContainText('Operational')
})

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** The components outside of groups, as the home page lists them. */
async function orderOf(customer: Page): Promise<string[]> {
  const links = customer.getByRole('region', { name: 'Components' }).locator('a[href^="/components/"]')
  return (await links.allInnerTexts()).filter((name) => name !== 'API')
}
