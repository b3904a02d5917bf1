import { expect, test } from 'vitest'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeIncident } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { GuardedFetch } from '#net/guarded-fetch'
import { createHookSender } from '../hooks/hook-sender.ts'
import { startTestReceiver } from '../hooks/test-receiver.ts'
import { mailTrial, url } from './mail-trial.ts'

const trial = mailTrial()
const dayMs = 24 * 3_600_000

function happenAndWait(): void {
  trial.open()
  makeIncident(trial.db, { title: 'Search is slow', body: 'It takes a minute.' }, trial.now)
  trial.now += dayMs
}

test('a mail tells all that was missed, and that it comes late', async () => {
  const server = await trial.mailServer()
  makeSubscriber(trial.db, {}, trial.now)
  happenAndWait()
  expect(await trial.deliver(trial.senderTo(server.url))).toMatchObject({ taken: 1, sent: 1 })
  const [mail] = server.mails
  expect(server.mails).toHaveLength(1)
  expect(mail?.subject).toBe('Acme Status: news of 2 incidents and maintenances')
  for (const words of ['This was not sent when it happened', 'Card payments fail', 'It takes a minute.']) {
    expect(mail?.text).toContain(words)
    expect(mail?.html).toContain(words)
  }
})

test('a chat is told all that was missed in one message', async () => {
  const receiver = await startTestReceiver()
  trial.cleanUps.push(() => receiver.close())
  const fetch: GuardedFetch = (target, request) =>
    receiver.fetch(target.replace(/^https:\/\/[^/]+/, receiver.url), request)
  const sender = createHookSender('slack', { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false })
  makeHook(trial.db, { url: 'https://hooks.slack.com/services/T000/B000/Xyz' }, trial.now)
  happenAndWait()
  expect(await trial.deliver(sender)).toMatchObject({ taken: 1, sent: 1 })
  expect(receiver.posted).toHaveLength(1)
  const body = receiver.posted[0]?.body.toString() ?? ''
  for (const words of ['This was not sent when it happened', 'Card payments fail', 'Search is slow']) {
    expect(body).toContain(words)
  }
})
