import type { Page } from '@playwright/test'
import { desc, eq } from 'drizzle-orm'
import { addTeam } from '#db/demo/actors'
import { auditLog } from '#db/schema/audit'
import { people, sessions } from '#db/schema/people'
import { singleSignOn } from '#db/schema/single-sign-on'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'
import { forgetTries, givePassword, typePassword } from '../people.ts'
import { answerTo, clientId, clientSecret, freePort, startProvider, type TestProvider } from '../provider.ts'

const dana = 'dana@acme.example'
const password = 'four plain words together'
const noor = { email: 'noor@acme.example', email_verified: true, name: 'Noor Haddad', groups: ['ops'] }

/** The provider goes down and up again, and everybody's rights change: one test after the other. */
test.describe.configure({ mode: 'serial' })

let server: CandorServer
let provider: TestProvider

test.beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  provider = await startProvider(`${url}/admin/sign-in/return`, providerPort)
  const dataDir = makeDataFolder((db) => void addTeam(db, Date.now()))
  server = await startCandor(dataDir, { PORT: String(port), CANDOR_URL: url })
  await givePassword(server, dana, password)
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

test('an owner names the provider: what is wrong with it is said before it is saved', async ({ page, signIn }) => {
  await signIn(server, page, dana)
  await page.goto(`${server.url}/admin/settings`)
  await page.getByRole('link', { name: 'single sign-on' }).click()
  await expect(page.getByRole('textbox', { name: 'Redirect address' })).toHaveValue(
    `${server.url}/admin/sign-in/return`,
  )
  const issuer = page.getByRole('textbox', { name: 'Issuer' })
  for (const [address, says] of provider.wrongIssuers(server.url)) {
    await issuer.fill(address)
    await page.getByRole('button', { name: 'Try it' }).click()
    await expect(issuer, address).toHaveAccessibleDescription(says)
  }
  await issuer.fill(`${provider.issuer}/.well-known/openid-configuration`)
  await page.getByRole('textbox', { name: 'Client id' }).fill(clientId)
  await page.getByLabel('Client secret').fill(clientSecret)
  await page.getByRole('textbox', { name: 'Scopes' }).fill('openid email profile groups')
  await page.getByRole('textbox', { name: 'Name of the provider' }).fill('Acme')
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByText(/answers as a provider\. Nothing is saved yet/)).toBeVisible()
  expect(readFrom((db) => db.select().from(singleSignOn).all())).toEqual([])
  await page.getByRole('button', { name: 'Save the provider' }).click()
  await expect(page.getByText(/It is saved: try it/)).toBeVisible()

  await page.getByRole('textbox', { name: 'Groups and roles' }).fill('ops')
  await page.getByRole('button', { name: 'Save who gets in' }).click()
  await expect(page.getByRole('textbox', { name: 'Groups and roles' })).toHaveAccessibleDescription(/no role/)
  await page.getByRole('textbox', { name: 'Groups and roles' }).fill('owner heads\nresponder ops\nviewer everybody')
  await page.getByRole('button', { name: 'Save who gets in' }).click()
  await expect(page.getByText(/from each person’s next sign-in/)).toBeVisible()

  // The secret is shown nowhere again, and is kept where none is typed.
  await page.reload()
  expect(await page.content()).not.toContain(clientSecret)
  await expect(page.getByLabel(/Client secret/)).toHaveValue('')
  expect(JSON.stringify(readFrom((db) => db.select().from(auditLog).all()))).not.toContain(clientSecret)
  expect(readFrom(readSingleSignOn)?.clientSecret).not.toContain(clientSecret)
  expect(JSON.stringify(server.logLines)).not.toContain(clientSecret)
})

