import { headline } from './customer.ts'
import { expect, test } from './fixtures.ts'

test.describe.configure({ mode: 'parallel' })
test.use({ javaScriptEnabled: false })

test('a customer finds an incident by what it said, with the line that says it', async ({
  page,
  sharedCandor: { url, story },
}) => {
  await page.goto(`${url}/history`)
  await page.getByRole('searchbox').fill('northcell numbers')
  await page.getByRole('button', { name: 'Search the history' }).click()
  await expect(page).toHaveURL(/\/history\?q=northcell\+numbers/)
  const results = page.getByRole('region', { name: '1 result' })
  await expect(results.getByRole('listitem')).toHaveCount(1)
  await expect(results.locator('mark')).toHaveText(['Northcell', 'numbers'])
  await results.getByRole('link').first().click()
  await expect(page).toHaveURL(`${url}/incidents/${story.incidents.textMessagesLost}`)
})

test('words of a follow-up report are found, and the result says that they stand there', async ({
  page,
  sharedCandor: { url },
}) => {
  await page.goto(`${url}/history?q=midnight`)
  const result = page.getByRole('region', { name: '1 result' })
  await expect(result).toContainText('From the follow-up report: ')
  await expect(result.locator('mark')).toHaveText('midnight')
})

test('component, impact and days narrow it, and stay chosen', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/history`)
  await page.getByRole('combobox', { name: 'Component' }).selectOption('Checkout')
  await page.getByRole('combobox', { name: 'Impact' }).selectOption('Critical incident')
  await page.getByLabel('From day').fill('2020-01-01')
  await page.getByRole('button', { name: 'Search the history' }).click()
  await expect(headline(page)).toHaveText('Search of the history of Checkout')
  await expect(page.getByRole('region', { name: '1 result' })).toContainText('Checkout refuses all payments')
  await expect(page.getByRole('combobox', { name: 'Impact' })).toHaveValue('critical')
  await expect(page.getByLabel('From day')).toHaveValue('2020-01-01')
})

test('nothing found says so and leads on', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/history?q=zyzzyva&component=checkout`)
  const nothing = page.getByRole('region', { name: 'Nothing found' })
  await expect(nothing).toContainText('“zyzzyva”')
  await nothing.getByRole('link', { name: 'Look for “zyzzyva” in all of the history' }).click()
  await expect(page).toHaveURL(`${url}/history?q=zyzzyva`)
  await page.getByRole('link', { name: 'All of the history, month by month' }).click()
  await expect(headline(page)).toHaveText('History')
})

for (const q of [
  '"',
  '* -',
  'NOT',
  'checkout AND (',
  'a" OR "b',
  '<b>x</b>',
  '%',
  '🎉',
  "'; drop table incidents; --",
]) {
  test(`what people type is never a mistake of syntax: ${q}`, async ({ page, sharedCandor: { url } }) => {
    const answer = await page.goto(`${url}/history?q=${encodeURIComponent(q)}`)
    expect(answer?.status()).toBe(200)
    await expect(headline(page)).toHaveText('Search of the history')
    await expect(page.getByRole('searchbox')).toHaveValue(q)
  })
}

test('an address that can’t be used says what is wrong', async ({ page, sharedCandor: { url } }) => {
  await page.goto(`${url}/history?q=***&impact=huge&from=yesterday&component=nobody`)
  const main = page.getByRole('main')
  await expect(main).toContainText('There is no word to look for')
  await expect(main).toContainText('There is no such impact.')
  await expect(main).toContainText('The first day is no date.')
  await expect(main).toContainText('There is no such component')
})
