import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeHook } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import { complaint, eximBounce, manyBounce, postfixBounce, postfixDelay, type Returning } from '#db/demo/returned-mails'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import type { Scope, TokenActor } from '../actor.ts'
import { claimMessages, markSent } from '../outbox/claims.ts'
import { messageName } from '../outbox/sent-mails.ts'
import { readLedger, sendAgain } from '../outbox/ledger.ts'
import { linkToken } from '../subscriptions/links.ts'
import { addSubscriber, changeChoices, liftQuarantine, requireSubscriber } from '../subscriptions/subscriber-acts.ts'
import { readSubscriberPage } from '../subscriptions/subscriber-list.ts'
import { askByEmail, confirmSubscription, findByAddress } from '../subscriptions/subscribing.ts'
import { returnCode, returnHeader } from './return-codes.ts'
import { readReturnedMail } from './returned-mail.ts'
import { takeReturn } from './returns.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const hourMs = 3_600_000
const ada = 'ada@customer.example'

const withScopes = (...scopes: Scope[]): TokenActor => ({
  kind: 'token',
  id: 'pipe',
  name: 'The mailbox for bounces',
  role: 'responder',
  scopes,
  componentIds: null,
})
/** Passes on a mailbox to which anybody can write. */
const mailbox = withScopes('bounces:write')
/** May take subscribers off the list anyway. */
const provider = withScopes('bounces:write', 'subscribers:write')

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
})

/** Tells Ada of an incident; returns what stands in the header of her mail. */
function tellAda(): { id: string; original: string; announcement: number } {
  const { id } = findByAddress(db, 'email', ada) ?? makeSubscriber(db, { email: ada }, now)
  makeIncident(db, {}, now)
  const messages = claimMessages(db, 'email', { most: 10, leaseMs: hourMs }, now)
  markSent(
    db,
    messages.map((message) => ({ message, answer: '250 queued' })),
    now,
  )
  const last = db.get<{ id: string; number: number }>(sql`select id, number from announcements order by number desc`)
  return { id, original: originalOf(messageName({ news: last.id }, { id })), announcement: last.number }
}

const originalOf = (name: string) => `Message-ID: <${name}@host>\n${returnHeader}: ${returnCode(linkKey, name)}`

async function take(text: string, actor = mailbox, at = now + hourMs) {
  const mail = await readReturnedMail(Buffer.from(text))
  if (!mail) throw new Error('this is no report')
  return takeReturn(db, actor, { mail, key: linkKey }, at)
}

const audit = () => db.select().from(auditLog).all()
const lines = (announcement: number) => readLedger(db, announcement, { page: 1, withAddresses: true }).lines
const heldBack = { outcome: 'held_back', subscribers: 1 }
const nobody = { outcome: 'unknown', subscribers: 0 }

describe('a mail that came back for good', () => {
  test('is the answer in the ledger, and nothing more is sent there', async () => {
    const { id, original, announcement } = tellAda()
    expect(await take(postfixBounce({ to: ada, original }))).toEqual(heldBack)
    expect(lines(announcement)).toMatchObject([
      { state: 'failed', answer: expect.stringMatching(/^550 5\.1\.1 .*, returned later$/) as unknown },
    ])
    expect(requireSubscriber(db, id)).toMatchObject({
      quarantinedAt: now + hourMs,
      quarantineReason: expect.stringContaining('User unknown') as unknown,
    })
    tellAda()
    expect(claimMessages(db, 'email', { most: 10, leaseMs: hourMs }, now + 2 * hourMs)).toEqual([])
    expect(JSON.stringify(audit())).not.toContain(ada)
    expect(audit().map(({ action }) => action)).toEqual(
      expect.arrayContaining(['subscriber.quarantine', 'notification.return']),
    )
  })

  test('before it was noted that it went out, stays what came of it', async () => {
    const { id } = makeSubscriber(db, { email: ada }, now)
    makeIncident(db, {}, now)
    const [message] = claimMessages(db, 'email', { most: 10, leaseMs: hourMs }, now)
    const news = db.get<{ id: string; number: number }>(sql`select id, number from announcements`)
    const original = originalOf(messageName({ news: news.id }, { id }))
    expect(await take(postfixBounce({ to: ada, original }))).toMatchObject({ outcome: 'held_back' })
    if (message) markSent(db, [{ message, answer: '250 queued' }], now + 1)
    expect(lines(news.number)).toMatchObject([{ state: 'failed' }])
  })

  test('told again, changes nothing, also after the team took the address up again', async () => {
    const { id, original, announcement } = tellAda()
    const text = eximBounce({ to: ada, original })
    await take(text)
    const before = [audit().length, lines(announcement)]
    expect(await take(text, mailbox, now + 2 * hourMs)).toEqual({ outcome: 'known', subscribers: 1 })
    expect([audit().length, lines(announcement)]).toEqual(before)
    liftQuarantine(db, terminal, { id }, now + 3 * hourMs)
    expect(await take(text, mailbox, now + 4 * hourMs)).toEqual({ outcome: 'known', subscribers: 1 })
    expect(requireSubscriber(db, id).quarantinedAt).toBeNull()
    expect(sendAgain(db, terminal, announcement, now + 4 * hourMs)).toBe(1)
  })

  test('answers all the news that was told in it', async () => {
    const { id } = makeSubscriber(db, { email: ada }, now)
    const incidents = [makeIncident(db, {}, now), makeIncident(db, { title: 'Search' }, now)]
    db.run(sql`update subscribers set cadence = 'daily'`)
    const [message] = claimMessages(db, 'email', { most: 10, leaseMs: hourMs }, now)
    if (!message) throw new Error('nothing is due')
    expect(message.numbers).toHaveLength(incidents.length)
    markSent(db, [{ message, answer: '250' }], now)
    const oldest = db.get<{ id: string }>(sql`select id from announcements order by number`)
    await take(postfixBounce({ to: ada, original: originalOf(messageName({ news: oldest.id }, { id })) }))
    expect(
      db.all(sql`select failed_at from notifications where announcement_number is not null and failed_at is null`),
    ).toEqual([])
  })

  test('of a letter holds back whoever was asked to confirm', async () => {
    askByEmail(db, { email: ada, choices: { coversPage: true } }, {}, now)
    const row = findByAddress(db, 'email', ada)
    const name = messageName({ letter: 1 }, { id: row?.id ?? '' })
    expect(await take(postfixBounce({ to: ada, original: originalOf(name) }))).toEqual(heldBack)
  })
})

