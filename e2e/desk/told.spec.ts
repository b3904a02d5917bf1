import { tellStory, type Story } from '#db/demo/story'
import { makeSubscriber } from '#db/demo/subscribers'
import { startTestMailServer } from '../../worker/mail/test-mail-server.ts'
import { discard, makeDataFolder, openForTest, startCandor } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

test('a responder sees how many will be told, the mail comes, and the ledger says so', async ({ page, signIn }) => {
  const mailServer = await startTestMailServer()
  let story: Story | undefined
  const dataDir = makeDataFolder((db) => {
    const now = Date.now()
    story = tellStory(db, now)
    makeSubscriber(db, { email: 'ada@example.com' }, now)
  })
  const candor = await startCandor(dataDir, { CANDOR_SMTP_URL: mailServer.url })
  const incidentId = story?.incidents.current ?? ''
  await signIn(candor, page, 'priya@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${incidentId}`)
  await page.getByLabel('What do customers need to know?').fill('Cards of **all** banks work again.')
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByText('1 subscriber is told: 1 by mail.')).toBeVisible()
  expect(mailServer.mails).toEqual([])
  await page.getByRole('button', { name: 'Publish, and tell 1 subscriber' }).click()
  const mail = await mailServer.next()
  expect(mail.text).toContain('Cards of **all** banks work again.')
  expect(mail.subject).toMatch(/^\[Update\] Checkout refuses/)

  const db = openForTest(dataDir)
  // The server's word comes a moment before the ledger's.
  await expect
    .poll(() =>
      db.$client
        .prepare('select count(*) from notifications where sent_at is not null and letter is null')
        .pluck()
        .get(),
    )
    .toBe(1)
  db.$client.close()
  await page.getByRole('link', { name: 'Who was told, and when' }).click()
  await expect(page.getByText(/^1 of 1 subscriber told within \d+ seconds?\.$/).first()).toBeVisible()
  await expect(page.getByText('ada@example.com')).toBeVisible()
  await expect(page.getByText(/Answer: 250/)).toBeVisible()

  await page.goto(`${candor.url}/admin/incidents/${incidentId}`)
  await page.getByLabel('What do customers need to know?').fill('A word fewer.')
  await page.getByLabel('Post quietly').check()
  await page.getByRole('button', { name: 'Look, then publish' }).click()
  await expect(page.getByText('No subscriber is told of it.')).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Update: Posted quietly: nobody was told.')).toBeVisible()

  await signIn(candor, page, 'vic@acme.example')
  await page.goto(`${candor.url}/admin/incidents/${incidentId}/told`)
  await expect(page.getByText('A subscriber, mail')).toBeVisible()
  await expect(page.getByText('ada@example.com')).toHaveCount(0)
  await page.goto('about:blank')
  await discard(candor)
  await mailServer.close()
})
