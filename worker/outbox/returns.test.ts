import { expect, test } from 'vitest'
import { makeIncident, makePage } from '#db/demo/makers'
import { gmailBounce } from '#db/demo/returned-mails-of-providers'
import { terminal } from '#db/demo/actors'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { readReturnedMail } from '#domain/returns/returned-mail'
import { takeReturn } from '#domain/returns/returns'
import { requireSubscriber } from '#domain/subscriptions/subscriber-acts'
import { startTestMailServer } from '../mail/test-mail-server.ts'
import { deliverDue } from './deliver.ts'
import { createEmailSender } from './email-sender.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const settings = { url: 'https://status.acme.example', key: linkKey, mailFrom: 'Acme Status <status@acme.example>' }

test('a mail that was sent leads back to its subscriber, and comes back to the address for bounces', async () => {
  const froms: string[] = []
  const server = await startTestMailServer({
    onMailFrom: ({ address }, _session, done) => {
      froms.push(address)
      done()
    },
  })
  const mailBounces = 'bounces@acme.example'
  const sender = createEmailSender({ ...settings, smtpUrl: server.url, mailBounces })
  const db = testDatabase()
  makePage(db, {}, now - 1)
  const subscribers = ['ada@customer.example', 'bob@customer.example'].map((email) =>
    makeSubscriber(db, { email }, now),
  )
  makeIncident(db, {}, now)
  await deliverDue(db, actor, sender, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })
  expect(froms).toEqual([mailBounces, mailBounces])
  expect(server.mails.map((mail) => mail.from?.text)).toEqual(Array(2).fill('"Acme Status" <status@acme.example>'))
  for (const { headerLines } of server.mails) {
    const original = headerLines.map(({ line }) => line).join('\n')
    // As a server returns it: the address that it knows may be another.
    const mail = await readReturnedMail(Buffer.from(gmailBounce({ to: 'x@elsewhere.example', original })))
    expect(mail && takeReturn(db, terminal, { mail, key: linkKey }, now)).toEqual({
      outcome: 'held_back',
      subscribers: 1,
    })
  }
  expect(subscribers.map(({ id }) => requireSubscriber(db, id).quarantinedAt)).toEqual([now, now])
  sender.close()
  await server.close()
})
