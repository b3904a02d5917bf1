import { sql } from 'drizzle-orm'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import { findByLink, linkToken } from '#domain/subscriptions/links'
import { askByEmail, findByAddress } from '#domain/subscriptions/subscribing'
import { startRawMailServer, startTestMailServer, type TestMailServer } from '../mail/test-mail-server.ts'
import { deliverDue, type Sender } from './deliver.ts'
import { createEmailSender } from './email-sender.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const url = 'https://status.acme.example'
const mailFrom = 'Acme Status <status@acme.example>'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const email = 'ada@example.com'

let db: Connection
let checkout: string
let now: number
let cleanUps: (() => void | Promise<void>)[]
beforeEach(() => {
  db = testDatabase()
  now = start
  cleanUps = []
  makePage(db, { timeZone: 'Europe/Zurich' }, start - 1)
  checkout = makeComponent(db, {}, start)
})
afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function mailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const server = await startTestMailServer(options)
  cleanUps.push(() => server.close())
  return server
}

function senderTo(smtpUrl: string): Sender {
  const sender = createEmailSender({ smtpUrl, mailFrom, url, key: linkKey })
  cleanUps.unshift(() => sender.close())
  return sender
}

const deliver = (sender: Sender) =>
  deliverDue(db, actor, sender, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })

const ledger = () =>
  db.all(sql`select attempts, sent_at is not null as sent, failed_at is not null as failed, due_at as dueAt, answer
    from notifications where announcement_number is not null order by number`)

const open = () =>
  makeIncident(
    db,
    {
      title: 'Card payments fail',
      body: 'We see **errors**.',
      components: [{ componentId: checkout, status: 'partial_outage' }],
    },
    now,
  )

describe('a mail', () => {
  test('tells an update in text and HTML, and how to leave', async () => {
    const server = await mailServer()
    const row = makeSubscriber(db, { email }, now)
    const incidentId = open()
    expect(await deliver(senderTo(server.url))).toEqual({ taken: 1, sent: 1, blocked: null })
    const [mail] = server.mails
    expect(mail?.subject).toBe('[Investigating] Checkout: Card payments fail')
    expect(mail?.from?.text).toBe('"Acme Status" <status@acme.example>')
    expect(mail?.text).toContain('We see **errors**.')
    expect(mail?.html).toContain('We see <strong>errors</strong>.')
    expect(mail?.text).toContain('Next update by 24 Nov, 15:20 CET.')
    expect(mail?.text).toContain(`${url}/incidents/${incidentId}`)
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    const list = mail?.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: { name: string } }
    const token = list.unsubscribe?.url.split('/').at(-1) ?? ''
    expect(findByLink(db, linkKey, 'unsubscribe', token)?.id).toBe(row.id)
    expect(findByLink(db, linkKey, 'manage', token)).toBeNull()
    expect(list['unsubscribe-post']?.name).toBe('List-Unsubscribe=One-Click')
    const manage = /subscriptions\/manage\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(findByLink(db, linkKey, 'manage', manage)?.id).toBe(row.id)
    expect(mail?.html).toContain(manage)
  })

  test('is each subscriber’s own, in their time zone, though it is rendered once', async () => {
    const server = await mailServer()
    makeSubscriber(db, { email, coversPage: true, timeZone: 'America/New_York' }, now)
    makeSubscriber(db, { email: 'bob@example.com' }, now)
    open()
    await deliver(senderTo(server.url))
    const [ada, bob] = ['ada', 'bob'].map((name) => server.mails.find((mail) => JSON.stringify(mail.to).includes(name)))
    expect(ada?.text).toContain('Next update by 24 Nov, 09:20 EST (24 Nov, 15:20 CET).')
    expect(bob?.text).toContain('Next update by 24 Nov, 15:20 CET.')
    expect(ada?.text).not.toContain('bob@example.com')
    expect(ada?.messageId).not.toBe(bob?.messageId)
  })

  test('stands in one thread with the others of its incident, and keeps its id when it is tried again', async () => {
    const server = await mailServer()
    makeSubscriber(db, { email }, now)
    const incidentId = open()
    const sender = senderTo(server.url)
    await deliver(sender)
    postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'It works.' }, (now += 60_000))
    await deliver(sender)
    // As after a death between the server's word and ours.
    db.run(
      sql`update notifications set sent_at = null, due_at = ${now} where number = (select max(number) from notifications)`,
    )
    await deliver(sender)
    const [first, second, again] = server.mails
    expect(second?.subject).toBe('[Resolved] Checkout: Card payments fail')
    expect(second?.references).toBe(first?.references)
    expect(again?.messageId).toBe(second?.messageId)
    expect(second?.messageId).not.toBe(first?.messageId)
  })

  test('of an internal incident goes to internal subscribers alone, and says so', async () => {
    const server = await mailServer()
    makeSubscriber(db, { email }, now)
    makeSubscriber(db, { email: 'boss@acme.example' }, now)
    db.run(sql`update subscribers set audience = 'internal' where address like 'boss%'`)
    const incidentId = makeIncident(
      db,
      { title: 'A disk is full', body: 'Soon customers see it.', isInternal: true },
      now,
    )
    expect((await deliver(senderTo(server.url))).sent).toBe(1)
    const [mail] = server.mails
    expect(JSON.stringify(mail?.to)).toContain('boss@acme.example')
    expect(mail?.subject).toBe('[Internal] [Investigating] A disk is full')
    expect(mail?.text).toContain('Please don’t pass it on')
    expect(mail?.text).toContain(`${url}/admin/incidents/${incidentId}`)
    expect(mail?.text).toContain('because the team of Acme Status set it up')
  })

  test('asks a new address to confirm, with what it asked for', async () => {
    const server = await mailServer()
    askByEmail(db, { email, choices: { componentIds: [checkout], updates: 'start_and_end' } }, {}, now)
    await deliver(senderTo(server.url))
    const [mail] = server.mails
    expect(mail?.subject).toBe('Confirm: news of Acme Status')
    expect(mail?.text).toContain('- Of Checkout')
    expect(mail?.text).toContain('- Only when it starts and when it ends')
    const row = findByAddress(db, 'email', email)
    expect(row && mail?.text?.includes(`${url}/subscriptions/confirm/${linkToken(linkKey, 'confirm', row)}`)).toBe(true)
  })

  test('is not sent to whoever left meanwhile or whose address refused', async () => {
    const server = await mailServer()
    makeSubscriber(db, { email }, now)
    open()
    db.run(sql`update subscribers set quarantined_at = ${now}, quarantine_reason = '550 no such user'`)
    expect(await deliver(senderTo(server.url))).toEqual({ taken: 1, sent: 0, blocked: null })
    expect(server.mails).toEqual([])
    expect(ledger()).toMatchObject([{ failed: 1, answer: 'Nothing is sent there: 550 no such user' }])
  })
})

