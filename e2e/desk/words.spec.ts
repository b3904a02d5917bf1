import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject', exact: true })
const opening = (page: Page) => page.getByRole('textbox', { name: 'Opening', exact: true })
const look = (page: Page) => page.getByRole('button', { name: 'Look, then save', exact: true })
const mail = (page: Page) => page.frameLocator('iframe[title="How the mail looks"]')

test('an owner writes what mails say, looks at one of a real incident, and takes it back', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  await page.getByRole('link', { name: 'words of messages' }).click()
  await page.getByRole('link', { name: 'Update of an incident' }).click()
  await expect(page.getByText('With what is on the page.')).toBeVisible()
  await expect(mail(page).getByText('Read it on the page')).toBeVisible()

  await test.step('a variable that there is not is named with its line', async () => {
    await opening(page).fill('Hello\n{{titel}}')
    await look(page).click()
    await expect(opening(page)).toHaveAccessibleDescription(
      /Line 2: \{\{titel\}\} is no variable here\. There are: page/,
    )
    await expect(opening(page)).toHaveValue('Hello\n{{titel}}')
    await expectAccessible(page, 'words with a mistake')
  })

  await test.step('a look shows the mail, in its style, before anything is saved', async () => {
    await subject(page).fill('{{page}}: {{title}}')
    await opening(page).fill('A word from **{{page}}**.')
    await look(page).click()
    await expect(page.getByRole('heading', { name: 'So it would read' })).toBeFocused()
    const form = page.locator('form').filter({ hasText: 'So it would read' })
    await expect(form.getByText(/^Acme Status: /)).toBeVisible()
    const shown = mail(page).first()
    await expect(shown.getByText('A word from Acme Status.')).toBeVisible()
    await expect(shown.locator('.panel')).toHaveCSS('border-top-width', '1px')
    await expectAccessible(page, 'a look at words')
  })

  await test.step('saved, the page says so, and so does the list', async () => {
    await page.getByRole('button', { name: 'Save these words' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
    await expect(subject(page)).toHaveValue('{{page}}: {{title}}')
    await page.goto(`${candor.url}/admin/settings/words`)
    await expect(page.getByRole('listitem').filter({ hasText: 'Update of an incident' })).toContainText('own words')
  })

  await test.step('one button gives Candor’s words back', async () => {
    await page.getByRole('link', { name: 'Update of an incident' }).click()
    await page.getByRole('button', { name: 'Back to Candor’s words' }).click()
    await expect(page.getByRole('button', { name: 'Back to Candor’s words' })).toBeHidden()
    await expect(subject(page)).toHaveValue('')
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('words are looked at and saved all the same', async ({ page, candor, signIn }) => {
    await signIn(candor, page, 'dana@acme.example')
    await page.goto(`${candor.url}/admin/settings/words/chat`)
    await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('{{state}}: {{title}}')
    await look(page).click()
    await expect(page.getByRole('heading', { name: 'So it would read' })).toBeVisible()
    await page.getByRole('button', { name: 'Save these words' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
    await page.goto(`${candor.url}/admin/settings/words/chat`)
    await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveValue('{{state}}: {{title}}')
  })
})

test('whoever is no owner reads that they may not', async ({ page, candor, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/settings/words/update`)
  await expect(page.getByText(/needs the role owner/)).toBeVisible()
})
