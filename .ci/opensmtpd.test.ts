import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSubscriber } from '#db/demo/subscribers'
import { mailTrial } from '../worker/outbox/mail-trial.ts'
import { startOpensmtpd, type Opensmtpd } from './opensmtpd.ts'

const trial = mailTrial()
let server: Opensmtpd
beforeAll(async () => {
  server = await startOpensmtpd(['ada'])
}, 120_000)
afterAll(() => server.stop())

test('OpenSMTPD takes what Candor sends and delivers it whole', async () => {
  makeSubscriber(trial.db, { email: 'ada@example.com' }, trial.now - 1)
  trial.open()
  expect(await trial.deliver(trial.senderTo(server.url))).toMatchObject({ sent: 1 })
  const [mail] = await server.mailsOf('ada', 1)
  expect(mail?.subject).toBe('[Investigating] Checkout: Card payments fail')
  expect(mail?.text).toContain('We see **errors**.')
  expect(mail?.html).toContain('<strong>errors</strong>')
  expect(mail?.text).toMatch(/https:\/\/status\.acme\.example\/subscriptions\/manage\/[\w.-]+$/m)
  expect(mail?.headers.get('list')).toMatchObject({
    'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    unsubscribe: { url: expect.stringContaining('https://status.acme.example/subscriptions/unsubscribe/') },
  })
})

test('OpenSMTPD refuses a mailbox that is not there, and it is quarantined', async () => {
  makeSubscriber(trial.db, { email: 'nobody-here@example.com' }, trial.now - 1)
  trial.open()
  expect(await trial.deliver(trial.senderTo(server.url))).toMatchObject({ sent: 0 })
  expect(trial.ledger()).toMatchObject([{ failed: 1, answer: expect.stringMatching(/^5\d\d/) }])
  expect(trial.db.get(sql`select quarantine_reason as reason from subscribers`)).toMatchObject({
    reason: expect.stringMatching(/^5\d\d/),
  })
})
