import { expect, test } from 'vitest'
import { makeSubscriber } from '#db/demo/subscribers'
import { mailTrial } from './mail-trial.ts'

const trial = mailTrial()
const minuteMs = 60_000

test('a domain that gets too much is left alone as a whole, longer each time, and others are not', async () => {
  let isBusy = true
  const asked: string[] = []
  const server = await trial.mailServer({
    onRcptTo: ({ address }, _session, callback) => {
      asked.push(address)
      const answer = Object.assign(new Error('4.7.28 unusual rate of mail, slow down'), { responseCode: 450 })
      callback(isBusy && address.endsWith('@busy.example') ? answer : null)
    },
  })
  const sender = trial.senderTo(server.url)
  makeSubscriber(trial.db, { email: 'ada@busy.example' }, trial.now)
  makeSubscriber(trial.db, { email: 'bob@example.com' }, trial.now)
  trial.open()
  expect(await trial.deliver(sender)).toEqual({ taken: 2, sent: 1, blocked: null })
  const paused = trial.now + minuteMs
  expect(trial.ledger()).toMatchObject([{ attempts: 1, sent: 0, dueAt: paused }, { sent: 1 }])

  // Another of the same domain is not even asked about.
  makeSubscriber(trial.db, { email: 'cleo@busy.example' }, trial.now + 1)
  trial.now += 2
  trial.open()
  await trial.deliver(sender)
  expect(asked.filter((address) => address.startsWith('cleo'))).toEqual([])
  expect(trial.ledger().at(-1)).toMatchObject({ attempts: 0, sent: 0, dueAt: paused })

  trial.now = paused
  await trial.deliver(sender)
  expect(trial.ledger()[0]).toMatchObject({ attempts: 2, sent: 0, dueAt: paused + 2 * minuteMs })

  isBusy = false
  trial.now = paused + 2 * minuteMs
  await trial.deliver(sender)
  expect(trial.ledger()).toMatchObject(Array(5).fill({ sent: 1 }))
})

test.each([
  [452, '4.2.2 Mailbox size limit exceeded'],
  [552, '5.2.2 The inbox has exceeded its storage limit'],
])('one mailbox that is full (%i %s) pauses nobody else of its domain', async (responseCode, words) => {
  const server = await trial.mailServer({
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('full@') ? Object.assign(new Error(words), { responseCode }) : null),
  })
  const sender = trial.senderTo(server.url)
  makeSubscriber(trial.db, { email: 'full@example.com' }, trial.now)
  trial.open()
  expect(await trial.deliver(sender)).toMatchObject({ taken: 1, sent: 0 })
  makeSubscriber(trial.db, { email: 'bob@example.com' }, trial.now + 1)
  trial.now += 2
  trial.open()
  expect(await trial.deliver(sender)).toMatchObject({ sent: 1 })
})
