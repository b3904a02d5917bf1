import type { Locator, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import type { Story } from '#db/demo/story'
import { incidentUpdates } from '#db/schema/incidents'
import { correctUpdate, markOfUpdate } from '#domain/corrections/update-corrections'
import { openForTest, type CandorServer } from './candor-server.ts'
import { componentRow, headline } from './customer.ts'
import { expect, test } from './fixtures.ts'
import { press, tabTo } from './keyboard.ts'
import { publish } from './responder.ts'

const publication = 'Publish the correction'

/** The table's field in a line, by what its column says. */
function cell(page: Page, column: string, line: number) {
  return page.getByLabel(new RegExp(`^${column}.*, line ${line}$`))
}

/** Moves a field for date and time by so many minutes. */
async function moveTime(page: Page, column: string, line: number, minutes: number): Promise<void> {
  const field = cell(page, column, line)
  const moved = Date.parse(`${await field.inputValue()}Z`) + minutes * 60_000
  await field.fill(new Date(moved).toISOString().slice(0, 19))
}

/** Fills a field of a page that was just opened: what is typed while scripts take it over may be put back. */
async function write(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill(text)
    await expect(field).toHaveValue(text, { timeout: 500 })
  }).toPass()
}

const reason = (page: Page, form: 'times' | 'title' = 'times') =>
  page.getByRole('textbox', { name: /^Why\?/ })[form === 'times' ? 'first' : 'last']()

test('a start is corrected: the effect is seen first, and customers read what changed and why', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  const { url, story } = candor
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${url}/admin/incidents/${story.incidents.cardsRefused}`)
  await page.getByRole('link', { name: 'Correct the title, times or components' }).click()

  await test.step('without a reason nothing happens, and what was typed is kept', async () => {
    await moveTime(page, 'From', 1, -25)
    const typed = await cell(page, 'From', 1).inputValue()
    await page.getByRole('button', { name: 'Look at the effect' }).click()
    await expect(reason(page)).toHaveAccessibleDescription(/Say why/)
    await expect(cell(page, 'From', 1)).toHaveValue(typed)
  })

  await test.step('the effect is told before anything is public', async () => {
    await reason(page).fill('the first refused payments were found in the logs')
    await page.getByRole('button', { name: 'Look at the effect' }).click()
    await expect(page.getByRole('heading', { name: 'This is what customers will see' })).toBeFocused()
    await expect(page.getByText(/^(Checkout|API), \w+( \d+)?: \d+\.\d\d % → \d+\.\d\d %$/).first()).toBeVisible()
    await expect(page.getByText('The incident lasted: 1 hour 52 minutes → 2 hours 17 minutes')).toBeVisible()
    await customer.goto(`${url}/incidents/${story.incidents.cardsRefused}`)
    await expect(customer.getByRole('region', { name: 'Corrections' })).toHaveCount(0)
  })

  await test.step('then it is public', async () => {
    await publish(page, publication)
    await expect(page.getByText(/By Priya Raman/)).toBeVisible()
    await customer.reload()
    await expect(customer.getByRole('region', { name: 'Corrections' })).toContainText(
      /Corrected .* UTC: start of the incident and (Checkout’s major|API’s partial) outage moved from .* to .* UTC, because the first refused payments were found in the logs\./,
    )
    await expect(customer.getByRole('main')).toContainText('2 hours 17 minutes')
    await customer.goto(`${url}/history`)
    const listed = customer.getByRole('article').filter({ hasText: 'Checkout refuses all payments' })
    await expect(listed).toContainText('Corrected')
    await expect(listed).not.toContainText('found in the logs')
  })
})

test('a component is added to an open incident, another is withdrawn, and the page follows', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  const { url, story } = candor
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${url}/admin/incidents/${story.incidents.current}/corrections`)
  await page.getByText('Withdraw line 1').click()
  await page.getByRole('button', { name: 'Add a component' }).click()
  await cell(page, 'Component', 2).selectOption('Search')
  await cell(page, 'How badly', 2).selectOption('Major outage')
  await reason(page).fill('it was search all the time')
  await page.getByRole('button', { name: 'Look at the effect' }).click()
  await expect(page.getByText('Checkout goes from partial outage to operational')).toBeVisible()
  await expect(page.getByText('Search goes from operational to major outage')).toBeVisible()
  await publish(page, publication)
  await customer.goto(url)
  await expect(headline(customer)).toHaveText('Search has a major outage')
  await expect(componentRow(customer, 'Checkout')).toContainText('Operational')
  await customer.goto(`${url}/incidents/${story.incidents.current}`)
  const told = customer.getByRole('region', { name: 'Corrections' })
  await expect(told).toContainText('because it was search all the time')
  await expect(told).toContainText(/Checkout’s partial outage since .* withdrawn\./)
  await expect(told).toContainText(/Search’s major outage since .* added\./)
  await expect(told).not.toContainText('start of the incident')
})

