import { expect, test } from './fixtures.ts'
import { componentRow, headline, incidentCard } from './customer.ts'
import { postUpdate, writeIncident } from './responder.ts'

test.use({ javaScriptEnabled: false })

test('customers read everything: what happens, what is planned, every component, the last days, an incident, the history', async ({
  page,
  candor,
}) => {
  const { story, url } = candor
  await page.goto(url)
  await expect(headline(page)).toHaveText('Checkout has a partial outage')
  await expect(page.getByRole('main')).toContainText(/Next update by/)
  await expect(componentRow(page, 'Checkout')).toContainText('Partial outage')
  await expect(componentRow(page, 'Search')).toContainText('Operational')
  await expect(page.getByRole('main')).toContainText('No incidents reported.')
  await expect(page.getByRole('main')).toContainText(/As of/)
  await page.goto(`${url}/incidents/${story.incidents.current}`)
  await expect(page.getByRole('main')).toContainText('Identified')
  await expect(page.getByRole('main')).toContainText('Investigating')
  await page.goto(`${url}/incidents/${story.incidents.cardsRefused}`)
  await expect(page.getByRole('main')).toContainText('What happened?')
  await page.goto(`${url}/components/search`)
  await expect(headline(page)).toHaveText('Search')
  await expect(page.getByRole('img', { name: /^The last 90 days: operational on/ })).toBeVisible()
  await page.goto(`${url}/history`)
  const filter = page.getByRole('combobox', { name: /component/i })
  await filter.selectOption('Search')
  await page.getByRole('button', { name: 'Search the history' }).click()
  await expect(page).toHaveURL(/component=search/)
  await expect(page.getByRole('main')).toContainText('Search misses products added today')
  await expect(page.getByRole('main')).not.toContainText('Data exports take longer than usual')
})

test('a responder opens, updates and resolves an incident, and an error keeps what was typed', async ({
  page,
  candor,
  signIn,
  browser,
}) => {
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(candor, page, 'priya@acme.example')
  await writeIncident(page, candor, {
    title: '',
    text: 'Results are up to an hour old.',
    components: { Search: 'Degraded performance' },
  })
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('main')).toContainText(/The title is empty/)
  await expect(page.getByRole('textbox', { name: 'What do they need to know?' })).toHaveValue(
    'Results are up to an hour old.',
  )

  await page.getByRole('textbox', { name: 'What do customers see?' }).fill('Search shows old results')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(incidentCard(page, 'Search shows old results')).toContainText('Results are up to an hour old.')
  await reader.goto(candor.url)
  await expect(incidentCard(reader, 'Search shows old results')).toHaveCount(0)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page).toHaveURL(/\/admin\/incidents\/[a-z0-9]{12}/)
  await reader.goto(candor.url)
  await expect(incidentCard(reader, 'Search shows old results')).toContainText('Results are up to an hour old.')
  await expect(componentRow(reader, 'Search')).toContainText('Degraded performance')

  await postUpdate(page, { state: 'Monitoring', text: 'New products appear within a minute.' })
  await reader.goto(candor.url)
  await expect(incidentCard(reader, 'Search shows old results')).toContainText('New products appear within a minute.')

  await postUpdate(page, { state: 'Resolved', text: 'Search shows today’s products again.' })
  await reader.goto(candor.url)
  await expect(componentRow(reader, 'Search')).toContainText('Operational')
  await expect(reader.getByRole('main')).toContainText('Search shows old results')
  await reader.context().close()
})

test('a form that is sent after its session ended comes back as text to copy, and nothing is published', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'priya@acme.example')
  await writeIncident(page, candor, { title: 'Search is down', text: 'Products are found by their number.' })
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Nothing was saved/)
  await expect(page.getByRole('definition').filter({ hasText: 'Products are found by their number.' })).toBeVisible()
  await page.getByRole('link', { name: /sign in/i }).click()
  await expect(page).toHaveURL(/\/admin\/sign-in\?next=%2Fadmin%2Fincidents%2Fnew/)
  expect(await (await fetch(candor.url)).text()).not.toContain('Search is down')
})

test('somebody signs in with a password and out again', async ({ page, freshCandor }) => {
  const link = /http:\/\/localhost:\d+(\/admin\/setup\/\S+)/.exec(freshCandor.printed())?.[1] ?? ''
  await page.goto(freshCandor.url + link)
  await page.getByRole('textbox', { name: /page’s name|name of the page|page called/i }).fill('Harbour Status')
  await page.getByRole('textbox', { name: /components/i }).fill('Ferries\nTickets')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana')
  await page.getByRole('textbox', { name: /e-mail/i }).fill('dana@harbour.example')
  await page.getByLabel(/password/i).fill('a long enough password')
  await page.getByRole('button', { name: /set up/i }).click()
  await expect(page).toHaveURL(/\/admin$/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${freshCandor.url}/admin`)
  await expect(page).toHaveURL(/\/admin\/sign-in/)
  await page.getByRole('textbox', { name: /e-mail/i }).fill('dana@harbour.example')
  await page.getByLabel(/password/i).fill('a long enough password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/admin$/)
  const home = await fetch(freshCandor.url)
  expect(await home.text()).toContain('Ferries')
})
