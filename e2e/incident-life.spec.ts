import type { Page } from '@playwright/test'
import { componentRow, headline, incidentCard } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { choose, openIncident, postUpdate, publish, statusOf, writeIncident } from './responder.ts'

const minuteMs = 60_000

/** As a `datetime-local` field wants it, in UTC, the story's time zone. */
function fieldTime(minutesAgo: number): string {
  return new Date(Date.now() - minutesAgo * minuteMs).toISOString().slice(0, 16)
}

/** The same as the page writes it. */
function clock(field: string): string {
  return `${field.slice(11)} UTC`
}

/** Says when it happened, behind the words that ask for it. */
async function sayWhen(page: Page, time: string): Promise<void> {
  await page.getByText('It happened earlier').click()
  await page.getByLabel('When did it happen? (UTC)').fill(time)
}

/** Presses an act's first button, and waits for everything that it says it does. */
async function look(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: words }).click()
  await expect(page.getByRole('heading', { name: /^(This is what customers|Customers) will see/ })).toBeFocused()
}

const acts = (page: Page) => page.getByRole('complementary', { name: 'About this incident' })

test('an incident told late, and ended late, keeps both of its clocks', async ({ candor, page, customer, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await writeIncident(page, candor, { title: 'Search finds nothing', components: { Search: 'Major outage' } })
  await sayWhen(page, fieldTime(-3))
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByText('It lies in the future. Choose a time up to now.').first()).toBeVisible()
  const began = fieldTime(50)
  await page.getByLabel('When did it happen? (UTC)').fill(began)
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page)
  await customer.goto(candor.url)
  const card = incidentCard(customer, 'Search finds nothing')
  await expect(card).toContainText(new RegExp(`since (\\d+ \\w+, )?${clock(began)}, 5\\d minutes so far`))
  await expect(card).toContainText(new RegExp(`Investigating (\\d+ \\w+, )?${clock(began)}, posted \\d\\d:\\d\\d UTC`))

  const ended = new Date(Date.parse(`${began}Z`) + 30 * minuteMs).toISOString().slice(0, 16)
  await choose(page, 'Resolved')
  await sayWhen(page, ended)
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page)
  await card.getByRole('link', { name: 'Search finds nothing' }).click()
  await expect(customer.getByRole('main')).toContainText('Lasted30 minutes')
  await expect(customer.getByRole('main')).toContainText(new RegExp(`Resolved (\\d+ \\w+, )?${clock(ended)}, posted`))
})

test('one of two incidents that are the same is merged, and who follows its link is led on', async ({
  candor,
  page,
  customer,
  signIn,
}) => {
  await signIn(candor, page, 'priya@acme.example')
  const kept = await openIncident(page, candor, { title: 'Search is down', components: { Search: 'Major outage' } })
  const merged = await openIncident(page, candor, {
    title: 'The catalogue shows no results',
    text: 'Categories are empty.',
    components: { Catalogue: 'Partial outage' },
  })
  await acts(page).getByRole('link', { name: 'Merge it into another incident' }).click()
  await page.getByRole('button', { name: 'Look, then merge' }).click()
  await expect(page.getByRole('link', { name: 'Choose the incident that goes on.' })).toBeVisible()
  await page.getByRole('radio', { name: 'Search is down' }).check()
  await page.getByRole('textbox', { name: 'Why are they one?' }).fill('Both come from one database.')
  await look(page, 'Look, then merge')
  const main = page.getByRole('main')
  await expect(main).toContainText('1 update go to “Search is down”, each marked with where it came from.')
  await expect(main).toContainText('Who follows the link to this incident is led to “Search is down”.')
  await expect(main).toContainText('“Search is down” holds Catalogue (partial outage) from now on.')
  await expect(main).toContainText('no uptime figure changes')
  await publish(page, 'Merge them')
  await expect(page).toHaveURL(new RegExp(kept))

  await customer.goto(`${candor.url}/incidents/${merged}`)
  await expect(customer).toHaveURL(new RegExp(kept))
  await expect(headline(customer)).toHaveText('Search is down')
  const updates = customer.getByRole('region', { name: 'Updates' })
  await expect(updates).toContainText('“The catalogue shows no results” is the same incident as this one.')
  await expect(updates).toContainText('Both come from one database.')
  await expect(updates).toContainText(/From “The catalogue shows no results”, merged.*Categories are empty\./s)
  await customer.goto(candor.url)
  await expect(incidentCard(customer, 'The catalogue shows no results')).toHaveCount(0)
  await expect(componentRow(customer, 'Catalogue')).toContainText('Partial outage')

  await page.goto(`${candor.url}/admin/incidents/${merged}`)
  await expect(page.getByRole('main')).toContainText('It was merged into Search is down')
  await expect(page.getByRole('button', { name: 'Look, then publish' })).toHaveCount(0)
  await page.goto(`${candor.url}/admin/incidents/${kept}`)
  await postUpdate(page, { state: 'Resolved' })
  await customer.reload()
  await expect(componentRow(customer, 'Catalogue')).toContainText('Operational')
})

