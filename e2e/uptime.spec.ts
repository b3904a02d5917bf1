import { headline } from './customer.ts'
import { expect, test } from './fixtures.ts'

test.describe.configure({ mode: 'parallel' })
test.use({ javaScriptEnabled: false })

const dayMs = 86_400_000

function isoDay(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10)
}

test('a figure on the home page opens to the seconds, weights and incidents that it is made of', async ({
  page,
  sharedCandor: { url, story },
}) => {
  await page.goto(url)
  const row = page
    .getByRole('region', { name: 'Components' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'Checkout', exact: true }) })
  const figure = row.getByRole('link', { name: /% uptime over 90 days/ })
  const shown = /^[\d.]+ %/.exec(await figure.innerText())?.[0] ?? ''
  await figure.click()
  await expect(headline(page)).toHaveText('Uptime of Checkout, the last 90 days')
  const main = page.getByRole('main')
  await expect(main.getByText(shown, { exact: true })).toBeVisible()
  const formula = page.getByRole('region', { name: 'How the figures are made' })
  await expect(formula).toContainText('52 minutes = 3,120 s')
  await expect(formula).toContainText(/\([\d,.]+ s observed − [\d,.]+ s down\) ÷ [\d,.]+ s × 100 = [\d.]+/)
  const counts = page.getByRole('region', { name: 'What counts', exact: true })
  await counts.getByRole('link', { name: 'Checkout refuses all payments' }).first().click()
  await expect(page).toHaveURL(`${url}/incidents/${story.incidents.cardsRefused}`)
})

test('the calendar is chosen by component, browsed back to the start, and every day explains itself', async ({
  page,
  sharedCandor: { url },
}) => {
  await page.goto(`${url}/uptime`)
  await expect(headline(page)).toHaveText('Uptime of all components')
  await page.getByRole('combobox', { name: 'Component or group' }).selectOption('Search')
  await page.getByRole('button', { name: 'Show the calendar' }).click()
  await expect(page).toHaveURL(/\/uptime\?component=search&month=\d{4}-\d\d$/)
  await expect(headline(page)).toHaveText('Uptime of Search')
  await expect(page.getByRole('table')).toHaveCount(3)
  const older = page.getByRole('link', { name: 'Older months' })
  let pages = 1
  for (; (await older.count()) > 0; pages++) await older.click()
  expect(pages).toBeGreaterThan(3)
  await expect(page.getByRole('link', { name: 'Newer months' })).toBeVisible()

  const day = isoDay(82)
  await page.goto(`${url}/uptime?component=search&month=${day.slice(0, 7)}`)
  await page.locator(`a[href="/uptime/search/${day}"]`).click()
  await expect(headline(page)).toContainText('Uptime of Search,')
  await expect(page.getByRole('region', { name: 'What counts', exact: true })).toContainText('Search finds nothing')
  await page.getByRole('link', { name: 'The whole month' }).click()
  await expect(page).toHaveURL(`${url}/uptime/search/${day.slice(0, 7)}`)
})

test('a day of trouble is told in words as well as by its form', async ({ page, sharedCandor: { url } }) => {
  const day = isoDay(17)
  await page.goto(`${url}/uptime?component=checkout&month=${day.slice(0, 7)}`)
  await expect(page.locator(`a[href="/uptime/checkout/${day}"]`)).toHaveText(/major outage for 52 minutes/)
})

test('a group’s mean lists the figures behind it', async ({ page, sharedCandor: { url } }) => {
  await page.goto(url)
  await page
    .getByRole('link', { name: /% mean uptime over 90 days/ })
    .first()
    .click()
  await expect(headline(page)).toHaveText('Mean uptime of Shop, the last 90 days')
  const formula = page.getByRole('region', { name: 'How the figures are made' })
  await expect(formula.getByRole('row')).toHaveCount(5)
  await expect(formula).toContainText('÷ 4 =')
  await formula.getByRole('link', { name: 'Catalogue' }).click()
  await expect(headline(page)).toHaveText('Uptime of Catalogue, the last 90 days')
})

test('false alarms are named and count for nothing', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/uptime/sign-in/last-90-days`)
  const nothing = page.getByRole('region', { name: 'What counts for nothing' })
  await expect(nothing).toContainText('Sign-in may be failing')
  await expect(nothing).toContainText('Our own check was at fault: it used an expired account.')
})

test('a component that came later says which days have no data', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/uptime/support-chat/last-90-days`)
  const unobserved = page.getByRole('region', { name: 'Time without data' })
  await expect(unobserved).toContainText('Before Support chat came onto the page')
  await expect(unobserved).toContainText('55 whole days among them')
})

test('programs get the same as JSON and as CSV', async ({ page, request, sharedCandor: { url } }) => {
  await page.goto(`${url}/uptime/checkout/last-90-days`)
  const json = await page.getByRole('link', { name: 'All of this as JSON' }).getAttribute('href')
  const csv = await page.getByRole('link', { name: 'All of this as CSV' }).getAttribute('href')
  const answered = await request.get(url + (json ?? ''))
  expect(answered.headers()['content-type']).toBe('application/json; charset=utf-8')
  const record = (await answered.json()) as { figure: { weighted_percent: number }; days: unknown[] }
  await expect(
    page.getByRole('main').getByText(`${record.figure.weighted_percent.toFixed(2)} %`, { exact: true }),
  ).toBeVisible()
  expect(record.days).toHaveLength(90)
  const table = await request.get(url + (csv ?? ''))
  expect(table.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect((await table.text()).split('\r\n')[1]).toMatch(/^figure,Checkout,/)
})

test('what there is no figure for says so and leads on', async ({ page, request, sharedCandor: { url } }) => {
  for (const path of [
    '/uptime/nobody/2026-01',
    '/uptime/checkout/soon',
    '/uptime/checkout/2199-01',
    '/uptime/groups/x/2026-01',
  ]) {
    const answer = await page.goto(url + path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole('main').getByRole('link', { name: 'Current status' })).toBeVisible()
  }
  await page.goto(`${url}/uptime?component=nobody&month=2199-01`)
  await expect(page.getByRole('main')).toContainText('There is no such component on this page.')
  await expect(page.getByRole('main')).toContainText('This month has not begun.')
  expect((await request.get(`${url}/api/candor/uptime.json?component=checkout&group=all`)).status()).toBe(400)
  expect((await request.get(`${url}/api/candor/uptime.json?component=nobody`)).status()).toBe(404)
  expect((await request.get(`${url}/api/candor/uptime.csv?group=all&period=never`)).status()).toBe(404)
})
