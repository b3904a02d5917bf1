import { readFileSync } from 'node:fs'
import { makeSubscriber } from '#db/demo/subscribers'
import { terminal } from '#db/demo/actors'
import { tellStory } from '#db/demo/story'
import { quarantineSubscriber } from '#domain/subscriptions/recipients'
import { expectAccessible } from '../accessible.ts'
import { discard, makeDataFolder, openForTest, startCandor, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

const dana = 'dana@acme.example'

let server: CandorServer
let ada: string

test.beforeEach(async () => {
  server = await startCandor(
    makeDataFolder((db) => {
      const now = Date.now()
      tellStory(db, now)
      ada = makeSubscriber(db, { email: 'ada@example.com' }, now).id
      quarantineSubscriber(db, terminal, { id: ada, reason: '550 no such user' }, now)
    }),
  )
})

test.afterEach(async ({ page }) => {
  await page.goto('about:blank')
  await discard(server)
})

function rows(query: string): unknown[] {
  const db = openForTest(server.dataDir)
  const found = db.$client.prepare(query).all()
  db.$client.close()
  return found
}

test('somebody is added and asked by letter, is found, and is removed without a trace', async ({ page, signIn }) => {
  await signIn(server, page, dana)
  await page.goto(`${server.url}/admin`)
  await page.getByRole('navigation').getByRole('link', { name: 'Subscribers' }).click()
  await expect(page.getByText(/^Mail is off: nobody is told by e-mail/)).toBeVisible()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
  await page.getByRole('button', { name: 'Add the subscriber' }).click()
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveAccessibleDescription(/subscribed already/)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('noor@example.com')
  await page.getByText('Only parts', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Checkout', exact: true }).check()
  await page.getByRole('button', { name: 'Add the subscriber' }).click()
  await expect(page.getByText(/^A letter is on its way/)).toBeVisible()
  expect(rows(`select letter, sent_at from notifications where sent_at is null`)).toEqual([
    { letter: 'confirm', sent_at: null },
  ])
  await expect(page.getByRole('row', { name: 'E-mail 0 1 1' })).toBeVisible()

  await page.getByRole('searchbox', { name: 'Part of an address' }).fill('NOOR@')
  await page.getByRole('button', { name: 'Show these' }).click()
  await expect(page.getByText('1 subscriber fits.')).toBeVisible()
  await expectAccessible(page, 'the list of subscribers')
  await page.getByRole('link', { name: 'noor@example.com' }).click()
  await expect(page.getByText('Of Checkout')).toBeVisible()
  await expect(page.getByText('The letter that asks them to confirm')).toBeVisible()
  await expect(page.getByText('the team', { exact: true })).toBeVisible()
  await expectAccessible(page, 'one subscriber')
  await page.getByText('Ask again…').click()
  await page.getByRole('button', { name: 'Ask again by letter' }).click()
  await expect(page.getByText('The letter is on its way again.')).toBeVisible()
  await page.getByText('Make new links…').click()
  await page.getByRole('button', { name: 'Make new links' }).click()
  await expect(page.getByText(/The links in earlier mails work no more/)).toBeVisible()
  await page.getByText('Remove…').click()
  await expect(page.getByText(/are erased for good/)).toBeVisible()
  await page.getByRole('button', { name: 'Remove the subscriber' }).click()
  await expect(page).toHaveURL(`${server.url}/admin/subscribers`)
  await expect(page.getByText('noor@example.com')).toHaveCount(0)
  expect(JSON.stringify([rows('select * from subscribers'), rows('select * from audit_log')])).not.toContain('noor@')
})

test('what is held back is sent again, and an owner’s word subscribes somebody at once', async ({ page, signIn }) => {
  await signIn(server, page, dana)
  await page.goto(`${server.url}/admin/subscribers/${ada}`)
  await expect(page.getByText(/^Nothing is sent there since .*550 no such user$/)).toBeVisible()
  await page.getByText('Send to it again…').click()
  await page.getByRole('button', { name: 'Send to it again' }).click()
  await expect(page.getByText(/^Nothing is sent there since/)).toHaveCount(0)

  await page.goto(`${server.url}/admin/subscribers`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('noor@example.com')
  await page.getByText('They did, elsewhere').click()
  await page.getByLabel('On which day?').fill('2026-01-05')
  await page.getByLabel('Where?').fill('the contract of 2026')
  await page.getByRole('button', { name: 'Add the subscriber' }).click()
  await expect(page.getByText(/^Added, with the consent that you stated/)).toBeVisible()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('sam@acme.example')
  await page.getByText('Internal', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Add the subscriber' }).click()
  await expect(page.getByText(/internal news too/)).toBeVisible()
  await expect(page.getByText('1 of them is internal')).toBeVisible()
  await page.getByText('Internal chat', { exact: true }).click()
  await page.getByLabel('Address of the chat’s incoming webhook').fill('https://hooks.slack.com/services/T0/B0/secret')
  await page.getByRole('button', { name: 'Add the subscriber' }).click()
  await expect(page.getByText(/^Added\. The chat hears of the next news, internal news too/)).toBeVisible()
  await expect(page.getByText('2 of them are internal')).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('T0/B0')
  await page.getByRole('link', { name: 'noor@example.com' }).click()
  await expect(page.getByText('the contract of 2026')).toBeVisible()
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('a list is imported after a look, with what is wrong in it by line, and exported again', async ({
      page,
      signIn,
    }) => {
      await signIn(server, page, dana)
      await page.goto(`${server.url}/admin/subscribers`)
      const csv = [
        'email,consent_date,consent_source,components',
        'noor@example.com,2025-03-01,trade fair,Checkout',
        'ada@example.com,2025-03-01,trade fair,',
        'nobody,2025-03-01,trade fair,',
      ].join('\r\n')
      const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
      await page.getByLabel('CSV file').setInputFiles(file)
      await page.getByRole('button', { name: 'Look through the file' }).click()
      await expect(page.getByRole('heading', { name: '1 subscriber would be added' })).toBeFocused()
      await expect(page.getByText('1 known already; they stay as they are')).toBeVisible()
      await expect(page.getByText(/^Line 4: This is no e-mail address/)).toBeVisible()
      // Without scripts there is nothing to run it with.
      if (javaScriptEnabled) await expectAccessible(page, 'the look at an import')
      expect(rows('select 1 from subscribers')).toHaveLength(1)
      await page.getByRole('button', { name: 'Change it' }).click()
      await page.getByLabel('CSV file').setInputFiles(file)
      await page.getByRole('button', { name: 'Look through the file' }).click()
      await page.getByRole('button', { name: 'Add 1 subscriber' }).click()
      await expect(page.getByText('1 subscriber added. They hear of the next news.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'noor@example.com' })).toBeVisible()

      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download as CSV' }).click()
      const exported = readFileSync(await (await download).path(), 'utf8').split('\r\n')
      expect(exported).toContain(
        'noor@example.com,2025-03-01T00:00:00.000Z,trade fair,checkout,all,none,yes,as_it_happens,,active',
      )
      expect(exported.find((line) => line.startsWith('ada@example.com'))).toMatch(/,quarantined$/)
      expect(rows(`select 1 from audit_log where action = 'subscriber.export'`)).toHaveLength(1)
    })
  })
}

test('a viewer sees numbers and no address, support reads and changes nothing, a responder takes no list out', async ({
  page,
  signIn,
}) => {
  const paths = ['/admin/subscribers', '/admin/subscribers?search=ada', `/admin/subscribers/${ada}`]
  await signIn(server, page, 'vic@acme.example')
  for (const path of paths) {
    await page.goto(server.url + path)
    expect(await page.content()).not.toContain('ada@example.com')
  }
  await page.goto(`${server.url}/admin/subscribers`)
  await expect(page.getByRole('row', { name: 'E-mail 0 0 1' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)

  await signIn(server, page, 'sam@acme.example')
  await page.goto(`${server.url}/admin/subscribers/${ada}`)
  await expect(page.getByRole('heading', { name: 'ada@example.com' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  await page.goto(`${server.url}/admin/subscribers`)
  await expect(page.getByRole('button', { name: 'Add the subscriber' })).toHaveCount(0)

  await signIn(server, page, 'priya@acme.example')
  await page.goto(`${server.url}/admin/subscribers`)
  await expect(page.getByText('They did, elsewhere')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Look through the file' })).toHaveCount(0)
  expect((await page.request.get(`${server.url}/admin/subscribers/export`)).status()).toBe(403)
})
