import type { Page } from '@playwright/test'
import { expect, test, withNewPage } from '../fixtures.ts'
import { postUpdate } from '../responder.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const customerField = (page: Page) => page.getByRole('textbox', { name: 'Customer or ticket' })
const told = (page: Page, name: string) => page.getByRole('button', { name: `Told: ${name}` })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

/** Presses the key that leads to the field: it does so once scripts have taken the page over. */
async function goToField(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('c')
    await expect(customerField(page)).toBeFocused({ timeout: 500 })
  }).toPass()
}

/** Links a customer as support does with somebody on the line: a key, the paste, Enter. */
async function link(page: Page, pasted: string, reference: string): Promise<void> {
  await goToField(page)
  await page.keyboard.insertText(pasted)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `${reference} is linked.` })).toBeVisible()
  await expect(customerField(page)).toHaveValue('')
}

test('support finds an incident, links who asks, copies what may be said, and tells them when it is over', async ({
  page,
  browser,
  candor,
  signIn,
}) => {
  const title = 'Checkout refuses some card payments'
  await signIn(candor, page, 'sam@acme.example')

  await test.step('found by its symptom', async () => {
    await page.goto(`${candor.url}/admin`)
    await expect(page.getByRole('listitem').filter({ hasText: 'stock import' })).toContainText('internal')
    await page.getByRole('searchbox').fill('bank refused')
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 found')).toBeVisible()
    await expect(page.locator('mark').first()).toHaveText('bank')
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  })

  await test.step('linked with the keyboard', async () => {
    await link(page, 'ACME-1234 https://desk.acme.example/1234 Harbour Books', 'ACME-1234')
    await expect(page.getByRole('link', { name: 'ACME-1234' })).toHaveAttribute(
      'href',
      'https://desk.acme.example/1234',
    )
    await page.keyboard.insertText('https://desk.acme.example/tickets/777')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: '777 is linked.' })).toBeVisible()
    await expect(page.getByText('4 customers linked')).toBeVisible()
    await page.keyboard.insertText('acme-1234')
    await page.keyboard.press('Enter')
    await expect(customerField(page)).toHaveAccessibleDescription(/ACME-1234 was linked already, by Sam Okafor\./)
    await expect(customerField(page)).toHaveValue('acme-1234')
  })

  await test.step('copied, with the permalink', async () => {
    await page.getByRole('button', { name: 'Copy as plain text' }).click()
    await expect(page.getByText('Copied as plain text.')).toBeVisible()
    const permalink = `/incidents/${candor.story.incidents.current}`
    expect(await clipboard(page)).toMatch(
      /^Checkout refuses some card payments\n\nIdentified \(.*\): Cards of one bank/,
    )
    expect((await clipboard(page)).endsWith(permalink)).toBe(true)
    expect(await clipboard(page)).not.toContain('Draft')
    await page.getByRole('button', { name: 'Copy as Markdown' }).click()
    await expect(page.getByText('Copied as Markdown.')).toBeVisible()
    expect(await clipboard(page)).toContain(`**[Checkout refuses some card payments](`)
  })

  await test.step('one is told while it is open, which is on record', async () => {
    await told(page, 'ACME-1234, Harbour Books').click()
    await expect(page.getByText(/Told by Sam Okafor/)).toHaveCount(2)
    await expect(page.getByRole('complementary')).toContainText('Sam Okafor told a customer')
  })

  await test.step('a responder resolves it', async () => {
    await withNewPage(browser, async (responder) => {
      await signIn(candor, responder, 'priya@acme.example')
      await responder.goto(`${candor.url}/admin/incidents/${candor.story.incidents.current}`)
      await expect(responder.getByRole('complementary')).toContainText('4 linked.')
      await postUpdate(responder, { state: 'Resolved', text: 'All cards are accepted again.' })
    })
  })

  await test.step('the list is worked down, one key for each', async () => {
    await page.goto(`${candor.url}/admin`)
    await expect(
      page.getByText('4 to tell, 4 linked by you').or(page.getByText('4 to tell, linked by you')),
    ).toBeVisible()
    await page.getByRole('link', { name: 'Work down the list' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers to tell')
    await page.getByText('What you may say').click()
    await expect(page.getByRole('textbox', { name: 'As plain text' })).toHaveValue(/All cards are accepted again\./)
    const buttons = page.getByRole('button', { name: /^Told: / })
    await expect(buttons).toHaveCount(4)
    await buttons.first().focus()
    for (const left of [3, 2, 1]) {
      await page.keyboard.press('Enter')
      await expect(buttons).toHaveCount(left)
      await expect(buttons.first()).toBeFocused()
    }
    await page.keyboard.press('Enter')
    await expect(page.getByText('Everybody who asked was told.')).toBeVisible()
  })

  await test.step('a mistake is taken back', async () => {
    await page.goto(`${candor.url}/admin/incidents/${candor.story.incidents.current}/customers`)
    await expect(page.getByText('4 linked, all of them told.')).toBeVisible()
    await page.getByText('More', { exact: true }).first().click()
    await page
      .getByRole('button', { name: /^Not told after all: / })
      .first()
      .click()
    await expect(page.getByText('4 linked, 1 still to tell.')).toBeVisible()
    const takeOff = page.getByRole('button', { name: /^Take off this incident: / }).first()
    // The row may have come back open or shut.
    await expect(async () => {
      if (!(await takeOff.isVisible())) await page.getByText('More', { exact: true }).first().click()
      await takeOff.click({ timeout: 2_000 })
    }).toPass()
    await expect(page.getByText('3 linked, all of them told.')).toBeVisible()
  })
})

