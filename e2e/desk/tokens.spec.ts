import type { Page } from '@playwright/test'
import type { CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

const token = (page: Page) => page.getByRole('textbox', { name: /The token; keep it/ })

/** What the management API answers to a token. */
async function askAs(server: CandorServer, value: string, path = '/v1/pages'): Promise<number> {
  return (await fetch(server.url + path, { headers: { authorization: `OAuth ${value}` } })).status
}

test('an owner makes a token, sees it once, and ends it; the program that had it is refused from then on', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  await page.getByRole('link', { name: 'API tokens' }).first().click()

  await test.step('what is missing is said, and what was chosen stays', async () => {
    await page.getByText('Only some', { exact: true }).first().click()
    await page.getByRole('checkbox', { name: 'Read the page’s settings' }).check()
    await page.getByRole('button', { name: 'Make the token' }).click()
    await expect(page.getByRole('textbox', { name: 'What is it for?' })).toHaveAccessibleDescription(
      /The name is empty/,
    )
    await expect(page.getByRole('checkbox', { name: 'Read the page’s settings' })).toBeChecked()
  })

  const value = await test.step('the token is shown once', async () => {
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('Deploy pipeline')
    await page.getByRole('button', { name: 'Make the token' }).click()
    await expect(token(page)).toHaveValue(/^cndr_[A-Za-z0-9]{43}$/)
    const shown = await token(page).inputValue()
    await page.reload()
    await expect(token(page)).toBeHidden()
    await expect(page.getByRole('main')).not.toContainText(shown)
    return shown
  })

  await test.step('it does what its scope says, and no more', async () => {
    expect(await askAs(candor, value)).toBe(200)
    expect(await askAs(candor, value, '/v1/tokens')).toBe(403)
    await page.reload()
    await expect(page.getByRole('listitem').filter({ hasText: 'Deploy pipeline' })).toContainText('from 127.0.0.1')
  })

  await test.step('revoked, it is refused', async () => {
    await page.getByText('Revoke…').first().click()
    await expect(page.getByText('Whatever uses Deploy pipeline is refused')).toBeVisible()
    await page.getByRole('button', { name: 'Revoke Deploy pipeline' }).click()
    await expect(page.getByRole('heading', { name: 'Tokens that ended' })).toBeVisible()
    expect(await askAs(candor, value)).toBe(401)
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a token is made and shown once, too', async ({ page, sharedCandor, signIn }) => {
    await signIn(sharedCandor, page, 'dana@acme.example')
    await page.goto(`${sharedCandor.url}/admin/tokens`)
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('Cron')
    await page.getByRole('button', { name: 'Make the token' }).click()
    await expect(token(page)).toHaveValue(/^cndr_/)
  })
})

test('nobody but an owner sees tokens', async ({ page, sharedCandor, signIn }) => {
  await signIn(sharedCandor, page, 'priya@acme.example')
  await page.goto(`${sharedCandor.url}/admin/tokens`)
  await expect(page.getByRole('main')).toContainText('needs the role owner')
  await expect(page.getByRole('button', { name: 'Make the token' })).toBeHidden()
})