describe('what is not refused for good', () => {
  const original = () => tellAda()

  test('a delay is noted, and nothing else is done', async () => {
    const told = original()
    expect(await take(postfixDelay({ to: ada, original: told.original }))).toMatchObject({ outcome: 'noted' })
    expect(lines(told.announcement)).toMatchObject([
      { state: 'told', answer: expect.stringContaining('delayed') as unknown },
    ])
    expect(requireSubscriber(db, told.id).quarantinedAt).toBeNull()
    expect(await take(postfixBounce({ to: ada, original: told.original }))).toEqual(heldBack)
  })

  test.each([
    { status: '5.7.1', diagnostic: '550 5.7.1 your network is listed' },
    { status: '5.1.90', diagnostic: '550 5.1.90 Your message can’t be sent because you’ve reached your daily limit' },
    { status: '5.4.4', diagnostic: 'Host or domain name not found. Name service error for name=relay.acme.example' },
    { status: '5.3.4', diagnostic: '552 5.3.4 message too big' },
  ])('$status, which is not of the mailbox, failed and says nothing against the address', async (refused) => {
    const told = original()
    expect(await take(postfixBounce({ to: ada, original: told.original, ...refused }))).toMatchObject({
      outcome: 'noted',
    })
    expect(lines(told.announcement)).toMatchObject([{ state: 'failed' }])
    expect(requireSubscriber(db, told.id).quarantinedAt).toBeNull()
  })

  test('of several behind one address, one refusal is none of all', async () => {
    const told = original()
    const gone = { to: 'x@behind.example', action: 'failed', status: '5.1.1' }
    const late = { to: 'y@behind.example', action: 'delayed', status: '4.4.1' }
    expect(await take(manyBounce([gone, late], told.original))).toMatchObject({ outcome: 'noted' })
    expect(requireSubscriber(db, told.id).quarantinedAt).toBeNull()
  })

  test('what names the address decides, whatever became of others', async () => {
    const told = original()
    const gone = { to: 'x@behind.example', originally: ada, action: 'failed', status: '5.1.1' }
    const fine = { to: 'y@behind.example', action: 'relayed', status: '2.0.0' }
    expect(await take(manyBounce([fine, gone], told.original))).toEqual(heldBack)
  })
})

