import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeHook, testVault } from '#db/demo/hooks'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { messageKinds, messageTemplates } from '#db/schema/messages'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { kindsOfMessages } from '#domain/messages/message-kinds'
import { changeMessageTemplate, type MessageWordsInput } from '#domain/messages/message-templates'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { askByEmail } from '#domain/subscriptions/subscribing'
import type { GuardedFetch } from '#net/guarded-fetch'
import { createHookSender } from '../hooks/hook-sender.ts'
import { deliverDue, type Sender } from '../outbox/deliver.ts'
import { createEmailSender } from '../outbox/email-sender.ts'
import { previewMessage } from './message-preview.ts'
import { startTestMailServer, type TestMailServer } from './test-mail-server.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const url = 'https://status.acme.example'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const email = 'ada@example.com'

let db: Connection
let checkout: string
let now: number
let server: TestMailServer
let sender: ReturnType<typeof createEmailSender>
beforeEach(async () => {
  db = testDatabase()
  now = start
  makePage(db, { timeZone: 'Europe/Zurich' }, start - 1)
  checkout = makeComponent(db, {}, start - 1)
  server = await startTestMailServer()
  sender = createEmailSender({ smtpUrl: server.url, mailFrom: 'Acme <status@acme.example>', url, key: linkKey })
})
afterEach(async () => {
  sender.close()
  await server.close()
})

const change = (input: Partial<MessageWordsInput> & Pick<MessageWordsInput, 'kind'>, seen = 0) =>
  changeMessageTemplate(db, terminal, { subject: '', opening: '', closing: '', ...input, seen }, now)

const deliver = (by: Sender) =>
  deliverDue(db, actor, by, { clock: () => now, random: () => 0.5, retry: (run) => Promise.resolve().then(run) })

async function lastMail() {
  await deliver(sender)
  const mail = server.mails.at(-1)
  if (!mail) throw new Error('no mail came')
  return { subject: mail.subject, text: mail.text ?? '', html: String(mail.html), headers: mail.headers }
}

const components = () => [{ componentId: checkout, status: 'partial_outage' as const }]
const open = (title = 'Cards <fail> & more') => makeIncident(db, { title, components: components() }, (now += 1))

