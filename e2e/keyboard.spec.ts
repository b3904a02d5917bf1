import { headline } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { press, tabTo } from './keyboard.ts'
import { statusOf } from './responder.ts'

test('an incident is opened, updated and resolved with the keyboard alone', async ({
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
})