test('an internal incident becomes public as one act, which is looked at first', async ({
  candor,
  page,
  customer,
  signIn,
}) => {
  const { internalIncident } = candor.story.private
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${internalIncident}`)
  await acts(page).getByRole('link', { name: 'Make it public' }).click()
  await look(page, 'Look, then publish')
  await expect(incidentCard(page, 'Catalogue: stock import is an hour behind')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/under its own address, with 1 update\./)
  await expect(page.getByRole('main')).toContainText('Catalogue goes from operational to degraded performance')
  await customer.goto(candor.url)
  await expect(componentRow(customer, 'Catalogue')).toContainText('Operational')
  await publish(page, 'Make it public')
  await customer.reload()
  const card = incidentCard(customer, 'Catalogue: stock import is an hour behind')
  await expect(card).toContainText(/Investigating .*, posted \d\d:\d\d UTC/)
  await expect(card).toContainText('Next update by')
  await expect(componentRow(customer, 'Catalogue')).toContainText('Degraded performance')
})

test('a false alarm says why and counts for nothing, until it turns out to be none', async ({
  candor,
  page,
  customer,
  signIn,
}) => {
  await signIn(candor, page, 'priya@acme.example')
  const id = await openIncident(page, candor, { title: 'Sign-in may fail', components: { 'Sign-in': 'Major outage' } })
  await acts(page).getByRole('link', { name: 'Mark it as a false alarm' }).click()
  await page.getByRole('button', { name: 'Look, then mark it' }).click()
  await expect(page.getByRole('main')).toContainText('Say why: customers were told of trouble')
  await page.getByRole('textbox', { name: 'Why was it none?' }).fill('Our own check was at fault.')
  await look(page, 'Look, then mark it')
  await expect(page.getByRole('main')).toContainText('Sign-in returns to operational.')
  await expect(page.getByRole('main')).toContainText('Impact: Critical incident → no impact.')
  await publish(page, 'Mark it as a false alarm')
  await customer.goto(`${candor.url}/incidents/${id}`)
  await expect(customer.getByRole('main')).toContainText(/Found to be a false alarm .* Our own check was at fault\./)
  await customer.goto(candor.url)
  await expect(componentRow(customer, 'Sign-in')).toContainText('Operational')

  await page.getByText('Say more, or reopen it').click()
  await expect(page.getByText('Going on with it affects them again, unless you choose otherwise.')).toBeVisible()
  await expect(statusOf(page, 'Sign-in')).toHaveValue('')
  await postUpdate(page, { state: 'Identified', text: 'Sign-in does fail.' })
  await customer.reload()
  await expect(componentRow(customer, 'Sign-in')).toContainText('Major outage')
  await expect(incidentCard(customer, 'Sign-in may fail')).toContainText('Reopened: identified')
  await customer.goto(`${candor.url}/incidents/${id}`)
  await expect(customer.getByRole('main')).not.toContainText('Found to be a false alarm')
  await expect(customer.getByRole('main')).toContainText('This was a false alarm. Our own check was at fault.')
})

test('the impact is set by hand, with what it was before and why', async ({ candor, page, customer, signIn }) => {
  const { current } = candor.story.incidents
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${current}`)
  await acts(page).getByRole('link', { name: 'Set the impact' }).click()
  await choose(page, 'Minor incident')
  await page.getByRole('button', { name: 'Set the impact' }).click()
  await expect(page.getByRole('main')).toContainText('Say why: customers read the reason')
  await page.getByRole('textbox', { name: 'Why? It goes on after “because”' }).fill('only one bank is affected')
  await page.getByRole('button', { name: 'Set the impact' }).click()
  await page.waitForURL(`${candor.url}/admin/incidents/${current}`)
  await customer.goto(`${candor.url}/incidents/${current}`)
  await expect(customer.getByRole('main')).toContainText('Minor incident')
  await expect(customer.getByRole('main')).toContainText(
    /the impact changed from major to minor, because only one bank is affected/,
  )
})

