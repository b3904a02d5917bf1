import type { Page } from '@playwright/test'
import { deliver, makeAlertRule, makeAlertSource, receivedAlert } from '#db/demo/alerts'
import { expectAccessible } from '../accessible.ts'
import { openForTest, type CandorServer } from '../candor-server.ts'
import { componentRow, headline } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { choose, publish } from '../responder.ts'
import { hasAlertmanager, startAlertmanager } from './alertmanager.ts'

const drafts = (page: Page) => page.getByRole('region', { name: /^Drafts from alerts/ })
const address = (page: Page) => page.getByRole('textbox', { name: /^The address; keep it/ })

/** Makes a source in the admin area; returns its address, and leaves the page on its rules. */
async function makeSource(page: Page, server: CandorServer, name: string): Promise<string> {
  await page.goto(`${server.url}/admin/alerts`)
  await page.getByRole('textbox', { name: 'What sends alerts?' }).fill(name)
  await page.getByRole('button', { name: 'Make the address' }).click()
  await expect(address(page)).toHaveValue(/\/intake\/cndr_in_[A-Za-z0-9]{43}$/)
  const value = await address(page).inputValue()
  await page.getByRole('link', { name: 'add rules' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return value
}

async function addRule(page: Page, rule: { conditions: string; component: string; mode?: string }): Promise<void> {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add the rule' }) })
  await form.getByRole('textbox', { name: 'Conditions on labels' }).fill(rule.conditions)
  await form.getByRole('combobox', { name: 'Component that they concern' }).selectOption(rule.component)
  if (rule.mode) await choose(page, rule.mode)
  await form.getByRole('button', { name: 'Add the rule' }).click()
  await expect(page.getByText(new RegExp(`^Rule \\d+: ${rule.component}$`)).first()).toBeVisible()
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
}

const plain = (service: string, more: Record<string, unknown> = {}) => ({
  group: 'nightly',
  status: 'firing',
  labels: { service, host: 'web-eu-3' },
  ...more,
})

if (hasAlertmanager) {
  test('what a real Alertmanager sends becomes a draft, which a responder publishes, and its end proposes monitoring', async ({
    page,
    customer,
    candor,
    signIn,
  }) => {
    await signIn(candor, page, 'dana@acme.example')
    const url = await makeSource(page, candor, 'Alertmanager, production')
    await addRule(page, { conditions: 'service="search"\nseverity=~"critical|page"', component: 'Search' })
    const alertmanager = await startAlertmanager(url)
    const labels = { alertname: 'HighErrorRate', service: 'search', severity: 'critical', instance: 'web-eu-3' }
    const summary = '12 % of searches at web-eu-3 fail'

    await test.step('the draft stands at the responder’s, and nobody else’s', async () => {
      await signIn(candor, page, 'priya@acme.example')
      await page.goto(`${candor.url}/admin`)
      await expect(drafts(page)).toBeHidden()
      await alertmanager.alert(labels, { summary })
      await expect(drafts(page)).toContainText('Search: partial outage')
      await expectAccessible(page, 'the home with a draft')
      await customer.goto(candor.url)
      await expect(componentRow(customer, 'Search')).toContainText('Operational')
    })

    const path = await test.step('it is looked at and published', async () => {
      await drafts(page).getByRole('link', { name: 'Search: partial outage' }).click()
      await expect(page.getByText('Alertmanager, production sent them: 1 firing, 0 ended.')).toBeVisible()
      await expect(page.getByText(summary)).toBeVisible()
      await expectAccessible(page, 'the draft')
      const link = new URL(page.url()).pathname
      await page.getByRole('link', { name: 'Look, then publish it' }).click()
      await page.getByRole('button', { name: 'Look, then publish' }).click()
      await publish(page, 'Make it public')
      await page.waitForURL(`**${link}`)
      await customer.reload()
      await expect(componentRow(customer, 'Search')).toContainText('Partial outage')
      await customer.goto(candor.url + link.replace('/admin', ''))
      await expect(headline(customer)).toHaveText('Search: partial outage')
      await expect(customer.getByRole('main')).not.toContainText('web-eu-3')
      return link
    })

    await test.step('its end proposes monitoring, which the responder posts', async () => {
      await alertmanager.alert(labels, { summary, ended: true })
      await expect(page.getByRole('status').filter({ hasText: 'Proposed: “Monitoring”' })).toBeVisible()
      await customer.reload()
      await expect(customer.getByRole('main')).not.toContainText('Monitoring')
      await page.goto(candor.url + path)
      await expect(page.getByRole('radio', { name: 'Monitoring' })).toBeChecked()
      await page.getByRole('button', { name: 'Look, then publish' }).click()
      await publish(page)
      await expect(page.getByText('Proposed: “Monitoring”')).toBeHidden()
      await customer.reload()
      await expect(customer.getByRole('main')).toContainText('Monitoring')
    })
    await alertmanager.stop()
  })
}

test('an owner makes rules, tries them, orders and removes them, and revokes the address', async ({
  page,
  candor,
  signIn,
}) => {
  await signIn(candor, page, 'dana@acme.example')
  await page.goto(`${candor.url}/admin/settings`)
  await page.getByRole('link', { name: 'alerts', exact: true }).click()
  await expectAccessible(page, 'alerts')
  const url = await makeSource(page, candor, 'Cron')
  await page.goBack()
  await expect(address(page)).toBeHidden()
  await page.getByRole('link', { name: 'Cron' }).click()

  await test.step('what is wrong with a rule is said beside it, and stays typed', async () => {
    await page.getByRole('textbox', { name: 'Conditions on labels' }).fill('service=~(')
    await page.getByRole('button', { name: 'Add the rule' }).click()
    const field = page.getByRole('textbox', { name: 'Conditions on labels' })
    await expect(field).toHaveAccessibleDescription(/can’t be read as a pattern/)
    await expect(field).toHaveValue('service=~(')
    await expectAccessible(page, 'a rule with a mistake')
  })
  await addRule(page, { conditions: 'service="search"', component: 'Search' })

  await test.step('what no rule matches is listed, with the way to a rule', async () => {
    expect(await (await post(url, plain('mail'))).json()).toMatchObject({
      outcome: 'unmatched',
      draft: null,
      ignored: 1,
    })
    expect((await post(url, '{')).status).toBe(400)
    await page.reload()
    await expect(page.getByText('Refused')).toBeVisible()
    await page.getByRole('link', { name: /^Make a rule for/ }).click()
    const field = page.getByRole('textbox', { name: 'Conditions on labels' }).last()
    await expect(field).toHaveValue('service="mail"')
    await expectAccessible(page, 'a source')
  })

  await test.step('a trial says which rule matches, and does nothing', async () => {
    await page.getByRole('textbox', { name: 'Labels or a payload' }).fill('service=search')
    await page.getByRole('button', { name: 'See which rule matches' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'rule 1 drafts an incident: Search' })).toBeVisible()
  })

  await test.step('rules move and go', async () => {
    await addRule(page, { conditions: 'service="edge"', component: 'Website', mode: 'Set the status, public at once' })
    await page.getByRole('button', { name: 'Move rule 2 up' }).click()
    await expect(page.getByText('Rule 1: Website')).toBeVisible()
    await page.getByText('Change or remove it').last().click()
    await page.getByRole('button', { name: 'Remove rule 2' }).click()
    await expect(page.getByText('Rule 2: Search')).toBeHidden()
  })

  await test.step('the rule that sets a status does so until its alert ends', async () => {
    expect(await (await post(url, plain('edge'))).json()).toMatchObject({ outcome: 'status_set', draft: null })
    await page.goto(candor.url)
    await expect(componentRow(page, 'Website')).toContainText('Partial outage')
  })

  await test.step('revoked, the address leads nowhere, and what it held is let go', async () => {
    await page.goto(`${candor.url}/admin/alerts`)
    await page.getByText('Revoke…').click()
    await expect(page.getByText(/1 status less/)).toBeVisible()
    await page.getByRole('button', { name: 'Revoke Cron' }).click()
    await expect(page.getByRole('heading', { name: 'Revoked' })).toBeVisible()
    expect((await post(url, plain('edge'))).status).toBe(404)
    await page.goto(candor.url)
    await expect(componentRow(page, 'Website')).toContainText('Operational')
  })
})

test('deliveries that come at once make one draft; a wrong address is always the same 404; no log holds a token', async ({
  candor,
}) => {
  const db = openForTest(candor.dataDir)
  const source = makeAlertSource(db, Date.now())
  makeAlertRule(db, { source, service: 'search', componentId: candor.story.components.search }, Date.now())
  const url = `${candor.url}/intake/${source.token}`
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(url, plain('search'))))
  const told = await Promise.all(answers.map((answer) => answer.json() as Promise<{ draft: string; outcome: string }>))
  expect(new Set(told.map(({ draft }) => draft)).size).toBe(1)
  expect(told.filter(({ outcome }) => outcome === 'draft_opened')).toHaveLength(1)

  const wrong = await Promise.all(
    ['x', `${source.token}x`, 'cndr_in_'].map(async (token) => {
      const answer = await post(`${candor.url}/intake/${token}`, plain('search'))
      return [answer.status, await answer.text()].join(' ')
    }),
  )
  expect(new Set(wrong).size).toBe(1)
  expect(wrong[0]).toMatch(/^404 /)
  expect((await post(url, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413)
  expect((await fetch(url)).status).toBe(405)
  await post(`${candor.url}/%69ntake/${source.token}`, plain('search'))
  expect(candor.logLines.some(({ path }) => path === '/intake/…')).toBe(true)
  expect(JSON.stringify(candor.logLines)).not.toContain(source.token)
  db.$client.close()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an address is made and shown once, a rule is added, and a draft is discarded by one press', async ({
    page,
    candor,
    signIn,
  }) => {
    await signIn(candor, page, 'dana@acme.example')
    await makeSource(page, candor, 'Cron')
    await addRule(page, { conditions: 'service="search"', component: 'Search' })
    const db = openForTest(candor.dataDir)
    const now = Date.now()
    const source = makeAlertSource(db, now)
    makeAlertRule(db, { source, service: 'search', componentId: candor.story.components.search }, now)
    deliver(db, { source, alerts: [receivedAlert('search', {}, now)] }, now)
    await page.goto(`${candor.url}/admin`)
    await drafts(page).getByRole('button', { name: 'Discard it: Search: partial outage' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(drafts(page)).toBeHidden()
    deliver(db, { source, alerts: [receivedAlert('search', {}, now)] }, now + 1)
    await page.reload()
    await expect(drafts(page)).toBeHidden()
    db.$client.close()
  })
})

test('nobody but an owner sees the addresses and rules', async ({ page, sharedCandor, signIn }) => {
  await signIn(sharedCandor, page, 'priya@acme.example')
  for (const path of ['/admin/alerts', '/admin/alerts/unknown']) {
    await page.goto(sharedCandor.url + path)
    await expect(page.getByText('needs the role owner')).toBeVisible()
    await expect(page.getByRole('textbox')).toBeHidden()
  }
})
