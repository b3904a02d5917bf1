import { headline, incidentCard } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { postUpdate } from './responder.ts'

/** As a `datetime-local` field wants it, in UTC, the story's time zone. */
function fieldTime(inHours: number): string {
  return new Date(Date.now() + inHours * 3_600_000).toISOString().slice(0, 16)
}

test('a maintenance is planned, begins, and is completed, and customers see each step', async ({
  candor,
  page,
  customer,
  signIn,
}) => {
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/maintenance/new`)
  await page.getByLabel('What do customers see?').fill('Search moves to new machines')
  await page.getByRole('textbox', { name: 'Begins' }).fill(fieldTime(24))
  await page.getByRole('textbox', { name: 'Ends' }).fill(fieldTime(23))
  await page.getByRole('checkbox', { name: 'Search', exact: true }).check()
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByRole('main')).toContainText(/end lies before the start/i)
  await expect(page.getByLabel('What do customers see?')).toHaveValue('Search moves to new machines')

  await page.getByRole('textbox', { name: 'Ends' }).fill(fieldTime(26))
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}/)
  await customer.goto(candor.url)
  await expect(incidentCard(customer, 'Search moves to new machines')).toContainText('Scheduled')
  await expect(headline(customer)).toHaveText('Checkout has a partial outage')

  await postUpdate(page, { state: 'In progress' })
  await customer.goto(candor.url)
  await expect(incidentCard(customer, 'Search moves to new machines')).toContainText('In progress')
  await postUpdate(page, { state: 'Completed', text: 'Search runs on the new machines.' })
  await customer.goto(candor.url)
  await expect(incidentCard(customer, 'Search moves to new machines')).toHaveCount(0)
  await expect(customer.getByRole('main')).toContainText('Search runs on the new machines.')
})