test('whoever comes for the first time has the role of their group, and lands where they wanted to', async ({
  page,
}) => {
  await page.goto(`${server.url}/admin/maintenance`)
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await expect(page).toHaveURL(`${server.url}/admin/maintenance`)
  await expect(page.getByRole('link', { name: /^Noor Haddad ?, responder$/ })).toBeVisible()
  const cookies = await page.context().cookies(server.url)
  expect(cookies.map(({ name }) => name).filter((name) => name.includes('single-sign-on'))).toEqual([])
  expect(cookies.find(({ name }) => name.includes('session_token'))).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(readFrom((db) => db.select().from(sessions).all()).at(-1)?.singleSignOnAt).toBeGreaterThan(0)
  await page.goto(`${server.url}/admin/account`)
  await expect(page.getByText(/You sign in with Acme.*So you have no password/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Set the password' })).toHaveCount(0)
  // Before something dangerous it is the provider that asks again who sits there.
  await page.goto(`${server.url}/admin/confirm?next=/admin/incidents`)
  await page.getByRole('link', { name: 'Confirm with Acme' }).click()
  await expect(page).toHaveURL(`${server.url}/admin/incidents`)
})

test('another group gives another role at the next sign-in, and of several the highest counts', async ({ page }) => {
  provider.people['noor-1'] = { ...noor, groups: ['everybody'] }
  await signInAtProvider(page)
  await expect(page.getByRole('link', { name: /^Noor Haddad ?, viewer$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  provider.people['noor-1'] = { ...noor, groups: ['everybody', 'ops'] }
  await signInAtProvider(page)
  await expect(page.getByRole('link', { name: /^Noor Haddad ?, responder$/ })).toBeVisible()
})

test('whoever left all groups is refused and signed out everywhere, and comes back with the group', async ({
  page,
  customer: phone,
}) => {
  await signInAtProvider(phone)
  provider.people['noor-1'] = { ...noor, groups: ['sales'] }
  await signInAtProvider(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'none of your groups in Acme has a role on this page',
  )
  await phone.goto(`${server.url}/admin`)
  await expect(phone).toHaveURL(/\/admin\/sign-in/)
  expect(person(noor.email)?.deactivatedAt).toBeGreaterThan(0)
  provider.people['noor-1'] = { ...noor }
  await signInAtProvider(phone)
  await expect(phone.getByRole('link', { name: /^Noor Haddad ?, responder$/ })).toBeVisible()
})

test('the last owner stays one, whatever the provider says', async ({ page }) => {
  provider.people['dana-1'] = { ...noor, email: dana, name: 'Dana', groups: ['ops'] }
  provider.signedIn = 'dana-1'
  await signInAtProvider(page)
  await expect(page.getByRole('link', { name: /^Dana Whitfield ?, owner$/ })).toBeVisible()
  const [row] = readFrom((db) =>
    db.select().from(auditLog).where(eq(auditLog.action, 'single_sign_on.keep_owner')).all(),
  )
  expect(row).toMatchObject({ actorName: 'Single sign-on', subjectId: person(dana)?.id })
})

test('an address that the provider does not call verified lets nobody in', async ({ page }) => {
  const before = readFrom((db) => db.select().from(people).all())
  provider.people['mallory-1'] = { ...noor, email: 'priya@acme.example', email_verified: false, groups: ['heads'] }
  provider.signedIn = 'mallory-1'
  await signInAtProvider(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'does not say that your e-mail address was verified',
  )
  expect(readFrom((db) => db.select().from(people).all())).toEqual(before)
})

test('whoever goes back at the provider is told so', async ({ page }) => {
  provider.signedIn = null
  await signInAtProvider(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('did not let you in')
})

test('an answer that this browser did not ask for, or that is not of its attempt, is refused', async ({ page }) => {
  await page.goto(`${server.url}/admin/sign-in/return?code=stolen&state=guessed`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('not begun in this browser')

  // The answer to one attempt, given to a browser that began another.
  const stolen = await answerTo(page, server.url)
  await page.context().clearCookies()
  await page.goto(stolen)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('not begun in this browser')
  await answerTo(page, server.url)
  await page.goto(stolen)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('not begun in this browser')

  // The same state, and an ID token that was made for another attempt: its nonce is not ours.
  await page.context().clearCookies()
  const answer = await answerTo(page, server.url, (url) => url.searchParams.set('nonce', 'of-another-attempt'))
  await page.goto(answer)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('did not hold up')
  await expect(page).toHaveURL(/\/admin\/sign-in/)
  await server.waitForLog(({ msg }) => msg === 'an answer of the provider was not believed')

  // A code that is sent twice was used up.
  await page.context().clearCookies()
  const once = await answerTo(page, server.url)
  const cookies = await page.context().cookies(server.url)
  await page.goto(once)
  await expect(page).toHaveURL(`${server.url}/admin`)
  await page.context().clearCookies()
  await page.context().addCookies(cookies)
  await page.goto(once)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('did not hold up')
})

test('the way back leads nowhere but into the admin area', async ({ page }) => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/admin/sign-in/return?x=1']) {
    await page.goto(`${server.url}/admin/sign-in/provider?next=${encodeURIComponent(next)}`)
    await expect(page, next).toHaveURL(`${server.url}/admin`)
    await page.context().clearCookies()
  }
})

test('while the provider is down the sign-in page says so at once, and passwords still work', async ({ page }) => {
  await provider.goDown()
  await page.goto(`${server.url}/admin/sign-in`)
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Acme does not answer')
  await typePassword(page, dana, password)
  await expect(page).toHaveURL(`${server.url}/admin`)
  await provider.start()
})

test('only single sign-on needs an owner for emergencies, who alone gets in by password', async ({
  page,
  customer: stranger,
  signIn,
}) => {
  await givePassword(server, 'priya@acme.example', password)
  await signIn(server, page, dana)
  await signIn(server, stranger, 'priya@acme.example')
  await page.goto(`${server.url}/admin/settings/single-sign-on`)
  await expect(page.getByText('Before only single sign-on can be allowed')).toBeVisible()
  await page.getByRole('button', { name: 'Mark for emergencies' }).click()
  await expect(page.getByText('Take the mark from Dana Whitfield')).toBeAttached()
  await page.getByText('Allow only single sign-on…').click()
  await expect(page.getByText(/people are signed out by it|One person is signed out by it/)).toBeVisible()
  await page.getByRole('button', { name: 'Allow only single sign-on' }).click()
  await expect(page.getByText(/Only single sign-on is allowed: passwords/)).toBeVisible()

  await stranger.goto(`${server.url}/admin`)
  await expect(stranger).toHaveURL(/\/admin\/sign-in/)
  await expect(stranger.getByLabel('Password')).toHaveCount(0)
  await stranger.getByRole('link', { name: 'Emergency sign-in' }).click()
  const answers: string[] = []
  for (const [email, typed] of [
    ['priya@acme.example', password],
    ['priya@acme.example', 'something else entirely'],
    ['nobody@acme.example', password],
    [dana, 'something else entirely'],
  ] as const) {
    await typePassword(stranger, email, typed)
    answers.push(await stranger.getByText(/Nobody is let in with this address/).innerText())
    await stranger.reload()
  }
  expect(new Set(answers).size).toBe(1)

  await stranger.goto(`${server.url}/admin/link/some-token`)
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await expect(stranger.getByRole('main').getByRole('alert')).toContainText(
    'Links let nobody in while only single sign-on is allowed',
  )

  await provider.goDown()
  await stranger.goto(`${server.url}/admin/sign-in?way=password`)
  await typePassword(stranger, dana, password)
  await expect(stranger).toHaveURL(`${server.url}/admin`)
  await expect(stranger.getByText(/Dana Whitfield used the emergency sign-in, without the provider/)).toBeVisible()
  const [use] = readFrom((db) => db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1).all())
  expect(use).toMatchObject({ action: 'break_glass.use', actorName: 'Dana Whitfield' })
  await provider.start()

  await page.reload()
  await page.getByText('Take the mark away…').click()
  await page.getByRole('button', { name: 'Take the mark from Dana Whitfield' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'last owner who can sign in without the provider',
  )
  await page.getByText('Allow passwords again…').click()
  await page.getByRole('button', { name: 'Allow passwords again' }).click()
  await expect(page.getByText('Passwords and one-time links are allowed beside the provider')).toBeVisible()
})

async function signInAtProvider(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/sign-in`)
  await page.getByRole('link', { name: 'Sign in with Acme' }).click()
  await expect(page).not.toHaveURL(/\/provider|\/interaction/)
}

function readFrom<Result>(read: (db: ReturnType<typeof openForTest>) => Result): Result {
  const db = openForTest(server.dataDir)
  const result = read(db)
  db.$client.close()
  return result
}

function person(email: string) {
  return readFrom((db) => db.select().from(people).where(eq(people.email, email)).get())
}
