import type { Connection } from '#db/connection'
import { discard, openForTest, type CandorServer } from './candor-server.ts'
import { componentInput, incidentInput, maintenanceInput, type BadInput, type Ids } from './bad-input.ts'
import { sendForm, type Typed } from './filled-form.ts'
import { expect, startWithStory, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

/** What is wrong gets a message beside its field, what was typed stays, and nothing is changed. */
test.use({ javaScriptEnabled: false })

let server: CandorServer
let db: Connection
let ids: Ids

test.beforeAll(async () => {
  server = await startWithStory()
  db = openForTest(server.dataDir)
  const one = (query: string) => String(db.$client.prepare(query).pluck().get())
  ids = {
    open: one(`select id from incidents where resolved_at is null and kind = 'incident' and published_at is not null`),
    resolved: one(
      `select id from incidents where resolved_at is not null and kind = 'incident' and published_at is not null`,
    ),
    component: one('select id from components where archived_at is null and hidden_at is null order by position'),
    archived: one('select id from components where archived_at is not null'),
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

async function expectRefused(page: Page, bad: BadInput): Promise<void> {
  const typed = bad.typed(ids)
  const before = traces()
  const sent = await sendForm(page, server, bad.path(ids), bad.button, typed)
  expect(sent, bad.what).toEqual({ status: 200, location: null })
  await expect(page.getByRole('alert'), bad.what).toContainText(bad.says)
  const form = page.locator('form').filter({ has: page.getByRole('alert') })
  if (bad.field !== null) {
    const described = form.locator(
      `[aria-describedby$="${bad.field}-error"], [aria-describedby*="${bad.field}-error "]`,
    )
    await expect(described.first(), bad.what).toHaveAccessibleDescription(bad.says)
  }
  await expectKept(form, typed, bad.what)
  expect(traces(), bad.what).toEqual(before)
}

/** Each text that was typed into a field that people see stands there again, as it was typed. */
async function expectKept(form: ReturnType<Page['locator']>, typed: Typed, what: string): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = form.locator(`input[name="${name}"]:is([type=text], [type=url]), textarea[name="${name}"]`)
    if (typeof value !== 'string' || (await field.count()) !== 1) continue
    // A browser takes control characters out of a line's value by itself.
    expect(await field.inputValue(), what).toBe(value.replace(/[\r\n]/g, ''))
  }
}

const tables = { incident: incidentInput, maintenance: maintenanceInput, component: componentInput }

for (const [name, cases] of Object.entries(tables)) {
  test(`what is wrong in the forms of ${name}s is said beside its field, and nothing is changed`, async ({
    page,
    signIn,
  }) => {
    test.setTimeout(180_000)
    let signedIn = ''
    for (const bad of cases) {
      if (signedIn !== bad.by) await signIn(server, page, `${bad.by}@acme.example`)
      signedIn = bad.by
      await test.step(bad.what, () => expectRefused(page, bad))
    }
  })
}
