import type { Page } from '@playwright/test'
import { addTeam } from '#db/demo/actors'
import { discard, makeDataFolder, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test } from './fixtures.ts'
import { forgetTries, givePassword, typePassword } from './people.ts'

const dana = 'dana@acme.example'
const password = 'four plain words together'
const wrong = /This address and this password don’t belong together/

let server: CandorServer

test.beforeAll(async () => {
  server = await startCandor(makeDataFolder((db) => void addTeam(db, Date.now())))
  await givePassword(server, dana, password)
})

test.beforeEach(() => forgetTries(server))

test.afterAll(() => discard(server))

test('whoever signs in comes to where they wanted to go, and signing out ends it', async ({ page }) => {
  await page.goto(`${server.url}/admin/incidents?page=2`)
  await expect(page).toHaveURL(/\/admin\/sign-in\?next=/)
  await typePassword(page, dana.toUpperCase(), password)
  await expect(page).toHaveURL(/\/admin\/incidents(\?page=2)?$/)
  await page.goto(`${server.url}/admin/sign-in`)
  await expect(page).toHaveURL(`${server.url}/admin`)
  const [session] = (await page.context().cookies()).filter((cookie) => cookie.name.includes('session_token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.context().addCookies([session as NonNullable<typeof session>])
  await page.goto(`${server.url}/admin`)
  await expect(page).toHaveURL(/\/admin\/sign-in/)
})

test('a wrong password and an unknown address are answered alike', async ({ page }) => {
  await page.goto(`${server.url}/admin/sign-in`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveAccessibleDescription(/Write your e-mail address/)
  const answers: string[] = []
  for (const email of [dana, 'nobody@acme.example', 'priya@acme.example']) {
    await page.goto(`${server.url}/admin/sign-in`)
    await typePassword(page, email, 'something else entirely')
    answers.push(await page.getByText(wrong).innerText())
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(email)
  }
  expect(new Set(answers).size).toBe(1)
})

test('after ten tries even the right password has to wait, and an account that nobody has is answered alike', async ({
  page,
}) => {
  const answersFor = async (email: string, last: string) => {
    forgetTries(server)
    await page.goto(`${server.url}/admin/sign-in`)
    const answers = []
    for (const given of [...Array<string>(10).fill('something else entirely'), last]) {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await typePassword(page, email, given)
      const response = await answered
      const waits = response.headers()['retry-after']
      answers.push([response.status(), waits === undefined ? null : Number(waits) > 500])
      await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
    }
    return { answers, words: await page.getByRole('alert').filter({ hasText: /\w/ }).innerText() }
  }
  const known = await answersFor(dana, password)
  expect(known).toEqual({
    answers: [...Array<unknown>(10).fill([200, null]), [429, true]],
    words: 'Too many tries. Wait 10 minutes, then try again.',
  })
  expect(await answersFor('nobody@acme.example', password)).toEqual(known)
  await expect(page).toHaveURL(/sign-in/)
})

test('signing in leads nowhere but into the admin area', async ({ page }) => {
  const elsewhere = [
    'https://evil.example/admin',
    '//evil.example/admin',
    '/\\evil.example',
    '/admin/../incidents',
    '/admin/sign-in',
    'javascript:alert(1)',
  ]
  for (const next of elsewhere) {
    await page.goto(`${server.url}/admin/sign-in?next=${encodeURIComponent(next)}`)
    await typePassword(page, dana, password)
    await expect(page, next).toHaveURL(`${server.url}/admin`)
    await page.context().clearCookies()
  }
  await page.goto(`${server.url}/admin/sign-in`)
  await page.locator('input[name="next"]').evaluate((field: HTMLInputElement) => (field.value = '//evil.example/'))
  await typePassword(page, dana, password)
  await expect(page).toHaveURL(`${server.url}/admin`)
})

test('whoever came by a link sets a password, and comes back with it', async ({ page, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await page.goto(`${server.url}/admin/account`)
  await page.getByLabel('New password').fill('too short')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/has 9 characters; at least 12/)
  await page.getByLabel('New password').fill('quite another sentence')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Your password is set.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await typePassword(page, 'priya@acme.example', 'quite another sentence')
  await expect(page.getByRole('heading', { name: 'What is open now' })).toBeVisible()
})

test('a new password signs all other devices out', async ({ page, customer: phone }) => {
  await signInBoth(page, phone)
  await page.goto(`${server.url}/admin/account`)
  await page.getByLabel('Current password').fill('not the one it is')
  await page.getByLabel('New password').fill('five other words than those')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/not your current password/)
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill('five other words than those')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await phone.reload()
  await expect(phone).toHaveURL(/\/admin\/sign-in/)
  await typePassword(phone, dana, password)
  await expect(phone.getByText(wrong)).toBeVisible()
  await page.goto(`${server.url}/admin/account`)
  await expect(page.getByText('Your password is changed')).toBeHidden()

  await page.getByLabel('Current password').fill('five other words than those')
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
})

test('a device that was lost is signed out from another one', async ({ page, customer: phone }) => {
  await signInBoth(page, phone)
  await page.goto(`${server.url}/admin/account`)
  const others = page.getByRole('button', { name: /^Sign out Chrome on/ })
  while ((await others.count()) > 0) {
    const before = await others.count()
    await others.first().click()
    await expect(others).toHaveCount(before - 1)
  }
  await phone.reload()
  await expect(phone).toHaveURL(/\/admin\/sign-in/)
  await page.reload()
  await expect(page.getByText('this one')).toBeVisible()
})

test('all other devices are signed out at once', async ({ page, customer: phone }) => {
  await signInBoth(page, phone)
  await page.goto(`${server.url}/admin/account`)
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(page.getByRole('button', { name: 'Sign out all others' })).toHaveCount(0)
  await phone.reload()
  await expect(phone).toHaveURL(/\/admin\/sign-in/)
  await page.reload()
  await expect(page.getByText('this one')).toBeVisible()
})

async function signInBoth(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await page.goto(`${server.url}/admin/sign-in`)
    await typePassword(page, dana, password)
    await expect(page).toHaveURL(`${server.url}/admin`)
  }
}