describe('a mail in the page’s own words', () => {
  test('says them around the facts, which stay', async () => {
    change({
      kind: 'update',
      subject: '{{page}}: {{title}} ({{state}})',
      opening: 'About **{{components}}**: {{title}}',
      closing: '[Ask us](https://acme.example/help). {{next}}',
    })
    makeSubscriber(db, { email }, now)
    const incidentId = open()
    const { subject, text, html, headers } = await lastMail()
    expect(subject).toBe('Acme Status: Cards <fail> & more (Investigating)')
    expect(text).toMatch(/^Acme Status\n\nAbout \*\*Checkout\*\*: Cards <fail> & more\n\nCards <fail> & more\n/)
    expect(text).toContain(`${url}/incidents/${incidentId}`)
    expect(text).toMatch(
      /\[Ask us\]\(https:\/\/acme.example\/help\)\. Next update by .*CET\.\n\n--\nYou get this at ada@/,
    )
    expect(html).toContain('<p>About <strong>Checkout</strong>: Cards &lt;fail&gt; &amp; more</p>')
    expect(html).toContain('<a href="https://acme.example/help" rel="nofollow noopener">Ask us</a>')
    expect(html).toContain('Change what you hear, or leave')
    expect(headers.get('list')).toHaveProperty('unsubscribe')
  })

  test('says new ones from the next mail on, though mails are kept for all who read them', async () => {
    makeSubscriber(db, { email, incidentIds: [], coversPage: true }, now)
    open()
    expect((await lastMail()).subject).toBe('[Investigating] Checkout: Cards <fail> & more')
    makeSubscriber(db, { email: 'bob@example.com' }, now)
    change({ kind: 'update', subject: 'News' })
    open('Another')
    expect((await lastMail()).subject).toBe('News')
    change({ kind: 'update', subject: 'Other news' }, 1)
    open('A third')
    expect((await lastMail()).subject).toBe('Other news')
  })

  test('of what customers don’t know says that in front', async () => {
    change({ kind: 'update', subject: 'News' })
    addSubscriber(db, terminal, { email, audience: 'internal', choices: { coversPage: true } }, now)
    makeIncident(db, { title: 'A disk is full', isInternal: true }, (now += 1))
    expect((await lastMail()).subject).toBe('[Internal] News')
  })

  test('a letter keeps its question and its link', async () => {
    change({ kind: 'confirm', subject: 'Welcome to {{page}}', opening: 'Hello!', closing: 'Bye from {{page_url}}' })
    askByEmail(db, { email, choices: { coversPage: true } }, {}, now)
    const { subject, text, html } = await lastMail()
    expect(subject).toBe('Welcome to Acme Status')
    expect(text).toMatch(
      /Confirm that you want news\n\nHello!\n\nSomebody[^]*subscriptions\/confirm\/[^]*Bye from https:[^]*--/,
    )
    expect(html).toContain('<p>Hello!</p>')
  })

  test('that can’t be filled in is sent in Candor’s', async () => {
    const broken = { subject: '{{#title', opening: null, closing: null, version: 1, updatedAt: now }
    db.insert(messageTemplates)
      .values({ kind: 'update', ...broken })
      .run()
    makeSubscriber(db, { email }, now)
    open()
    expect((await lastMail()).subject).toBe('[Investigating] Checkout: Cards <fail> & more')
  })

  test('has Candor’s subject where its own shows nothing', async () => {
    change({ kind: 'update', subject: '{{#components}}{{components}}{{/components}}' })
    makeSubscriber(db, { email }, now)
    makeIncident(db, { title: 'Something' }, (now += 1))
    expect((await lastMail()).subject).toBe('[Investigating] Something')
  })
})

test('a chat has the page’s own headline', async () => {
  const bodies: string[] = []
  const fetch: GuardedFetch = (_url, { body } = {}) => {
    bodies.push(String(body))
    return Promise.resolve({ status: 200, headers: new Map(), body: Buffer.from('ok') } as never)
  }
  change({ kind: 'chat', subject: '{{state}}: {{title}}' })
  makeHook(db, { url: 'https://hooks.slack.com/services/T0/B0/x' }, now)
  open()
  await deliver(createHookSender('slack', { url, key: linkKey, vault: testVault, fetch, allowsPrivate: false }))
  expect(bodies.at(-1)).toContain('"text":"Investigating: Cards <fail> & more"')
})

describe('a preview', () => {
  const none = { subject: null, opening: null, closing: null }

  test.each(messageKinds)('has a value for each variable of %s, made up where the page has nothing', (kind) => {
    const { subject, text, values } = previewMessage(db, { url, kind, templates: none }, now)
    expect(subject).not.toBe('')
    expect(text).not.toBe('')
    expect(Object.keys(values).sort()).toEqual([...kindsOfMessages[kind].variables].sort())
  })

  test('tells of what is on the page, in the words that are tried', () => {
    open('Cards fail')
    const templates = { ...none, subject: 'News: {{title}}', opening: 'Hello from {{page}}' }
    const preview = previewMessage(db, { url, kind: 'update', templates }, now)
    expect(preview).toMatchObject({ subject: 'News: Cards fail', isMadeUp: false })
    expect(preview.html).toContain('<p>Hello from Acme Status</p>')
    expect(previewMessage(db, { url, kind: 'maintenance', templates }, now)).toMatchObject({ isMadeUp: true })
  })

  test('tells nothing of what is internal', () => {
    makeIncident(db, { title: 'A disk is full', isInternal: true }, now)
    expect(JSON.stringify(previewMessage(db, { url, kind: 'update', templates: none }, now))).not.toContain('disk')
  })
})
