import type { Locator, Page } from '@playwright/test'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { createAlertSource } from '#domain/alerts/alert-sources'
import { discard, openForTest, type CandorServer } from '../candor-server.ts'
import { incidentCard } from '../customer.ts'
import { expect, startWithStory, test } from '../fixtures.ts'
import { peopleInput, tokenInput } from './access.ts'
import { actInput } from './acts.ts'
import { alertInput } from './alerts.ts'
import type { BadInput, Ids, Who } from './bad-input.ts'
import { componentInput } from './components.ts'
import { correctionInput } from './corrections.ts'
import { customerInput } from './customers.ts'
import { fillForm, sendForm, type Typed } from './filled-form.ts'
import { harmlessInput, harmlessPath } from './harmless.ts'
import { incidentInput } from './incidents.ts'
import { maintenanceInput } from './maintenance.ts'
import { reportInput } from './reports.ts'
import { roleInput } from './roles.ts'
import { settingsInput } from './settings.ts'
import { subscriberInput } from './subscribers.ts'

/** What is wrong gets a message beside its field, what was typed stays, and nothing is changed. */
test.use({ javaScriptEnabled: false })

let server: CandorServer
let db: Connection
let ids: Ids

test.beforeAll(async () => {
  const { story, ...started } = await startWithStory()
  server = started
  db = openForTest(server.dataDir)
  const one = (query: string, ...values: string[]) =>
    String(
      db.$client
        .prepare(query)
        .pluck()
        .get(...values),
    )
  const { current, falseAlarm, searchGaps, textMessagesLost, cardsRefused } = story.incidents
  const newest =
    'from incident_updates where incident_id = ? and published_at is not null order by published_at desc limit 1'
  const updatedAt = Number(one(`select happened_at ${newest}`, current))
  ids = {
    open: current,
    update: one(`select id ${newest}`, current),
    afterUpdate: new Date(updatedAt + 60_000).toISOString().slice(0, 19),
    resolved: searchGaps,
    window: one('select id from impact_windows where incident_id = ?', searchGaps),
    internal: story.private.internalIncident,
    falseAlarm,
    owesReport: textMessagesLost,
    reported: cardsRefused,
    planned: story.maintenances.planned,
    component: story.components.checkout,
    archived: one('select id from components where archived_at is not null'),
    alertSource: createAlertSource(db, terminal, { name: 'Alertmanager, production' }, Date.now()).id,
    viewer: one('select id from people where email = ?', 'vic@acme.example'),
  }
})

test.afterAll(async () => {
  db.$client.close()
  await discard(server)
})

/** Everything that a write leaves behind. */
function traces(): unknown {
  return db.$client
    .prepare('select (select number from revision) as revision, (select max(number) from audit_log) as audit')
    .get()
}

type SignIn = (who: Who) => Promise<void>

async function expectRefused(page: Page, signIn: SignIn, bad: BadInput): Promise<void> {
  const { what, by, sentBy, path, button, says, field } = bad
  const typed = bad.typed(ids)
  await signIn(by)
  const form = await fillForm(page, server.url + path(ids), button, typed)
  if (sentBy) await signIn(sentBy)
  const before = traces()
  expect(await sendForm(page, form), what).toEqual({ status: 200, location: null })
  if (sentBy) {
    await expect(page.getByRole('main'), what).toContainText(says)
  } else {
    await expect(page.getByRole('alert'), what).toContainText(says)
    const shown = page.locator('form').filter({ has: page.getByRole('alert') })
    if (field !== null) {
      const described = shown.locator(`[aria-describedby$="${field}-error"], [aria-describedby*="${field}-error "]`)
      await expect(described.first(), what).toHaveAccessibleDescription(says)
    }
    await expectKept(shown, typed, what)
  }
  expect(traces(), what).toEqual(before)
}

/** Each text that was typed into a field that people see stands there again, as it was typed. */
async function expectKept(form: Locator, typed: Typed, what: string): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = form.locator(
      `input[name="${name}"]:is([type=text], [type=url], [type=email]), textarea[name="${name}"]`,
    )
    if (typeof value === 'string' && (await field.count()) === 1) expect(await field.inputValue(), what).toBe(value)
  }
}

const tables = {
  'an incident': incidentInput,
  'a maintenance': maintenanceInput,
  'a component': componentInput,
  'a correction': correctionInput,
  'what is done to an incident': actInput,
  'a report': reportInput,
  'the settings': settingsInput,
  'a customer': customerInput,
  people: peopleInput,
  'a token': tokenInput,
  alerts: alertInput,
  'a subscriber': subscriberInput,
  'somebody without the role': roleInput,
}

for (const [name, cases] of Object.entries(tables)) {
  test(`what is wrong in the forms of ${name} is said beside its field, and nothing is changed`, async ({
    page,
    signIn,
  }) => {
    let signedIn: Who | null = null
    for (const bad of cases) {
      await test.step(bad.what, () =>
        expectRefused(
          page,
          async (who) => {
            if (signedIn !== who) await signIn(server, page, `${who}@acme.example`)
            signedIn = who
          },
          bad,
        ),
      )
    }
  })
}

test('text that looks dangerous is read as it was typed, and does nothing', async ({ page, signIn }) => {
  await signIn(server, page, 'priya@acme.example')
  for (const { what, typed, reads } of harmlessInput) {
    await test.step(what, async () => {
      const before = traces()
      const form = await fillForm(page, server.url + harmlessPath(ids), 'Look, then publish', typed)
      expect(await sendForm(page, form), what).toEqual({ status: 200, location: null })
      const preview = incidentCard(page, 'Checkout refuses some card payments')
      await expect(preview, what).toContainText(reads)
      await expect(preview.locator('script, img, [onerror], a[href^="javascript"], a[href^="data"]')).toHaveCount(0)
      expect(traces(), what).toEqual(before)
    })
  }
})
