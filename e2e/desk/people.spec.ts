import { addTeam } from '#db/demo/actors'
import { page as pageTable } from '#db/schema/page'
import { sessions } from '#db/schema/people'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test, withNewPage } from '../fixtures.ts'
import { forgetTries, givePassword, typePassword } from '../people.ts'

const dana = 'dana@acme.example'
const password = 'four plain words together'
const yearMs = 365 * 24 * 3_600_000

let server: CandorServer

test.beforeEach(async () => {
  server = await startCandor(
    makeDataFolder((db) => {
      addTeam(db, Date.now())
      db.update(pageTable)
        .set({ createdAt: Date.now() - yearMs - 1 })
        .run()
    }),
  )
  await givePassword(server, dana, password)
})

test.afterEach(async ({ page }) => {
  await page.goto('about:blank')
  await discard(server)
})

test('somebody is invited, joins, gets another role, and is out at once when deactivated', async ({
  page,
  customer: theirs,
  browser,
  signIn,
}) => {
  await signIn(server, page, dana)
  await page.goto(`${server.url}/admin`)
  await page.getByRole('banner').getByRole('link', { name: 'People' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('vic@acme.example')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveAccessibleDescription(/on the team already/)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('toni@acme.example')
  await page.getByRole('group', { name: 'Role' }).last().getByText('Support', { exact: true }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const handedOver = await page.getByLabel(/^The link/).inputValue()
  expect(handedOver).toMatch(/\/admin\/invitation\/[\w-]{32}$/)
  // Cookies belong to a host's name, and the test's server has two.
  const link = server.url + new URL(handedOver).pathname
  await expect(page.getByText('Support, invited by Dana Whitfield')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(/^The link/)).toHaveCount(0)

  await theirs.goto(link)
  await expect(theirs.getByText('You are invited as support, and will sign in with toni@acme.example.')).toBeVisible()
  await theirs.getByLabel('Password').fill('too short')
  await theirs.getByRole('button', { name: 'Join and sign in' }).click()
  await expect(theirs.getByLabel('Your name')).toHaveAccessibleDescription(/Your name is empty/)
  await expect(theirs.getByLabel('Password')).toHaveAccessibleDescription(/at least 12/)
  await theirs.getByLabel('Your name').fill('Toni Amsel')
  await theirs.getByLabel('Password').fill('quite another sentence')
  await theirs.getByRole('button', { name: 'Join and sign in' }).click()
  await expect(theirs.getByRole('heading', { name: 'What is open now' })).toBeVisible()
  await expect(theirs.getByRole('banner').getByRole('link', { name: 'People' })).toHaveCount(0)
  await theirs.goto(`${server.url}/admin/people`)
  await expect(theirs.getByText(/needs the role owner; you have support/)).toBeVisible()
  await withNewPage(browser, async (stranger) => {
    await stranger.goto(link)
    await expect(stranger.getByRole('heading', { name: 'This invitation doesn’t work' })).toBeVisible()
  })

  // More rights: they sign in anew.
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'toni@acme.example' })
  await row.getByText('Change the role…').click()
  await row.getByText('Responder', { exact: true }).click()
  await row.getByRole('button', { name: 'Change the role of Toni Amsel' }).click()
  await expect(row.getByText('Toni Amsel has the role responder now.')).toBeVisible()
  await theirs.goto(`${server.url}/admin/incidents/new`)
  await expect(theirs).toHaveURL(/\/admin\/sign-in\?next=/)
  await typePassword(theirs, 'toni@acme.example', 'quite another sentence')
  await expect(theirs.getByRole('heading', { name: 'Open an incident' })).toBeVisible()

  await row.getByText('Deactivate…').click()
  await row.getByRole('button', { name: 'Deactivate Toni Amsel' }).click()
  await expect(page.getByRole('heading', { name: 'Deactivated' })).toBeVisible()
  await theirs.reload()
  await expect(theirs).toHaveURL(/\/admin\/sign-in\?next=/)
  forgetTries(server)
  await typePassword(theirs, 'toni@acme.example', 'quite another sentence')
  await expect(theirs.getByText(/don’t belong together/)).toBeVisible()
})

test('the last owner stays, and a review of access is confirmed', async ({ page, signIn }) => {
  await signIn(server, page, dana)
  await page.goto(`${server.url}/admin`)
  await page.getByText('The yearly review of who has access is overdue.').getByRole('link').click()
  const row = page.getByRole('listitem').filter({ hasText: dana })
  await row.getByText('Deactivate…').click()
  await row.getByRole('button', { name: 'Deactivate Dana Whitfield' }).click()
  await expect(row.getByText('Dana Whitfield is the last owner')).toBeVisible()
  await row.getByText('Change the role…').click()
  await row.getByText('Viewer', { exact: true }).click()
  await row.getByRole('button', { name: 'Change the role of Dana Whitfield' }).click()
  await expect(row.getByText('Dana Whitfield is the last owner').last()).toBeVisible()

  await page.getByRole('button', { name: 'Confirm the access of all 4 people' }).click()
  await expect(page.getByText('Confirmed. The next review is due in a year.')).toBeVisible()
  await page.goto(`${server.url}/admin`)
  await expect(page.getByText('The yearly review of who has access is overdue.')).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('whoever signed in long ago confirms that it is them first, and loses nothing', async ({ page, context }) => {
    await page.goto(`${server.url}/admin/sign-in?next=/admin/people`)
    await typePassword(page, dana, password)
    const db = openForTest(server.dataDir)
    db.update(sessions)
      .set({ createdAt: new Date(Date.now() - 3_600_000) })
      .run()
    db.$client.close()
    await page.getByRole('textbox', { name: 'E-mail' }).fill('toni@acme.example')
    await page.getByRole('button', { name: 'Make the link' }).click()
    const opened = context.waitForEvent('page')
    await page.getByRole('link', { name: /Confirm that it is you/ }).click()
    const confirm = await opened
    await confirm.getByLabel('Your password').fill('something else entirely')
    await confirm.getByRole('button', { name: 'Confirm' }).click()
    await expect(confirm.getByLabel('Your password')).toHaveAccessibleDescription(/not your password/)
    await confirm.getByLabel('Your password').fill(password)
    await confirm.getByRole('button', { name: 'Confirm' }).click()
    await expect(confirm.getByText('Close this tab')).toBeVisible()
    await confirm.close()
    await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('toni@acme.example')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect(page.getByLabel(/^The link/)).toHaveValue(/\/admin\/invitation\//)
  })
})
