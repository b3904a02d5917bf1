import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage, makeReport } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import { endFinishedSubscriptions } from '#domain/subscriptions/incident-ends'
import { startTestMailServer } from '../mail/test-mail-server.ts'
import { deliverDue } from './deliver.ts'
import { createEmailSender } from './email-sender.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const settings = { url: 'https://status.acme.example', key: linkKey, mailFrom: 'Acme Status <status@acme.example>' }

test('whoever asked for one incident reads when it ends, and in the last mail that it was the last', async () => {
  const server = await startTestMailServer()
  const sender = createEmailSender({ ...settings, smtpUrl: server.url })
  const db = testDatabase()
  makePage(db, {}, start - 1)
  const componentId = makeComponent(db, {}, start)
  let now = start
  const deliver = () =>
    deliverDue(db, actor, sender, {
      clock: () => now,
      random: () => 0.5,
      retry: (run) => Promise.resolve().then(run),
    })
  const openOf = (status: 'major_outage' | 'degraded_performance') =>
    makeIncident(db, { components: [{ componentId, status }] }, now)
  const [owing, mild] = [openOf('major_outage'), openOf('degraded_performance')]
  makeSubscriber(db, { email: 'ada@example.com', incidentIds: [owing] }, now)
  makeSubscriber(db, { email: 'bob@example.com', incidentIds: [mild] }, now)
  makeSubscriber(db, { email: 'cyd@example.com' }, now)
  const textTo = (name: string) => server.mails.filter((mail) => JSON.stringify(mail.to).includes(name)).at(-1)?.text

  now += minuteMs
  for (const incidentId of [owing, mild])
    postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'Fine.' }, now)
  await deliver()
  expect(textTo('ada')).toContain('Its follow-up report is the last that you hear; then your address is deleted.')
  expect(textTo('bob')).toContain('if no report of it is published by 8 Dec, 14:06 UTC, this was the last message')
  expect(textTo('cyd')).not.toContain('deleted')

  now += minuteMs
  makeReport(db, { incidentId: owing }, now)
  await deliver()
  expect(textTo('ada')).toContain(
    'because you asked for this incident only. It is over, and there is nothing more to tell: this was the last message, and your address is deleted.',
  )
  expect(textTo('cyd')).not.toContain('deleted')
  expect(endFinishedSubscriptions(db, now)).toBe(true)
  expect(await deliver()).toEqual({ taken: 0, sent: 0, blocked: null })
  sender.close()
  await server.close()
})
