import { headline, incidentCard } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { press, tabTo } from './keyboard.ts'
import { statusOf } from './responder.ts'

test('an incident is opened, updated, corrected, resolved and reported on with the keyboard alone', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  const look = page.getByRole('button', { name: 'Look, then publish' })
  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin`)

  await test.step('opened', async () => {
    await press(page, page.getByRole('link', { name: 'Open an incident' }))
    await expect(page.getByRole('textbox', { name: 'What do customers see?' })).toBeFocused()
    await page.keyboard.type('Search finds nothing')
    await tabTo(page, statusOf(page, 'Search'))
    await page.keyboard.type('Major')
    await press(page, look)
    await expect(page.getByRole('heading', { name: 'This is what customers will see' })).toBeFocused()
    await press(page, publish)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search finds nothing')
  })
  await customer.goto(candor.url)
  await expect(headline(customer)).toHaveText('Search has a major outage')

  await test.step('updated', async () => {
    await tabTo(page, page.getByRole('textbox', { name: 'What do customers need to know?' }))
    await page.keyboard.type('The index is being built anew.')
    await press(page, look)
    await press(page, publish)
    await expect(publish).toBeHidden()
  })

  await test.step('corrected', async () => {
    const correct = page.getByRole('link', { name: 'Correct “Update”' })
    await expect(correct).toBeVisible()
    await press(page, correct)
    const words = page.getByRole('textbox', { name: 'What should it say?' })
    await expect(words).toHaveValue('The index is being built anew.')
    await tabTo(page, words)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('The index is being built anew, from A to Z.')
    await tabTo(page, page.getByRole('textbox', { name: /^Why/ }))
    await page.keyboard.type('products are loaded by their names')
    await press(page, page.getByRole('button', { name: 'Look at the new words' }))
    const correction = page.getByRole('button', { name: 'Publish the correction' })
    await press(page, correction)
    await expect(correction).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search finds nothing')
  })
  await customer.reload()
  const card = incidentCard(customer, 'Search finds nothing')
  await expect(card).toContainText(/from A to Z\..*Corrected/s)

  await test.step('resolved', async () => {
    await tabTo(page, page.getByRole('radio', { name: 'Investigating' }))
    for (const state of ['Identified', 'Monitoring', 'Resolved']) {
      await page.keyboard.press('ArrowRight')
      await expect(page.getByRole('radio', { name: state })).toBeChecked()
    }
    await press(page, look)
    await press(page, publish)
    await expect(publish).toBeHidden()
  })
  await customer.reload()
  await expect(headline(customer)).toHaveText('Checkout has a partial outage')

  await test.step('reported on', async () => {
    await press(page, page.getByRole('link', { name: 'Write the report' }))
    for (const heading of ['Summary', 'Who was affected?', 'What are we doing to make sure it doesn’t happen again?']) {
      await tabTo(page, page.getByRole('textbox', { name: heading }))
      await page.keyboard.type(`All about it: ${heading}`)
    }
    await press(page, look)
    await expect(page.getByRole('heading', { name: 'This is what customers will see' })).toBeFocused()
    await press(page, page.getByRole('button', { name: 'Publish', exact: true }))
    await expect(page.getByText(/^(The report|A preliminary version) is published/)).toBeVisible()
  })
  await customer.goto(`${candor.url}/reports`)
  await customer
    .getByRole('region', { name: 'Published' })
    .getByRole('link', { name: /Search finds nothing/ })
    .first()
    .click()
  await expect(customer.getByRole('heading', { level: 2 }).first()).toHaveText('Preliminary follow-up report')
  await expect(customer.getByRole('main')).toContainText('All about it: Summary')
})