test('an update is corrected, then a typo in it: the old texts stay one step away, without scripts too', async ({
  page,
  browser,
  candor,
  signIn,
}) => {
  const { url, story } = candor
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${url}/admin/incidents/${story.incidents.cardsRefused}`)
  const correct = async (text: string) => {
    await page.getByRole('link', { name: 'Correct “Identified”' }).click()
    await write(page.getByRole('textbox', { name: 'What should it say?' }), text)
  }
  await correct('A certificate had expired.')
  await reason(page).fill('Because it is replaced by now.')
  await page.getByRole('button', { name: 'Look at the new words' }).click()
  await publish(page, publication)
  await correct('A certificate had expired!')
  await page.getByRole('checkbox', { name: /^Only a typo/ }).check()
  await page.getByRole('button', { name: 'Look at the new words' }).click()
  await publish(page, publication)

  const context = await browser.newContext({ javaScriptEnabled: false })
  const reader = await context.newPage()
  await reader.goto(`${url}/incidents/${story.incidents.cardsRefused}`)
  const update = reader.getByRole('listitem').filter({ hasText: 'A certificate had expired!' }).last()
  await expect(update).toContainText(/Corrected .* because it is replaced by now\./)
  await update.getByText('What it said before').click()
  await expect(update.getByText('A certificate that payments depend on has expired.')).toBeVisible()
  await expect(update.getByText('A certificate had expired.', { exact: true })).toBeVisible()
  await context.close()
})

test('a title is changed, its address stays, and an internal incident asks for no reason', async ({
  page,
  customer,
  candor,
  signIn,
}) => {
  const { url, story } = candor
  const renameTo = async (id: string, title: string, why: string | null) => {
    await page.goto(`${url}/admin/incidents/${id}/corrections`)
    await write(page.getByRole('textbox', { name: 'Title' }), title)
    if (why) await reason(page, 'title').fill(why)
    await page.getByRole('button', { name: 'Look at the new title' }).click()
    await publish(page, why ? publication : 'Save it for the team only')
    await page.goto(`${url}/admin/incidents/${id}`)
    await expect(headline(page)).toHaveText(title)
  }
  await signIn(candor, page, 'priya@acme.example')
  await renameTo(story.incidents.current, 'Checkout refuses cards of one bank', 'it is one bank only')
  await renameTo(story.private.internalIncident, 'Catalogue: stock import stands', null)
  await customer.goto(`${url}/incidents/${story.incidents.current}`)
  await expect(headline(customer)).toHaveText('Checkout refuses cards of one bank')
  await expect(customer.getByRole('region', { name: 'Corrections' })).toContainText(
    'the title changed from “Checkout refuses some card payments”, because it is one bank only.',
  )
  await page.goto(`${url}/admin/incidents/${story.private.internalIncident}/corrections`)
  await expect(page.getByText('By Priya Raman never public')).toBeVisible()
})

test('what a colleague corrected meanwhile is shown before it is written over', async ({ page, candor, signIn }) => {
  const { url, story } = candor
  await signIn(candor, page, 'priya@acme.example')
  const { id, correctMeanwhile } = firstUpdate(candor)
  await page.goto(`${url}/admin/incidents/${story.incidents.exportsSlow}/updates/${id}`)
  await write(page.getByRole('textbox', { name: 'What should it say?' }), 'Exports take 45 minutes.')
  await reason(page).fill('we measured once more')
  correctMeanwhile()
  await page.getByRole('button', { name: 'Look at the new words' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'while you were writing' })).toContainText(
    'Exports take 42 minutes.',
  )
  await expect(page.getByRole('alert').filter({ hasText: 'while you were writing' })).toContainText(
    'Exports take 45 minutes.',
  )
  await publish(page, 'Publish all the same')
  await page.getByRole('link', { name: 'Correct “Investigating”' }).click()
  await expect(page.getByText('Exports take 42 minutes.')).toHaveCount(1)
})

test('the table is corrected with the keyboard alone', async ({ page, customer, candor, signIn }) => {
  const { url, story } = candor
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${url}/admin/incidents/${story.incidents.searchGaps}/corrections`)
  await tabTo(page, cell(page, 'How badly', 1))
  await page.keyboard.type('Partial')
  await tabTo(page, reason(page))
  await page.keyboard.type('half of all words found nothing')
  await press(page, page.getByRole('button', { name: 'Look at the effect' }))
  await press(page, page.getByRole('button', { name: publication }))
  await expect(page.getByText(/By Priya Raman/)).toBeVisible()
  await customer.goto(`${url}/incidents/${story.incidents.searchGaps}`)
  await expect(customer.getByRole('region', { name: 'Corrections' })).toContainText(
    'Search’s degraded performance changed to partial outage, because half of all words found nothing.',
  )
})

