import { discard, type CandorServer } from '../candor-server.ts'
import { incidentCard } from '../customer.ts'
import { expect, test, withNewPage } from '../fixtures.ts'
import { choose, postUpdate, publish, writeIncident } from '../responder.ts'
import {
  countIncidents,
  countUpdates,
  incidentPath,
  look,
  makeOpenIncident,
  startQuietPage,
  timeline,
  updateText,
} from './quiet-page.ts'

/** What a colleague does shows within this time. */
const liveMs = 3_000

let server: CandorServer

test.beforeAll(async () => {
  server = await startQuietPage()
})

test.afterAll(() => discard(server))

test.describe('two responders at once', () => {
  test('see what the other posts and opens within three seconds, and nobody is disturbed in typing', async ({
    page,
    browser,
    signIn,
  }) => {
    const id = makeOpenIncident(server, 'Checkout is slow')
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await updateText(page).fill('Half of the carts are slow.')
    await choose(page, 'Identified')
    await updateText(page).focus()
    await withNewPage(browser, async (dana) => {
      await signIn(server, dana, 'dana@acme.example')
      await dana.goto(incidentPath(server, id))
      await postUpdate(dana, { state: 'Monitoring', text: 'A fix is out.' })
      await expect(timeline(page)).toContainText('A fix is out.', { timeout: liveMs })
      await expect(page.getByText('Dana Whitfield posted “Monitoring” meanwhile')).toBeVisible()
      await expect(updateText(page)).toHaveValue('Half of the carts are slow.')
      await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked()
      await expect(updateText(page)).toBeFocused()

      await dana.goto(`${server.url}/admin`)
      const another = makeOpenIncident(server, 'Search misses new products')
      await expect(dana.getByRole('link', { name: 'Search misses new products' })).toBeVisible({ timeout: liveMs })
      await expect(dana.locator(`a[href$="${another}"]`)).toHaveCount(1)
    })
  })

  test('never publish over what they have not seen: both texts are there, and nothing is lost', async ({
    page,
    browser,
    signIn,
  }) => {
    const id = makeOpenIncident(server, 'Checkout refuses gift cards')
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await updateText(page).fill('Gift cards are refused.')
    await look(page).click()
    await withNewPage(browser, async (dana) => {
      await signIn(server, dana, 'dana@acme.example')
      await dana.goto(incidentPath(server, id))
      await postUpdate(dana, { state: 'Identified', text: 'The gift card provider is down.' })
    })
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const notice = page.getByRole('alert').filter({ hasText: 'Dana Whitfield posted an update while you were writing' })
    await expect(notice).toBeFocused()
    await expect(notice).toContainText('The gift card provider is down.')
    await expect(notice).toContainText('Gift cards are refused.')
    expect(countUpdates(server, 'Gift cards are refused.')).toBe(0)

    await page.getByRole('button', { name: 'Change it' }).click()
    await expect(updateText(page)).toHaveValue('Gift cards are refused.')
    await updateText(page).fill('Gift cards are refused; vouchers work.')
    await choose(page, 'Identified')
    await look(page).click()
    await publish(page)
    await expect(timeline(page)).toContainText(/vouchers work\..*The gift card provider is down\./s)
    expect(countUpdates(server, 'Gift cards are refused; vouchers work.')).toBe(1)
  })

  test('may publish all the same, once they have seen it, without scripts too', async ({ browser, signIn }) => {
    const id = makeOpenIncident(server, 'Website shows old prices')
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(server, page, 'priya@acme.example')
    await page.goto(incidentPath(server, id))
    await updateText(page).fill('Prices are an hour old.')
    await withNewPage(browser, async (dana) => {
      await signIn(server, dana, 'dana@acme.example')
      await dana.goto(incidentPath(server, id))
      await postUpdate(dana, { text: 'Only books are affected.' })
    })
    await look(page).click()
    await expect(page.getByRole('alert')).toContainText(/Dana Whitfield posted.*Only books.*Prices are an hour old\./s)
    await page.getByRole('button', { name: 'Publish all the same' }).click()
    await expect(timeline(page)).toContainText(/Prices are an hour old\..*Only books are affected\./s)
    expect(countUpdates(server, 'Prices are an hour old.')).toBe(1)
    await context.close()
  })

  test('change a component without writing over each other', async ({ page, browser, signIn }) => {
    await signIn(server, page, 'dana@acme.example')
    await page.goto(`${server.url}/admin/components`)
    await page.getByRole('link', { name: 'Website' }).click()
    await page.getByRole('textbox', { name: 'Description (optional)' }).fill('The shop’s pages.')
    await withNewPage(browser, async (other) => {
      await signIn(server, other, 'dana@acme.example')
      await other.goto(page.url())
      await other.getByRole('textbox', { name: 'Name', exact: true }).fill('Web shop')
      await other.getByRole('button', { name: 'Save what customers read' }).click()
      await expect(other.getByText('Saved. Customers read it now.')).toBeVisible()
    })
    const save = page.getByRole('button', { name: 'Save what customers read' })
    await save.click()
    const notice = page.getByRole('alert').filter({ hasText: 'You changed this component in another tab' })
    await expect(notice).toContainText('Web shop')
    await expect(page.getByRole('textbox', { name: 'Description (optional)' })).toHaveValue('The shop’s pages.')
    await save.click()
    await expect(page.getByText('Saved. Customers read it now.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Website')
    await save.click()
    await expect(page.getByText('Saved. Customers read it now.')).toBeVisible()
    await expect(notice).toHaveCount(0)
  })
})

test.describe('what is sent twice is done once', () => {
  test('by a double click', async ({ page, signIn, customer }) => {
    const title = 'Checkout is down in Norway'
    await signIn(server, page, 'priya@acme.example')
    await writeIncident(page, server, { title, text: 'Twice.' })
    await look(page).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).dblclick()
    await page.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}$/)
    expect(countIncidents(server, title)).toBe(1)
    await customer.goto(server.url)
    await expect(incidentCard(customer, title)).toHaveCount(1)
  })

  test('by two requests at the same time, without scripts, which lead to the same place', async ({
    browser,
    signIn,
  }) => {
    const title = 'Website is down in Wales'
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(server, page, 'priya@acme.example')
    await writeIncident(page, server, { title })
    await look(page).click()
    await expect(incidentCard(page, title)).toBeVisible()
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const request = await sent
    const headers = { ...(await request.allHeaders()) }
    const cookies = await context.cookies()
    const send = () =>
      fetch(request.url(), {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': headers['content-type'] ?? '',
          origin: server.url,
          cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        },
        body: request.postDataBuffer() as Buffer<ArrayBuffer>,
      })
    const answers = [...(await Promise.all([send(), send()])), await send()]
    const places = answers.map((answer) => answer.headers.get('location'))
    expect(places[0]).toMatch(/\/admin\/incidents\/[a-z0-9]{12}$/)
    expect(new Set(places).size).toBe(1)
    expect(countIncidents(server, title)).toBe(1)
    await context.close()
  })
})

test('who did what to an incident can be read to the last word', async ({ page, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  await writeIncident(page, server, {
    title: 'Checkout adds up wrong',
    text: 'Sums are off by a cent.',
    components: { Checkout: 'Degraded performance' },
  })
  await look(page).click()
  await publish(page)
  await page.waitForURL(/\/admin\/incidents\/[a-z0-9]{12}$/)
  await postUpdate(page, { state: 'Identified', text: 'Rounding is at fault.' })
  await page.getByRole('link', { name: 'All of it, with what changed' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who did what')
  const entries = page.getByRole('main').getByRole('listitem')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText(/Priya Raman posted an update.*Investigating.*Identified/s)
  await expect(entries.first()).toContainText('Rounding is at fault.')
  await expect(entries.last()).toContainText(/Priya Raman opened the incident.*Checkout: degraded performance/s)
})
