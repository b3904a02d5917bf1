import type { Locator, Page } from '@playwright/test'
import { addTeam, makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident } from '#db/demo/makers'
import { page as pageTable } from '#db/schema/page'
import { postUpdate } from '#domain/incidents/incident-updates'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from './candor-server.ts'
import { expect, test, withNewPage } from './fixtures.ts'
import { publish } from './responder.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const titles = ['Late', 'Shared', 'Reviewed', 'Promised', 'Excused', 'Plain'] as const

let server: CandorServer
let ids: Record<(typeof titles)[number], string>

/** One critical incident for each test, which ended 20 days ago. */
test.beforeAll(async () => {
  const dataDir = makeDataFolder((db) => {
    const began = Date.now() - 20 * dayMs - hourMs
    const { priya } = addTeam(db, began)
    makePerson(db, { name: 'Rosa Lind', email: 'rosa@acme.example', role: 'responder' }, began)
    const checkout = makeComponent(db, { name: 'Checkout' }, began - dayMs)
    const components = [{ componentId: checkout, status: 'major_outage' as const }]
    const end = (title: string) => {
      const incidentId = makeIncident(db, { title, by: priya, components, body: 'Payments fail.' }, began)
      postUpdate(db, priya, { incidentId, status: 'resolved', body: 'Payments work.' }, began + hourMs)
      return incidentId
    }
    ids = Object.fromEntries(titles.map((title) => [title, end(title)])) as typeof ids
  })
  server = await startCandor(dataDir)
})

test.afterAll(() => discard(server))

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
const prevention = 'What are we doing to make sure it doesn’t happen again?'
const report = (page: Page): Locator => page.getByRole('region', { name: /follow-up report$/i })

async function openReport(page: Page, of: keyof typeof ids): Promise<void> {
  await page.goto(`${server.url}/admin/incidents/${ids[of]}/report`)
}

async function write(page: Page, text: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(text)) await field(page, name).fill(value)
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved /)).toBeVisible()
}

const whole = {
  Summary: 'Checkout refused **every** payment for an hour.',
  'Who was affected?': 'Everybody who paid.',
  [prevention]: 'We watch the end dates of certificates.',
}

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('heading', { name: 'This is what customers will see' })).toBeFocused()
}

test('a report is late until it is written beside its incident, looked at and published', async ({
  page,
  customer,
  signIn,
}) => {
  await customer.goto(`${server.url}/incidents/${ids.Late}`)
  await expect(report(customer)).toContainText(/The final report is 6 days.* late: it was due by/)
  await customer.goto(`${server.url}/reports`)
  await expect(customer.getByRole('region', { name: 'Awaited' })).toContainText(/Late.*The final report is 6 days/s)

  await signIn(server, page, 'priya@acme.example')
  await test.step('begun with what was told, and saved as it is typed', async () => {
    await page.goto(`${server.url}/admin/reports`)
    await page.getByRole('link', { name: 'Late', exact: true }).click()
    await expect(field(page, 'What happened?')).toHaveValue(
      /^- \*\*\d\d:\d\d UTC\*\* Checkout: major outage\. Investigating: Payments fail\.\n.*Checkout: operational again\. Resolved: Payments work\.$/,
    )
    await expect(page.getByRole('complementary', { name: 'What was told' })).toContainText('Payments fail.')
    await field(page, 'Summary').pressSequentially('Checkout refused **every** payment for an hour.')
    await expectSaved(page)
    await page.reload()
    await expect(field(page, 'Summary')).toHaveValue(whole.Summary)
    await page.getByText('What customers would read').click()
    await expect(page.locator('strong', { hasText: 'every' })).toBeVisible()
  })

  await test.step('refused while a heading is empty', async () => {
    await page.getByRole('button', { name: 'Look, then publish' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /missing under “Who was affected\?”/ })).toBeFocused()
    await page.getByRole('link', { name: /missing under/ }).click()
    await expect(field(page, 'Who was affected?')).toBeFocused()
  })

  await test.step('looked at, and public only then', async () => {
    await write(page, whole)
    await look(page)
    await expect(report(page)).toContainText('Everybody who paid.')
    await customer.goto(`${server.url}/incidents/${ids.Late}`)
    await expect(report(customer)).not.toContainText('Everybody who paid.')
    await publish(page)
    await expect(page.getByText(/^The report is published/)).toBeVisible()
  })

  await test.step('customers read it first, in the list, on paper and as a file', async () => {
    await customer.reload()
    await expect(report(customer)).toContainText(/Published .*6 days.* after it was due/)
    await expect(customer.getByRole('heading', { level: 2 }).first()).toHaveText('Follow-up report')
    await expect(customer.getByRole('heading', { level: 3 })).toHaveText([
      'Summary',
      'Who was affected?',
      'What happened?',
      prevention,
    ])
    await customer.emulateMedia({ media: 'print' })
    await expect(customer.getByRole('link', { name: 'As Markdown' })).toBeHidden()
    await expect(report(customer)).toBeVisible()
    await customer.emulateMedia({ media: 'screen' })
    await customer.goto(`${server.url}/reports`)
    await expect(customer.getByRole('region', { name: 'Published' })).toContainText('Checkout refused every payment')
    const file = await fetch(`${server.url}/incidents/${ids.Late}/report.md`)
    expect(file.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await file.text()).toContain('## Summary\n\nCheckout refused **every** payment for an hour.\n')
  })

  await test.step('a later version leaves the earlier one readable', async () => {
    await field(page, 'Summary').fill('Checkout refused every payment for 62 minutes.')
    await expectSaved(page)
    await look(page)
    await expect(page.getByText('It becomes version 2.')).toBeVisible()
    await publish(page)
    await customer.goto(`${server.url}/incidents/${ids.Late}`)
    await expect(report(customer)).toContainText(/Version 2, published .*62 minutes/s)
    await report(customer)
      .getByRole('link', { name: /^Version 1,/ })
      .click()
    await expect(customer.getByRole('heading', { level: 1 })).toHaveText('Follow-up report, version 1')
    await expect(customer.getByRole('main')).toContainText(/earlier version.*every payment for an hour/s)
    const missing = await fetch(`${server.url}/incidents/${ids.Late}/reports/3`)
    expect(missing.status).toBe(404)
  })
})