test('who may not publish reads what was corrected and finds no form for it', async ({ page, candor, signIn }) => {
  const { url, story } = candor
  await signIn(candor, page, 'sam@acme.example')
  await page.goto(`${url}/admin/incidents/${story.incidents.textMessagesLost}`)
  await press(page, page.getByRole('link', { name: 'What was corrected' }))
  await expect(page.getByText(/To correct an incident needs the role responder/)).toBeVisible()
  await expect(page.getByText('By Dana Whitfield')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a window is added and corrected, and a mistake keeps what was typed', async ({ page, candor, signIn }) => {
    const { url, story } = candor
    await signIn(candor, page, 'priya@acme.example')
    await page.goto(`${url}/admin/incidents/${story.incidents.current}/corrections`)
    await page.getByRole('button', { name: 'Add a component' }).click()
    await cell(page, 'Component', 2).selectOption('Webhooks')
    await reason(page).fill('they wait for checkout')
    await page.getByRole('button', { name: 'Look at the effect' }).click()
    await expect(cell(page, 'How badly', 2)).toHaveAccessibleDescription(/Choose how badly/)
    await expect(cell(page, 'Component', 2)).toHaveValue(story.components.webhooks)
    await cell(page, 'How badly', 2).selectOption('Degraded performance')
    await page.getByRole('button', { name: 'Look at the effect' }).click()
    await expect(page.getByText('Webhooks goes from operational to degraded performance')).toBeVisible()
    await page.getByRole('button', { name: publication }).click()
    await page.goto(`${url}/incidents/${story.incidents.current}`)
    await expect(page.getByRole('region', { name: 'Corrections' })).toContainText(
      /Webhooks’ degraded performance since .* added, because they wait for checkout\./,
    )
  })
})

/** The update that a colleague corrects behind the form's back. */
function firstUpdate(candor: CandorServer & { story: Story }) {
  const db = openForTest(candor.dataDir)
  const incidentId = candor.story.incidents.exportsSlow
  const update = db.select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, incidentId)).get()
  db.$client.close()
  if (!update) throw new Error('the incident has an update')
  return {
    id: update.id,
    correctMeanwhile: () => {
      const other = openForTest(candor.dataDir)
      const input = { updateId: update.id, body: 'Exports take 42 minutes.', reason: 'we measured again' }
      correctUpdate(other, candor.story.team.dana, { ...input, seen: markOfUpdate(update) }, Date.now())
      other.$client.close()
    },
  }
}
