import type { Page } from '@playwright/test'
import { addTeam } from '#db/demo/actors'
import { sessions } from '#db/schema/people'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { forgetTries } from '../people.ts'
import { answerTo, clientId, clientSecret, freePort, startProvider, type TestProvider } from '../provider.ts'

const noor = { email: 'noor@acme.example', email_verified: true, name: 'Noor Haddad', groups: ['ops'] }

/** One page and one provider for all: one test after the other. */
test.describe.configure({ mode: 'serial' })

let server: CandorServer
let provider: TestProvider

test.beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  provider = await startProvider(`${url}/admin/sign-in/return`, providerPort)
  const dataDir = makeDataFolder((db) => void addTeam(db, Date.now()))
  server = await startCandor(dataDir, { PORT: String(port), CANDOR_URL: url })
})

test.beforeEach(() => {
  provider.people = { 'noor-1': { ...noor } }
  provider.signedIn = 'noor-1'
  provider.signedInAt = undefined
  forgetTries(server)
})

test.afterAll(async () => {
  await discard(server)
  await provider.goDown()
})

test('an owner names the provider and who gets in', async ({ page, signIn }) => {
  await signIn(server, page, 'dana@acme.example')
  await page.goto(`${server.url}/admin/settings/single-sign-on`)
  await page.getByRole('textbox', { name: 'Issuer' }).fill(provider.issuer)
  await page.getByRole('textbox', { name: 'Client id' }).fill(clientId)
  await page.getByLabel('Client secret').fill(clientSecret)
  await page.getByRole('textbox', { name: 'Scopes' }).fill('openid email profile groups')
  await page.getByRole('textbox', { name: 'Name of the provider' }).fill('Acme')
  await page.getByRole('button', { name: 'Save the provider' }).click()
  await expect(page.getByText(/It is saved: try it/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Groups and roles' }).fill('owner heads\nresponder ops')
  await page.getByRole('button', { name: 'Save who gets in' }).click()
  await expect(page.getByText(/from each person’s next sign-in/)).toBeVisible()
})

test('who was to be asked anew and was not is told so, and nothing is confirmed', async ({ page }) => {
  await signInAtProvider(page)
  const confirmed = () => readFrom((db) => db.select({ at: sessions.confirmedAt }).from(sessions).all())
  const before = confirmed()
  // The provider lets in whoever signed in there an hour ago.
  provider.signedInAt = Math.floor(Date.now() / 1_000) - 3_600
  await page.goto(`${server.url}/admin/confirm?next=/admin/incidents`)
  await page.getByRole('link', { name: 'Confirm with Acme' }).click()
  await expect(page).toHaveURL(/\/admin\/confirm\?problem=not_anew&next=%2Fadmin%2Fincidents/)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('did not ask you again who you are')
  // Somebody takes the wish out of the address on its way there.
  provider.signedInAt = undefined
  const answer = await answerTo(page, server.url, removeWish, '?anew=1')
  await page.goto(answer)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('did not ask you again who you are')
  expect(confirmed()).toEqual(before)
})

test('whoever signed in at the provider long ago is let in, and asked anew before something dangerous', async ({
  page,
}) => {
  provider.people['noor-1'] = { ...noor, groups: ['heads'] }
  provider.signedInAt = Math.floor(Date.now() / 1_000) - 3_600
  await signInAtProvider(page)
  const save = async () => {
    await page.getByRole('group', { name: 'Who must have' }).getByText('Nobody').click()
    await page.getByRole('button', { name: 'Save who must have one' }).click()
  }
  await page.goto(`${server.url}/admin/people`)
  await save()
  await expect(page.getByRole('link', { name: 'Confirm that it is you (opens a new tab)' })).toBeVisible()
  provider.signedInAt = undefined
  await page.goto(`${server.url}/admin/confirm?next=/admin/people`)
  await page.getByRole('link', { name: 'Confirm with Acme' }).click()
  await expect(page).toHaveURL(`${server.url}/admin/people`)
  await save()
  await expect(page.getByText('Saved. It holds from everybody’s next click.')).toBeVisible()
})

test('from one address as many sign-ins are begun as passwords are tried', async ({ page }) => {
  const begin = () => page.request.get(`${server.url}/admin/sign-in/provider`, { maxRedirects: 0 })
  for (let time = 0; time < 30; time++) {
    expect((await begin()).headers().location).toContain(provider.issuer)
  }
  expect((await begin()).headers().location).toMatch(/^\/admin\/sign-in\?problem=too_many/)
  await page.goto(`${server.url}/admin/sign-in?problem=too_many`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Wait ten minutes')
})

async function signInAtProvider(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/sign-in`)
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await expect(page).not.toHaveURL(/\/provider|\/interaction/)
}

/** As whoever sits at the browser can, in its address line. */
function removeWish({ searchParams }: URL): void {
  for (const name of ['prompt', 'max_age']) searchParams.delete(name)
}

function readFrom<Result>(read: (db: ReturnType<typeof openForTest>) => Result): Result {
  const db = openForTest(server.dataDir)
  const result = read(db)
  db.$client.close()
  return result
}
