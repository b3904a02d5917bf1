import { sql } from 'drizzle-orm'
import type { Connection } from '#db/connection'
import { holdMessagesBack } from '#db/demo/held'
import { makeIncident } from '#db/demo/makers'
import { tellStory, type Story } from '#db/demo/story'
import { makeSubscriber } from '#db/demo/subscribers'
import { startTestMailServer } from '../../worker/mail/test-mail-server.ts'
import { expectAccessible } from '../accessible.ts'
import { discard, makeDataFolder, openForTest, startCandor } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

const [dana, priya] = ['dana@acme.example', 'priya@acme.example']
const crowd = 1_200

/** More who said yes than may be told unasked. */
function fill(db: Connection, now: number): void {
  db.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${crowd})
    insert into subscribers (id, channel, audience, address, covers_page, link_salt, created_at, confirmed_at,
      consent_source, updated_at)
    select 'crowd' || i, 'email', 'public', 'crowd' || i || '@example.com', 1, 'salt', ${now}, ${now}, 'page', ${now} from n`)
}

test('news for too many waits until an owner, who is asked loudly, tells nobody', async ({ page, signIn }) => {
  const mailServer = await startTestMailServer()
  let story: Story | undefined
  const dataDir = makeDataFolder((db) => {
    const now = Date.now()
    story = tellStory(db, now)
    fill(db, now)
  })
  const candor = await startCandor(dataDir, { CANDOR_SMTP_URL: mailServer.url, CANDOR_MOST_RECIPIENTS: '1000' })
  const incidentId = story?.incidents.current ?? ''
  await signIn(candor, page, priya)
  await page.goto(`${candor.url}/admin/incidents/${incidentId}`)
  await page.getByLabel('What do customers need to know?').fill('Send us your passwords.')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByText(/more than the 1,000 who may be told unasked\. It is held back/)).toBeVisible()
  await page.getByRole('button', { name: /^Publish, and tell / }).click()
  const mail = await mailServer.next()
  expect(JSON.stringify(mail.to)).toContain(dana)
  expect(mail.subject).toMatch(/^Held back until you decide/)
  expect(mail.text).toMatch(/News of “Checkout refuses .*”, for 1,200 subscribers/)
  expect(mail.text).toContain('/admin/held')

  await page.goto(`${candor.url}/admin/incidents/${incidentId}/told`)
  await expect(page.getByRole('region', { name: 'Held back' })).toContainText('for 1,200 subscribers')
  await expect(page.getByText(/^Held back until an owner decides: it is for 1,200 subscribers/).first()).toBeVisible()
  await page.getByRole('link', { name: 'See what is held back' }).click()
  await expect(page.getByText(/needs the role owner/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Tell / })).toHaveCount(0)

  await signIn(candor, page, dana)
  await page.goto(`${candor.url}/admin`)
  await page.getByRole('link', { name: 'you tell them, or tell nobody' }).click()
  await expectAccessible(page, 'what is held back')
  await expect(page.getByRole('button', { name: /^Tell 1,200 subscribers: / })).toBeVisible()
  await page.getByRole('button', { name: /^Tell nobody: / }).click()
  await expect(page.getByText('Nothing is held back.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Held back' })).toHaveCount(0)
  await page.goto(`${candor.url}/admin/incidents/${incidentId}/told`)
  await expect(page.getByText('An owner decided that nobody is told.').first()).toBeVisible()
  expect(mailServer.mails.filter(({ subject }) => !subject?.startsWith('Held back'))).toEqual([])
  await page.goto('about:blank')
  await discard(candor)
  await mailServer.close()
})

test.describe('without JavaScript and by keyboard', () => {
  test.use({ javaScriptEnabled: false })

  test('what is too much for an address is sent as one message', async ({ page, signIn }) => {
    const dataDir = makeDataFolder((db) => {
      const now = Date.now()
      tellStory(db, now)
      makeSubscriber(db, { email: 'ada@example.com' }, now)
      holdMessagesBack(db, makeIncident(db, { title: 'Search is slow' }, now), now)
    })
    // No mail is sent: what is let go stays where it can be looked at.
    const candor = await startCandor(dataDir)
    await signIn(candor, page, dana)
    await page.goto(`${candor.url}/admin/held`)
    await expect(page.getByRole('heading', { name: '1 message to 1 address' })).toBeVisible()
    await page.getByRole('button', { name: /^Send it to 1 address/ }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Nothing is held back.')).toBeVisible()
    const db = openForTest(dataDir)
    const released = db.$client.prepare('select count(*) from notifications where released_at is not null').pluck()
    await expect.poll(() => released.get()).toBe(1)
    db.$client.close()
    await page.goto('about:blank')
    await discard(candor)
  })
})