describe('a report that nobody can vouch for', () => {
  const forged: [string, (told: { original: string }) => Returning][] = [
    ['without a code', () => ({ to: ada, original: 'Subject: x' })],
    [
      'with a code of another key',
      ({ original }) => ({ to: ada, original: original.replace(/\.[\w-]{22}$/m, '.AAAAAAAAAAAAAAAAAAAAAA') }),
    ],
    ['with a Message-ID of ours alone', ({ original }) => ({ to: ada, original: original.split('\n')[0] ?? '' })],
  ]
  test.each(forged)('%s reaches nobody', async (_name, forge) => {
    const told = tellAda()
    expect(await take(postfixBounce(forge(told)))).toEqual(nobody)
    expect(await take(complaint(forge(told)))).toEqual(nobody)
    expect(requireSubscriber(db, told.id)).toMatchObject({ quarantinedAt: null, complainedAt: null })
    expect(lines(told.announcement)).toMatchObject([{ state: 'told', answer: '250 queued' }])
  })

  test('with somebody’s own code reaches them alone, whomever it names', async () => {
    const { original } = tellAda()
    const bob = makeSubscriber(db, { email: 'bob@customer.example' }, now)
    for (const actor of [mailbox, provider]) await take(postfixBounce({ to: 'bob@customer.example', original }), actor)
    expect(requireSubscriber(db, bob.id).quarantinedAt).toBeNull()
  })

  test('is believed by its address where whoever posts it may take subscribers off the list anyway', async () => {
    const { id } = tellAda()
    makeSubscriber(db, { email: 'bob@customer.example' }, now)
    const recipients = [ada, 'Bob@customer.example', 'eve@customer.example'].map((to) => ({
      to,
      action: 'failed',
      status: '5.1.1',
    }))
    const text = manyBounce(recipients, 'Subject: x')
    expect(await take(text, provider)).toEqual({ outcome: 'held_back', subscribers: 2 })
    expect(requireSubscriber(db, id).quarantinedAt).not.toBeNull()
    const rows = audit().length
    expect(await take(text, provider)).toEqual({ outcome: 'known', subscribers: 2 })
    expect(audit()).toHaveLength(rows)
  })

  test('of whoever left meanwhile reaches nobody, and leaves no word of them', async () => {
    const { id, original } = tellAda()
    db.run(sql`update subscribers set left_at = ${now}, address = null, address_hash = null where id = ${id}`)
    expect(await take(postfixBounce({ to: ada, original }))).toEqual(nobody)
    expect(JSON.stringify(db.all(sql`select answer from notifications`))).not.toContain('550')
  })
})

describe('a complaint', () => {
  test('ends what is sent for good, until they subscribe anew and confirm it', async () => {
    const { id, original, announcement } = tellAda()
    expect(await take(complaint({ to: ada, original }))).toEqual({ outcome: 'complained', subscribers: 1 })
    expect(await take(complaint({ to: ada, original }))).toEqual({ outcome: 'known', subscribers: 1 })
    expect(lines(announcement)).toMatchObject([{ state: 'told', answer: 'Marked as spam by its reader.' }])
    expect(readSubscriberPage(db, { state: 'complained' }, 1).rows.map((row) => row.id)).toEqual([id])
    expect(() => liftQuarantine(db, terminal, { id }, now)).toThrow(/only they themselves/)
    const more = { email: ada, choices: { incidentIds: [makeIncident(db, {}, now)] } }
    expect(() => addSubscriber(db, terminal, more, now)).toThrow(/only they themselves/)
    changeChoices(db, terminal, { id, choices: { coversPage: true, updates: 'start_and_end' } }, now)
    expect(claimMessages(db, 'email', { most: 10, leaseMs: hourMs }, now + hourMs)).toEqual([])
    askByEmail(db, { email: ada, choices: { coversPage: true } }, {}, now + 2 * hourMs)
    const row = requireSubscriber(db, id)
    confirmSubscription(db, linkKey, linkToken(linkKey, 'confirm', row), {}, now + 2 * hourMs)
    expect(requireSubscriber(db, id)).toMatchObject({ quarantinedAt: null, complainedAt: null })
  })

  test('may leave its reader’s address out', async () => {
    const { original } = tellAda()
    const text = complaint({ to: ada, original }).replace(/Original-Rcpt-To.*\r\n/, '')
    expect(await take(text)).toMatchObject({ outcome: 'complained' })
  })

  test('about letters to a webhook’s contact ends those, not the webhook', async () => {
    const hook = makeHook(db, { url: 'https://hooks.customer.example/x', contact: ada }, now)
    const name = messageName({ letter: 1 }, hook)
    expect(await take(postfixBounce({ to: ada, original: originalOf(name) }))).toMatchObject({ outcome: 'noted' })
    expect(await take(complaint({ to: ada, original: originalOf(name) }))).toMatchObject({ outcome: 'complained' })
    expect(requireSubscriber(db, hook.id)).toMatchObject({ quarantinedAt: null, contact: null })
  })
})

test('whoever may not write subscribers’ states may not post reports', async () => {
  const { original } = tellAda()
  await expect(take(postfixBounce({ to: ada, original }), { ...mailbox, role: 'viewer' })).rejects.toThrow(/Responder/)
})
