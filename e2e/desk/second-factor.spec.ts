import { addTeam } from '#db/demo/actors'
import { discard, makeDataFolder, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { forgetTries, givePassword, typePassword } from '../people.ts'
import { codeOf, setUpSecondFactor, typeCode } from '../second-factor.ts'

const dana = 'dana@acme.example'
const priya = 'priya@acme.example'
const password = 'four plain words together'

let server: CandorServer

test.beforeEach(async () => {
  server = await startCandor(makeDataFolder((db) => void addTeam(db, Date.now())))
  for (const email of [dana, priya]) await givePassword(server, email, password)
})

test.afterEach(async ({ page }) => {
  await page.goto('about:blank')
  await discard(server)
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('a second factor is set up, asked for, and has backup codes that work once', async ({ page }) => {
      await page.goto(`${server.url}/admin/sign-in?next=/admin/account/second-factor`)
      await typePassword(page, priya, password)
      await expect(page.getByRole('img', { name: /QR code/ })).toHaveCount(0)
      const { key, backupCodes } = await setUpSecondFactor(page, password)
      expect(backupCodes).toHaveLength(10)
      const signOut = async () => {
        await page.getByRole('button', { name: 'Sign out', exact: true }).click()
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
        forgetTries(server)
        await page.goto(`${server.url}/admin/sign-in?next=/admin/incidents`)
        await typePassword(page, priya, password)
        await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible()
      }
      await signOut()
      await page.goto(`${server.url}/admin/incidents`)
      await expect(page).toHaveURL(/\/admin\/sign-in\?next=/)
      await page.goto(`${server.url}/admin/sign-in/second-factor?next=/admin/incidents`)
      await typeCode(page, '000000')
      await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/not right/)
      const code = await codeOf(key, { ahead: 1 })
      await typeCode(page, code)
      await expect(page).toHaveURL(`${server.url}/admin/incidents`)
      await signOut()
      await typeCode(page, code)
      await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/used already/)
      const [backupCode = ''] = backupCodes
      await typeCode(page, backupCode)
      await expect(page).toHaveURL(`${server.url}/admin/incidents`)
      await signOut()
      await typeCode(page, backupCode)
      await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/used already/)
    })
  })
}

test('whoever must have a second factor sets it up before anything else, and an owner resets it', async ({
  page,
  customer: theirs,
}) => {
  await theirs.goto(`${server.url}/admin/sign-in`)
  await typePassword(theirs, priya, password)
  await expect(theirs).toHaveURL(`${server.url}/admin`)

  await page.goto(`${server.url}/admin/sign-in?next=/admin/people`)
  await typePassword(page, dana, password)
  await page.getByRole('group', { name: 'Who must have' }).getByText('Owners and responders').click()
  await page.getByRole('button', { name: 'Save who must have one' }).click()
  await expect(page).toHaveURL(/\/admin\/account\/second-factor$/)
  await setUpSecondFactor(page, password)

  await theirs.goto(`${server.url}/admin/incidents/new`)
  await expect(theirs).toHaveURL(/\/admin\/account\/second-factor$/)
  await expect(theirs.getByText('Set up a second factor first.')).toBeVisible()
  await setUpSecondFactor(theirs, password)
  await theirs.getByRole('link', { name: 'Go on' }).click()
  await expect(theirs.getByRole('heading', { name: 'What is open now' })).toBeVisible()

  await page.goto(`${server.url}/admin/people`)
  const row = page.getByRole('listitem').filter({ hasText: priya })
  await row.getByText('Reset the second factor…').click()
  await row.getByRole('button', { name: 'Reset the second factor of Priya Raman' }).click()
  await expect(row.getByText('asked for, not set up')).toBeVisible()
  await theirs.reload()
  await expect(theirs).toHaveURL(/\/admin\/sign-in/)
  await typePassword(theirs, priya, password)
  await expect(theirs).toHaveURL(/\/admin\/account\/second-factor$/)
})
