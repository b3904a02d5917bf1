import { addTeam, makePerson } from '#db/demo/actors'
import { makeComponent } from '#db/demo/makers'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { componentRow, headline, incidentCard } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { choose, openIncident, postUpdate, publish, statusOf, writeIncident } from './responder.ts'

const dayMs = 86_400_000

let server: CandorServer

/** A quiet page: what a test opens, it resolves. */
test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    const begin = Date.now() - 30 * dayMs
    addTeam(db, begin)
    makePerson(db, { name: 'Rosa Lind', email: 'rosa@acme.example', role: 'responder' }, begin)
    for (const name of ['Website', 'Checkout', 'Search']) makeComponent(db, { name }, begin)
  })
  server = await startCandor(dataDir)
})

test.afterAll(() => discard(server))

test('an incident lives from its first words to its end, and customers see each step', async ({
  page,
  customer,
  signIn,
}) => {
  const title = 'Search finds no new products'
  await signIn(server, page, 'priya@acme.example')

  await test.step('looked at, then published', async () => {
    await page.goto(`${server.url}/admin`)
    await page.getByRole('link', { name: 'Open an incident' }).click()
    await page.getByRole('textbox', { name: 'What do customers see?' }).fill(title)
    await statusOf(page, 'Search').selectOption('Partial outage')
    await page.getByRole('textbox', { name: 'What do they need to know?' }).fill('Older products are **all** found.')
    await page.getByRole('button', { name: 'Look, then publish' }).click()
    await expect(page.getByRole('heading', { name: 'This is what customers will see' })).toBeFocused()
    const preview = incidentCard(page, title)
    await expect(preview).toContainText('Older products are all found.')
    await expect(preview).toContainText('Next update by')
    await expect(page.getByText('Search goes from operational to partial outage.')).toBeVisible()
    await customer.goto(server.url)
    await expect(headline(customer)).toHaveText('All systems operational')
    await publish(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  })

  await test.step('customers read it at home and on its own page', async () => {
    await customer.reload()
    await expect(headline(customer)).toHaveText('Search has a partial outage')
    await expect(componentRow(customer, 'Search')).toContainText('Partial outage')
    await expect(componentRow(customer, 'Website')).toContainText('Operational')
    const card = incidentCard(customer, title)
    await expect(card).toContainText(
      /Investigating.*Older products are all found\..*Next update by (\d+ \w+, )?\d\d:\d\d UTC/s,
    )
    await card.getByRole('link', { name: title }).click()
    await expect(customer.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(customer.getByRole('main')).toContainText('Still open')
  })

  await test.step('identified, then nothing new, then more to say', async () => {
    await postUpdate(page, { state: 'Identified', text: 'The index stands still. We are building it anew.' })
    await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked()
    await page.getByRole('button', { name: 'Nothing new, still on it' }).click()
    await expect(page.getByText('Customers read now that you are still on it.')).toBeVisible()
    await postUpdate(page, { text: 'Half of the index is there.' })
    await customer.reload()
    await expect(customer.getByRole('region', { name: 'Updates' })).toContainText(
      /Update\b.*Half of the index is there\..*Update\b.*nothing new to tell yet.*Identified\b.*The index stands still\..*Investigating\b/s,
    )
  })

  await test.step('resolved: all is well, and the history keeps it', async () => {
    await postUpdate(page, { state: 'Resolved' })
    await expect(page.getByRole('group').filter({ hasText: 'Say more, or reopen it' })).toBeVisible()
    await customer.reload()
    await expect(customer.getByRole('main')).toContainText('Resolved')
    await expect(customer.getByRole('main')).not.toContainText('Next update by')
    await customer.goto(server.url)
    await expect(headline(customer)).toHaveText('All systems operational')
    await expect(componentRow(customer, 'Search')).toContainText('Operational')
    await customer.getByRole('link', { name: 'History', exact: true }).first().click()
    await expect(customer.getByRole('link', { name: title })).toBeVisible()
  })
})

test('a component stays affected until the last incident that holds it is resolved', async ({
  page,
  customer,
  signIn,
}) => {
  await signIn(server, page, 'priya@acme.example')
  const first = await openIncident(page, server, {
    title: 'Checkout refuses cards',
    components: { Checkout: 'Partial outage' },
  })
  const second = await openIncident(page, server, {
    title: 'Checkout is slow',
    components: { Checkout: 'Degraded performance' },
  })
  await page.goto(`${server.url}/admin/incidents/${first}`)
  await choose(page, 'Resolved')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(
    page.getByText('Checkout goes from partial outage to degraded performance, held by “Checkout is slow”.'),
  ).toBeVisible()
  await publish(page)
  await customer.goto(server.url)
  await expect(headline(customer)).toHaveText('Checkout has degraded performance')
  await expect(componentRow(customer, 'Checkout')).toContainText('Degraded performance')
  await page.goto(`${server.url}/admin/incidents/${second}`)
  await postUpdate(page, { state: 'Resolved', text: 'Checkout is as fast as ever.' })
  await customer.reload()
  await expect(headline(customer)).toHaveText('All systems operational')
  await customer.goto(`${server.url}/history?component=checkout`)
  for (const title of ['Checkout refuses cards', 'Checkout is slow']) {
    await expect(customer.getByRole('link', { name: title })).toBeVisible()
  }
})

test('whoever promises nothing is taken at their word', async ({ page, customer, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await writeIncident(page, server, { title: 'A short flicker of the website' })
  await choose(page, 'No promise')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page)
  await expect(page.getByText('None is promised.')).toBeVisible()
  await customer.goto(server.url)
  await expect(headline(customer)).toHaveText('A short flicker of the website')
  await expect(incidentCard(customer, 'A short flicker of the website')).toContainText('No further update is promised.')
  await postUpdate(page, { state: 'Resolved' })
})

test('an internal incident is there for the team and for nobody else', async ({ page, customer, signIn }) => {
  const title = 'Search: a disk fills up'
  await signIn(server, page, 'priya@acme.example')
  const id = await openIncident(page, server, { title, isInternal: true, components: { Search: 'Major outage' } })
  await expect(page.getByRole('main')).toContainText('internal')
  await customer.goto(server.url)
  await expect(headline(customer)).toHaveText('All systems operational')
  await expect(customer.getByText(title)).toHaveCount(0)
  expect((await customer.goto(`${server.url}/incidents/${id}`))?.status()).toBe(404)
  await signIn(server, customer, 'sam@acme.example')
  await customer.goto(`${server.url}/admin`)
  await expect(customer.getByRole('link', { name: title })).toBeVisible()
  await choose(page, 'Resolved')
  await page.getByRole('button', { name: 'Look, then save' }).click()
  await publish(page, 'Save it for the team only')
  await expect(page.getByText('Say more, or reopen it')).toBeVisible()
})

test('a mistake is said beside its field, a look can be taken back, and what was typed is kept', async ({
  page,
  signIn,
}) => {
  await signIn(server, page, 'priya@acme.example')
  await writeIncident(page, server, {
    title: ' ',
    text: 'It is slow.',
    components: { Website: 'Degraded performance' },
  })
  const title = page.getByRole('textbox', { name: 'What do customers see?' })
  const text = page.getByRole('textbox', { name: 'What do they need to know?' })
  await choose(page, 'Identified')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(title).toHaveAccessibleDescription(/The title is empty/)
  await page.getByRole('link', { name: /The title is empty/ }).click()
  await expect(title).toBeFocused()
  await title.fill('The website is slow')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(title).toHaveValue('The website is slow')
  await expect(text).toHaveValue('It is slow.')
  await expect(statusOf(page, 'Website')).toHaveValue('degraded_performance')
  await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked()
  await page.goto(`${server.url}/admin`)
  await expect(page.getByRole('link', { name: 'The website is slow' })).toHaveCount(0)
})

/** What support may do beside an incident, none of which customers see. */
const supportsButtons = ['Copy as plain text', 'Copy as Markdown', 'Link it', 'Turn the key off']

test('who may not publish finds no form for it', async ({ page, signIn, browser }) => {
  await signIn(server, page, 'priya@acme.example')
  const id = await openIncident(page, server, { title: 'Mails come late' })
  for (const person of ['sam', 'vic']) {
    const context = await browser.newContext()
    const other = await context.newPage()
    await signIn(server, other, `${person}@acme.example`)
    await other.goto(`${server.url}/admin`)
    await expect(other.getByRole('link', { name: 'Mails come late' })).toBeVisible()
    await expect(other.getByRole('link', { name: 'Open an incident' })).toHaveCount(0)
    for (const path of ['/admin/incidents/new', `/admin/incidents/${id}`, '/admin/maintenance/new']) {
      await other.goto(server.url + path)
      await expect(other.getByText(/needs the role responder; you have (support|viewer)/)).toBeVisible()
      const buttons = await other.getByRole('main').getByRole('button').allTextContents()
      expect(buttons.filter((words) => !supportsButtons.includes(words))).toEqual([])
    }
    await context.close()
  }
  await postUpdate(page, { state: 'Resolved' })
})

test('a form that is sent without the role or the session is refused, and nothing typed is lost', async ({
  page,
  customer,
  signIn,
}) => {
  await signIn(server, page, 'rosa@acme.example')
  const title = 'Checkout adds wrong taxes'
  await writeIncident(page, server, { title, text: 'Orders are corrected later.' })
  const text = page.getByRole('textbox', { name: 'What do they need to know?' })
  const look = page.getByRole('button', { name: 'Look, then publish' })
  const db = openForTest(server.dataDir)
  const setRole = db.$client.prepare(`update people set role = ? where email = 'rosa@acme.example'`)

  setRole.run('viewer')
  await look.click()
  await expect(page.getByText('This needs the role Responder; you have Viewer.')).toBeVisible()
  await expect(text).toHaveValue('Orders are corrected later.')
  setRole.run('responder')

  db.$client.prepare('delete from sessions').run()
  db.$client.close()
  await look.click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await expect(text).toHaveValue('Orders are corrected later.')
  await customer.goto(server.url)
  await expect(customer.getByText(title)).toHaveCount(0)

  await signIn(server, page, 'rosa@acme.example')
  await look.click()
  await publish(page)
  await customer.reload()
  await expect(incidentCard(customer, title)).toContainText('Orders are corrected later.')
})