test('of an internal incident support links who asks, and may say nothing', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'sam@acme.example')
  await page.goto(`${candor.url}/admin/incidents?state=internal`)
  await page
    .getByRole('main')
    .getByRole('link', { name: /stock import/ })
    .click()
  await expect(page.locator('section').filter({ hasText: 'What you may say' })).toContainText('Nothing yet.')
  await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
  await link(page, 'Quay 9', 'Quay 9')
  await expect(page.getByRole('button', { name: /^Told/ })).toHaveCount(0)
  await customer.goto(candor.url)
  expect(await customer.content()).not.toContain('Quay 9')
})

test('support publishes nothing: no form is offered, and the domain refuses one that is sent all the same', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${candor.story.incidents.current}`)
  await page.getByRole('textbox', { name: 'What do customers need to know?' }).fill('Not by support.')
  // The same browser is somebody else meanwhile.
  await signIn(candor, page, 'sam@acme.example')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByText('This needs the role Responder; you have Support.')).toBeVisible()
  for (const path of ['', '/maintenance/new', '/incidents/new', `/incidents/${candor.story.incidents.current}`]) {
    await page.goto(`${candor.url}/admin${path}`)
    await expect(page.getByRole('button', { name: /publish|still on it/i })).toHaveCount(0)
    await expect(page.getByRole('link', { name: /^(Open an incident|Schedule a maintenance)$/ })).toHaveCount(0)
  }
})

test('the key can be turned off, and stays off', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'sam@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${candor.story.incidents.current}`)
  await page.getByRole('button', { name: 'Turn the key off' }).click()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('c')
  await expect(customerField(page)).not.toBeFocused()
  await page.reload()
  await expect(page.getByText('The key c is turned off.')).toBeVisible()
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await goToField(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('support finds, links, reads the text to copy, and works down the list', async ({ page, candor, signIn }) => {
    await signIn(candor, page, 'sam@acme.example')
    await page.goto(`${candor.url}/admin/incidents`)
    await page.getByRole('searchbox').fill('48213')
    await page.getByRole('button', { name: 'Find incidents' }).click()
    await page.getByRole('link', { name: 'Checkout refuses some card payments' }).click()
    await customerField(page).fill('')
    await page.getByRole('button', { name: 'Link it' }).click()
    await expect(customerField(page)).toHaveAccessibleDescription(/The customer or ticket is empty/)
    await customerField(page).fill('ACME-9 Quay House')
    await page.getByRole('button', { name: 'Link it' }).click()
    await expect(page.getByText('ACME-9 is linked. 3 are linked now.')).toBeVisible()
    await expect(customerField(page)).toHaveValue('')
    await expect(page.getByRole('textbox', { name: 'As plain text' })).toHaveValue(/Cards of one bank/)
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
    await told(page, 'Ticket 48213, Harbour Books').click()
    await expect(page).toHaveURL(/#customer-[a-z0-9]{12}$/)
    await expect(page.getByText('3 linked, 1 still to tell.')).toBeVisible()
  })
})