/** An error as a mail server answers it. */
const refusing = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

describe('a server', () => {
  beforeEach(() => {
    makeSubscriber(db, { email }, now)
    open()
  })

  test('that greylists is asked again later, and then takes it', async () => {
    let isKnown = false
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => {
        done(isKnown ? null : refusing(451, '4.7.1 Greylisted, try again'))
        isKnown = true
      },
    })
    const sender = senderTo(server.url)
    await deliver(sender)
    expect(ledger()).toMatchObject([{ attempts: 1, sent: 0, failed: 0, dueAt: start + 30_000 }])
    now += 29_999
    expect((await deliver(sender)).taken).toBe(0)
    now += 1
    expect((await deliver(sender)).sent).toBe(1)
    expect(ledger()).toMatchObject([{ attempts: 2, sent: 1 }])
  })

  test('that knows no such mailbox ends what is sent there', async () => {
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => done(refusing(550, '5.1.1 No such user here')),
    })
    await deliver(senderTo(server.url))
    expect(ledger()).toMatchObject([{ failed: 1, answer: expect.stringContaining('No such user') }])
    expect(db.get(sql`select quarantine_reason as reason from subscribers`)).toMatchObject({
      reason: expect.stringContaining('5.1.1'),
    })
    postUpdate(
      db,
      terminal,
      { incidentId: db.get<{ id: string }>(sql`select id from incidents`).id, status: 'identified' },
      (now += 1),
    )
    expect(ledger()).toHaveLength(1)
  })

  test('that refuses a mail for its contents fails that one alone', async () => {
    const server = await mailServer({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(refusing(554, '5.6.0 Not here')))
      },
    })
    await deliver(senderTo(server.url))
    expect(ledger()).toMatchObject([{ failed: 1, answer: expect.stringContaining('Not here') }])
    expect(db.get(sql`select quarantined_at as at from subscribers`)).toEqual({ at: null })
  })

  test('asks for a name and a password, which stand in its address', async () => {
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'candor' && password === 's3cret@'
          ? done(null, { user: username })
          : done(refusing(535, '5.7.8 Wrong')),
    })
    const { sent } = await deliver(senderTo(`smtp://candor:s3cret%40@127.0.0.1:${server.port}`))
    expect(sent).toBe(1)
  })

  test('that lets Candor not in blocks the channel, and fails nothing', async () => {
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusing(535, '5.7.8 Wrong')),
    })
    const { blocked } = await deliver(senderTo(`smtp://candor:wrong@127.0.0.1:${server.port}`))
    expect(blocked).toContain('5.7.8')
    expect(ledger()).toMatchObject([{ sent: 0, failed: 0 }])
  })

  test('that speaks TLS from the start is spoken to so, unless its certificate is nobody’s', async () => {
    const server = await mailServer({ secure: true })
    const refused = await deliver(senderTo(server.url))
    expect(refused.blocked).toMatch(/certificate/)
    now += 3_600_000
    const { sent } = await deliver(senderTo(`${server.url}?tls.rejectUnauthorized=false`))
    expect(sent).toBe(1)
  })

  test('that dies after the last of a mail leaves it to be sent again, with the same id', async () => {
    const ids: string[] = []
    const dying = await startRawMailServer((socket, text) => {
      ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? '')
      socket.destroy()
    })
    cleanUps.push(dying.close)
    const sender = senderTo(dying.url)
    await deliver(sender)
    expect(ledger()).toMatchObject([{ attempts: 1, sent: 0, failed: 0 }])
    now += 3_600_000
    await deliver(sender)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('that is not there blocks the channel', async () => {
    const server = await mailServer()
    await server.close()
    cleanUps = []
    const { blocked } = await deliver(senderTo(server.url))
    expect(blocked).toContain('ECONNREFUSED')
    expect(ledger()).toMatchObject([{ sent: 0, failed: 0 }])
  })
})