test('two people who write at once read both texts, and lose neither', async ({ page, browser, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await openReport(page, 'Shared')
  await withNewPage(browser, async (other) => {
    await signIn(server, other, 'dana@acme.example')
    await openReport(other, 'Shared')
    await field(other, 'Summary').fill('Dana’s words.')
    await expectSaved(other)
  })
  await field(page, 'Summary').fill('Priya’s words.')
  const notice = page.getByRole('alert').filter({ hasText: 'Dana Whitfield saved another text while you were writing' })
  await expect(notice).toContainText('Dana’s words.')
  await expect(field(page, 'Summary')).toBeFocused()
  await expect(field(page, 'Summary')).toHaveValue('Priya’s words.')
  await expect(page.getByText('Not saved: see above')).toBeVisible()
  await field(page, 'Summary').fill('Priya’s words, and Dana’s.')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await expectSaved(page)
  await expect(notice).toBeHidden()
  await page.reload()
  await expect(field(page, 'Summary')).toHaveValue('Priya’s words, and Dana’s.')
})

test('where the page asks for it somebody else approves a report, and a change takes that back', async ({
  page,
  customer: other,
  signIn,
}) => {
  const db = openForTest(server.dataDir)
  const setReviewed = (reviewsReports: boolean) => db.update(pageTable).set({ reviewsReports }).run()
  setReviewed(true)
  await signIn(server, page, 'priya@acme.example')
  await signIn(server, other, 'rosa@acme.example')
  const approve = (of: Page) => of.getByRole('button', { name: 'Approve this draft' })

  await openReport(page, 'Reviewed')
  await write(page, whole)
  await page.getByRole('button', { name: 'Save it and ask for a review' }).click()
  await expect(page.getByText('somebody else must approve it')).toBeVisible()
  await expect(approve(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Look, then publish' })).toHaveCount(0)

  await openReport(other, 'Reviewed')
  await expect(other.getByText('Priya Raman asks for somebody else’s look')).toBeVisible()
  await approve(other).click()
  await expect(other.getByText(/^Rosa Lind approved this draft/)).toBeVisible()

  await openReport(page, 'Reviewed')
  await field(page, 'Who was affected?').fill('Everybody.')
  await expectSaved(page)
  await page.reload()
  await page.getByRole('button', { name: 'Save it and ask for a review' }).click()
  await openReport(other, 'Reviewed')
  await approve(other).click()
  await expect(other.getByText(/^Rosa Lind approved this draft/)).toBeVisible()
  await page.reload()
  await look(page)
  await publish(page)
  await expect(page.getByText(/^The report is published/)).toBeVisible()
  setReviewed(false)
  db.$client.close()
})

test('what a report promises is public with it, and its end is too', async ({ page, customer, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await openReport(page, 'Promised')
  const dueOn = new Date(Date.now() + 5 * dayMs).toISOString().slice(0, 10)
  for (const title of ['Watch the certificates', 'Practise it', 'Move to another provider']) {
    await page.getByRole('textbox', { name: 'What do you promise?' }).last().fill(title)
    await page.getByRole('textbox', { name: 'Who sees to it?' }).last().fill('Platform')
    await page.getByLabel('By when?').last().fill(dueOn)
    await page.getByRole('button', { name: 'Add the action item' }).click()
    await expect(page.getByRole('button', { name: `It is done: ${title}` })).toBeVisible()
  }
  await customer.goto(`${server.url}/actions`)
  await expect(customer.getByText('Watch the certificates')).toHaveCount(0)

  await write(page, whole)
  await look(page)
  await expect(page.getByText('3 action items can be read with it.')).toBeVisible()
  await publish(page)
  await expect(page.getByText(/^The report is published/)).toBeVisible()
  await page.getByRole('button', { name: 'Move Practise it up' }).click()
  await page.getByRole('button', { name: 'It is done: Watch the certificates' }).click()
  await expect(page.getByRole('button', { name: 'Open it again: Watch the certificates' })).toBeFocused()
  const third = page.getByRole('listitem').filter({ hasText: 'Move to another provider' })
  await third.getByText('Change or drop it').click()
  await third.getByRole('button', { name: 'Drop the action item' }).click()
  await expect(third.getByRole('textbox', { name: 'Why is it dropped?' })).toHaveAccessibleDescription(/is empty/)
  await third.getByRole('textbox', { name: 'Why is it dropped?' }).fill('There is no other one.')
  await third.getByRole('button', { name: 'Drop the action item' }).click()
  await expect(page.getByText('Why it was dropped: There is no other one.')).toBeVisible()

  await customer.goto(`${server.url}/incidents/${ids.Promised}`)
  const items = report(customer).getByRole('list').last().getByRole('listitem')
  await expect(items).toHaveText([
    /^Practise itPlatform · due /,
    /^Watch the certificatesPlatform · done /,
    /^Move to another providerPlatform · dropped .*There is no other one\.$/,
  ])
  await customer.goto(`${server.url}/actions`)
  await customer.getByRole('link', { name: /^Dropped \(1\)/ }).click()
  await expect(customer).toHaveURL(/\/actions\?state=dropped$/)
  const listed = customer.getByRole('main').getByRole('listitem').filter({ hasText: 'Platform' })
  await expect(listed).toHaveText([/Move to another provider.*There is no other one\..*After Promised/])
})

test('an owner says that no report is planned, in public, and takes it back', async ({ page, customer, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await openReport(page, 'Excused')
  await expect(page.getByText('Say that no report is planned')).toHaveCount(0)
  await page.context().clearCookies()
  await signIn(server, page, 'dana@acme.example')
  await openReport(page, 'Excused')
  await page.getByText('Say that no report is planned').click()
  await page.getByRole('textbox', { name: 'Why?' }).fill('It was a drill.')
  await page.getByRole('button', { name: 'Tell customers that no report is planned' }).click()
  await expect(page.getByRole('heading', { name: 'No report is planned' })).toBeVisible()
  await customer.goto(`${server.url}/incidents/${ids.Excused}`)
  await expect(report(customer)).toContainText('No report is planned. It was a drill.')
  await page.getByRole('button', { name: 'Plan a report after all' }).click()
  await expect(field(page, 'Summary')).toBeVisible()
  await customer.reload()
  await expect(report(customer)).toContainText(/The final report is 6 days/)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a report is saved by its button, looked at and published', async ({ page, signIn }) => {
    await signIn(server, page, 'priya@acme.example')
    await openReport(page, 'Plain')
    await field(page, 'Summary').fill('Checkout stood still.')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await expectSaved(page)
    await write(page, whole)
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await expectSaved(page)
    await page.getByRole('button', { name: 'Look, then publish' }).click()
    await expect(report(page)).toContainText('Everybody who paid.')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect(page.getByText(/^The report is published/)).toBeVisible()
    expect(await (await fetch(`${server.url}/incidents/${ids.Plain}`)).text()).toContain('Everybody who paid.')
  })
})
