import { discard, type CandorServer } from '../candor-server.ts'
import { expect, test, withNewPage } from '../fixtures.ts'
import { choose, postUpdate, publish, writeIncident } from '../responder.ts'
import {
  countUpdates,
  incidentPath,
  isKept,
  isRestored,
  look,
  makeOpenIncident,
  startQuietPage,
  timeline,
  updateText,
} from './quiet-page.ts'

let server: CandorServer

test.beforeAll(async () => {
  server = await startQuietPage()
})

test.afterAll(() => discard(server))

test.describe('what is being typed', () => {
  test('survives a reload and a crash, is seen by nobody else, and is gone once it is published', async ({
    page,
    browser,
    signIn,
  }) => {
    await signIn(server, page, 'priya@acme.example')
    await writeIncident(page, server, { title: 'Search finds too much', text: 'Results repeat.' })
    await choose(page, 'Identified')
    await isKept(page)
    await page.reload()
    await isRestored(page)
    const title = page.getByRole('textbox', { name: 'What do customers see?' })
    await expect(title).toHaveValue('Search finds too much')
    await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked()

    await title.fill('Search finds far too much')
    await isKept(page)
    const context = page.context()
    const afterCrash = await context.newPage()
    await page.close({ runBeforeUnload: false })
    await afterCrash.goto(`${server.url}/admin/incidents/new`)
    await isRestored(afterCrash)
    await expect(afterCrash.getByRole('textbox', { name: 'What do customers see?' })).toHaveValue(
      'Search finds far too much',
    )
    await withNewPage(browser, async (dana) => {
      await signIn(server, dana, 'dana@acme.example')
      await dana.goto(`${server.url}/admin/incidents/new`)
      await expect(dana.getByRole('textbox', { name: 'What do customers see?' })).toHaveValue('')
    })
    await look(afterCrash).click()
    await publish(afterCrash)
    await afterCrash.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}$/)
    await afterCrash.goto(`${server.url}/admin/incidents/new`)
    await expect(afterCrash.getByRole('textbox', { name: 'What do customers see?' })).toHaveValue('')
  })

  test('can be given up', async ({ page, signIn }) => {
    const id = makeOpenIncident(server, 'Website forgets who signed in')
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await updateText(page).fill('Everybody must sign in again.')
    await isKept(page)
    await page.reload()
    await isRestored(page)
    await expect(updateText(page)).toHaveValue('Everybody must sign in again.')
    await page.getByRole('button', { name: 'Discard it' }).click()
    await expect(updateText(page)).toHaveValue('')
    await page.reload()
    await expect(updateText(page)).toHaveValue('')
  })
})

test.describe('a network that goes away', () => {
  test.use({ losesNetwork: true })

  test('before the answer came posts once all the same', async ({ page, signIn }) => {
    const id = makeOpenIncident(server, 'Checkout loses vouchers')
    const text = 'Vouchers are lost, the money is not.'
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await updateText(page).fill(text)
    await look(page).click()
    const button = page.getByRole('button', { name: 'Publish', exact: true })
    await expect(button).toBeVisible()
    await page.route(incidentPath(server, id), async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      await page.context().setOffline(true)
      await route.abort('connectionreset')
    })
    await button.click()
    await expect(page.getByRole('alert').filter({ hasText: 'It is not known whether this was saved' })).toBeFocused()
    await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible()
    expect(countUpdates(server, text)).toBe(1)
    await page.unroute(incidentPath(server, id))
    await page.context().setOffline(false)
    await publish(page)
    await expect(timeline(page)).toContainText(text)
    expect(countUpdates(server, text)).toBe(1)
  })

  test('in the middle of an act leaves the look, whose last button does it once', async ({ page, signIn }) => {
    const id = makeOpenIncident(server, 'Website says it is closed')
    const reason = 'Our check asked the wrong server.'
    const path = `${incidentPath(server, id)}/false-alarm`
    await signIn(server, page, 'priya@acme.example')
    await page.goto(path)
    await page.getByRole('textbox', { name: 'Why was it none?' }).fill(reason)
    await page.getByRole('button', { name: 'Look, then mark it' }).click()
    const button = page.getByRole('button', { name: 'Mark it as a false alarm' })
    await expect(button).toBeVisible()
    await page.route(path, async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await button.click()
    await expect(page.getByRole('alert').filter({ hasText: 'It is not known whether this was saved' })).toBeFocused()
    await page.unroute(path)
    await button.click()
    await page.waitForURL(incidentPath(server, id))
    expect(countUpdates(server, `This was a false alarm. ${reason}`)).toBe(1)
  })

  test('leaves what is being typed in the browser, until the server is back', async ({ page, signIn }) => {
    const id = makeOpenIncident(server, 'Checkout forgets addresses')
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await page.context().setOffline(true)
    await updateText(page).fill('Addresses must be typed anew.')
    await expect(page.getByText('kept in this browser')).toBeVisible()
    await expect(page.getByText('This incident can’t be refreshed right now.')).toBeVisible()
    const context = page.context()
    const afterCrash = await context.newPage()
    await page.close({ runBeforeUnload: false })
    await context.setOffline(false)
    await afterCrash.goto(incidentPath(server, id))
    await isRestored(afterCrash)
    await expect(updateText(afterCrash)).toHaveValue('Addresses must be typed anew.')
    await updateText(afterCrash).press('End')
    await updateText(afterCrash).pressSequentially(' Sorry, wait.')
    await isKept(afterCrash)
    await expect(afterCrash.getByText('kept in this browser')).toHaveCount(0)
  })

  test('tells where “nothing new” is not true any more, and takes it back', async ({ page, browser, signIn }) => {
    const id = makeOpenIncident(server, 'Search is slow')
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    // This page hears nothing of what the colleague posts.
    await page.route('**/live', (route) => route.abort())
    await withNewPage(browser, async (dana) => {
      await signIn(server, dana, 'dana@acme.example')
      await dana.goto(incidentPath(server, id))
      await postUpdate(dana, { text: 'Search is fast again in most countries.' })
    })
    await page.getByRole('button', { name: 'Nothing new, still on it' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Dana Whitfield posted an update' })).toBeVisible()
    await expect(page.getByText('This incident can’t be refreshed right now.')).toBeVisible()
    await expect(timeline(page)).not.toContainText('There is nothing new to tell yet')
    await page.unroute('**/live')
    await expect(timeline(page)).toContainText('Search is fast again in most countries.')
    await page.getByRole('button', { name: 'Nothing new, still on it' }).click()
    await expect(timeline(page)).toContainText('There is nothing new to tell yet')
  })
})
