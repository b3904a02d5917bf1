import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeIncident } from '#db/demo/makers'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { postUpdate } from '#domain/incidents/incident-updates'
import { findByLink, linkToken } from '#domain/subscriptions/links'
import { askByEmail, findByAddress } from '#domain/subscriptions/subscribing'
import { mailTrial, url } from './mail-trial.ts'

const email = 'ada@example.com'

const trial = mailTrial()

describe('a mail', () => {
  test('tells an update in text and HTML, and how to leave', async () => {
    const server = await trial.mailServer()
    const row = makeSubscriber(trial.db, { email }, trial.now)
    const incidentId = trial.open()
    expect(await trial.deliver(trial.senderTo(server.url))).toEqual({ taken: 1, sent: 1, blocked: null })
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
    expect(findByLink(trial.db, linkKey, 'unsubscribe', token)?.id).toBe(row.id)
    expect(findByLink(trial.db, linkKey, 'manage', token)).toBeNull()
    expect(list['unsubscribe-post']?.name).toBe('List-Unsubscribe=One-Click')
    const manage = /subscriptions\/manage\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(findByLink(trial.db, linkKey, 'manage', manage)?.id).toBe(row.id)
    expect(mail?.html).toContain(manage)
  })

  test('is each subscriber’s own, in their time zone, though it is rendered once', async () => {
    const server = await trial.mailServer()
    makeSubscriber(trial.db, { email, coversPage: true, timeZone: 'America/New_York' }, trial.now)
    makeSubscriber(trial.db, { email: 'bob@example.com' }, trial.now)
    trial.open()
    await trial.deliver(trial.senderTo(server.url))
    const [ada, bob] = ['ada', 'bob'].map((name) => server.mails.find((mail) => JSON.stringify(mail.to).includes(name)))
    expect(ada?.text).toContain('Next update by 24 Nov, 09:20 EST (24 Nov, 15:20 CET).')
    expect(bob?.text).toContain('Next update by 24 Nov, 15:20 CET.')
    expect(ada?.text).not.toContain('bob@example.com')
    expect(ada?.messageId).not.toBe(bob?.messageId)
  })

  test('stands in one thread with the others of its incident, and keeps its id when it is tried again', async () => {
    const server = await trial.mailServer()
    makeSubscriber(trial.db, { email }, trial.now)
    const incidentId = trial.open()
    const sender = trial.senderTo(server.url)
    await trial.deliver(sender)
    postUpdate(trial.db, terminal, { incidentId, status: 'resolved', body: 'It works.' }, (trial.now += 60_000))
    await trial.deliver(sender)
    // As after a death between the server's word and ours.
    trial.db.run(
      sql`update notifications set sent_at = null, due_at = ${trial.now} where number = (select max(number) from notifications)`,
    )
    await trial.deliver(sender)
    const [first, second, again] = server.mails
    expect(second?.subject).toBe('[Resolved] Checkout: Card payments fail')
    expect(second?.references).toBe(first?.references)
    expect(again?.messageId).toBe(second?.messageId)
    expect(second?.messageId).not.toBe(first?.messageId)
  })

  test('of an internal incident goes to internal subscribers alone, and says so', async () => {
    const server = await trial.mailServer()
    makeSubscriber(trial.db, { email }, trial.now)
    makeSubscriber(trial.db, { email: 'boss@acme.example' }, trial.now)
    trial.db.run(sql`update subscribers set audience = 'internal' where address like 'boss%'`)
    const incidentId = makeIncident(
      trial.db,
      { title: 'A disk is full', body: 'Soon customers see it.', isInternal: true },
      trial.now,
    )
    expect((await trial.deliver(trial.senderTo(server.url))).sent).toBe(1)
    const [mail] = server.mails
    expect(JSON.stringify(mail?.to)).toContain('boss@acme.example')
    expect(mail?.subject).toBe('[Internal] [Investigating] A disk is full')
    expect(mail?.text).toContain('Please don’t pass it on')
    expect(mail?.text).toContain(`${url}/admin/incidents/${incidentId}`)
    expect(mail?.text).toContain('because the team of Acme Status set it up')
  })

  test('asks a new address to confirm, with what it asked for', async () => {
    const server = await trial.mailServer()
    askByEmail(
      trial.db,
      { email, choices: { componentIds: [trial.checkout], updates: 'start_and_end' } },
      {},
      trial.now,
    )
    await trial.deliver(trial.senderTo(server.url))
    const [mail] = server.mails
    expect(mail?.subject).toBe('Confirm: news of Acme Status')
    expect(mail?.text).toContain('- Of Checkout')
    expect(mail?.text).toContain('- Only when it starts and when it ends')
    const row = findByAddress(trial.db, 'email', email)
    expect(row && mail?.text?.includes(`${url}/subscriptions/confirm/${linkToken(linkKey, 'confirm', row)}`)).toBe(true)
  })

  test('is not sent to whoever left meanwhile or whose address refused', async () => {
    const server = await trial.mailServer()
    makeSubscriber(trial.db, { email }, trial.now)
    trial.open()
    trial.db.run(sql`update subscribers set quarantined_at = ${trial.now}, quarantine_reason = '550 no such user'`)
    expect(await trial.deliver(trial.senderTo(server.url))).toEqual({ taken: 1, sent: 0, blocked: null })
    expect(server.mails).toEqual([])
    expect(trial.ledger()).toMatchObject([{ failed: 1, answer: 'Nothing is sent there: 550 no such user' }])
  })
})
