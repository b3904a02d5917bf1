import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { holdMessagesBack, holdNewsBack } from '#db/demo/held'
import { makeSubscriber } from '#db/demo/subscribers'
import { listHoldsToTell } from '#domain/outbox/holds'
import { addPerson } from '#domain/people/people'
import { createMailer } from '../mail/smtp.ts'
import { createAskOwners } from './ask-owners.ts'
import { mailTrial, url } from './mail-trial.ts'

const trial = mailTrial()
const mailFrom = 'Acme Status <status@acme.example>'

/** A page with two owners and a responder, on which something is held back. */
function holdBack(): void {
  for (const [name, role] of [
    ['dana', 'owner'],
    ['omar', 'owner'],
    ['priya', 'responder'],
  ] as const) {
    addPerson(trial.db, terminal, { email: `${name}@acme.example`, name, role }, trial.now)
  }
  makeSubscriber(trial.db, {}, trial.now)
  holdNewsBack(trial.db, trial.open(), 1_204_000, trial.now)
}

function asking(smtpUrl: string | null) {
  const mailer = smtpUrl === null ? null : createMailer({ url: smtpUrl, from: mailFrom })
  trial.cleanUps.unshift(() => mailer?.close())
  const ask = createAskOwners({ url, mailFrom, send: mailer?.send ?? null })
  return () => ask(trial.db, { clock: () => trial.now, retry: (run) => Promise.resolve().then(run) })
}

test('every owner is asked once, and nobody else', async () => {
  const server = await trial.mailServer()
  holdBack()
  const ask = asking(server.url)
  expect(await ask()).toBe(0)
  expect(await ask()).toBe(0)
  const to = server.mails.map((mail) => (Array.isArray(mail.to) ? '' : mail.to?.text))
  expect(to).toEqual(['dana@acme.example', 'omar@acme.example'])
  const [mail] = server.mails
  expect(mail?.subject).toBe('Held back until you decide: news of Acme Status')
  expect(mail?.text).toContain(
    'News of “Card payments fail”, for 1,204,000 subscribers, which is more than may be told',
  )
  expect(mail?.html).toContain(`${url}/admin/held`)
})

test('a storm on addresses is asked about in words of its own', async () => {
  const server = await trial.mailServer()
  addPerson(trial.db, terminal, { email: 'dana@acme.example', name: 'Dana', role: 'owner' }, trial.now)
  makeSubscriber(trial.db, {}, trial.now)
  holdMessagesBack(trial.db, trial.open(), trial.now)
  await asking(server.url)()
  expect(server.mails[0]?.text).toContain('1 message to 1 address, which got 10 within an hour already')
})

test('an owner whose mail is not taken is asked again, the others are not', async () => {
  let isRefusing = true
  const server = await trial.mailServer({
    onRcptTo: ({ address }, _session, callback) => {
      if (isRefusing && address.startsWith('omar')) callback(Object.assign(new Error('later'), { responseCode: 451 }))
      else callback()
    },
  })
  holdBack()
  const ask = asking(server.url)
  expect(await ask()).toBe(1)
  isRefusing = false
  expect(await ask()).toBe(0)
  expect(server.mails).toHaveLength(2)
})

test('where no mail is sent, the log and the admin area ask', async () => {
  holdBack()
  expect(listHoldsToTell(trial.db)).toHaveLength(1)
  expect(await asking(null)()).toBe(0)
  expect(listHoldsToTell(trial.db)).toEqual([])
})