test('the pen is handed over with a note, by the keyboard alone, and customers see nothing of it', async ({
  candor,
  page,
  customer,
  signIn,
}) => {
  const { current } = candor.story.incidents
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${current}`)
  await page.getByRole('link', { name: 'Hand the pen over' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/lead$/)
  await page.getByRole('combobox', { name: 'Who holds the pen from now on?' }).focus()
  await page.keyboard.type('Dana')
  await page.keyboard.press('Tab')
  await page.keyboard.type('The provider calls back at three.')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${candor.url}/admin/incidents/${current}`)
  await expect(acts(page)).toContainText(/Dana Whitfield since \d\d:\d\d UTC“The provider calls back at three\.”/)
  await acts(page).getByText('Who held it before').click()
  await expect(acts(page)).toContainText('Priya Raman since')
  await expect(acts(page)).toContainText('Priya Raman handed the pen over')
  await customer.goto(`${candor.url}/incidents/${current}`)
  await expect(customer.getByRole('main')).not.toContainText(/Dana|Priya|calls back/)
})

test('an incident is opened in somebody else’s hands', async ({ candor, page, signIn }) => {
  await signIn(candor, page, 'priya@acme.example')
  await writeIncident(page, candor, { title: 'Data exports wait' })
  await page.getByText('Somebody else holds the pen').click()
  await page.getByRole('combobox', { name: 'Who holds the pen?' }).selectOption('Dana Whitfield')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await publish(page)
  await page.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}$/)
  await expect(acts(page)).toContainText('Dana Whitfield since')
})

test('what colleagues posted meanwhile is shown before an act, and nothing is done unseen', async ({
  candor,
  page,
  browser,
  signIn,
}) => {
  const { current } = candor.story.incidents
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${current}/false-alarm`)
  await page.getByRole('textbox', { name: 'Why was it none?' }).fill('Our own check was at fault.')
  await look(page, 'Look, then mark it')
  const colleague = await (await browser.newContext()).newPage()
  await signIn(candor, colleague, 'dana@acme.example')
  await colleague.goto(`${candor.url}/admin/incidents/${current}`)
  await postUpdate(colleague, { text: 'It is one bank, and it is real.' })
  await colleague.close()
  await page.getByRole('button', { name: 'Mark it as a false alarm' }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Dana Whitfield posted an update while you were writing.' })
  await expect(notice).toContainText('It is one bank, and it is real.')
  await expect(page.getByRole('button', { name: 'Mark it as a false alarm all the same' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a false alarm, a merge and the pen work all the same', async ({ candor, page, signIn }) => {
    const { current, exportsSlow } = candor.story.incidents
    await signIn(candor, page, 'priya@acme.example')
    const at = `${candor.url}/admin/incidents/${current}`
    await page.goto(`${at}/lead`)
    await page.getByRole('combobox').selectOption({ label: 'Dana Whitfield' })
    await page.getByRole('button', { name: 'Hand the pen over' }).click()
    await expect(page.getByRole('alert')).toContainText('The note is empty')
    await page.getByRole('textbox', { name: 'What do they need to know?' }).fill('I sleep.')
    await page.getByRole('button', { name: 'Hand the pen over' }).click()
    await page.waitForURL(at)
    await expect(acts(page)).toContainText('“I sleep.”')

    await page.goto(`${candor.url}/admin/incidents/${exportsSlow}/merge`)
    await page.getByRole('radio', { name: 'Checkout refuses some card payments' }).check()
    await page.getByRole('button', { name: 'Look, then merge' }).click()
    await expect(page.getByRole('main')).toContainText(/updates go to “Checkout refuses some card payments”/)
    await page.getByRole('button', { name: 'Merge them' }).click()
    await page.waitForURL(at)
    await expect(page.getByRole('main')).toContainText('merged into this one')

    await page.goto(`${at}/false-alarm`)
    await page.getByRole('textbox', { name: 'Why was it none?' }).fill('Our own check was at fault.')
    await page.getByRole('button', { name: 'Look, then mark it' }).click()
    await page.getByRole('button', { name: 'Mark it as a false alarm' }).click()
    await page.waitForURL(at)
    await expect(page.getByRole('main')).toContainText('False alarm')
  })
})
