import { readdirSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import type { ParsedMail } from 'mailparser'
import { format } from 'prettier'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mailStyle } from '#components/mail/mail-style'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage, makeReport } from '#db/demo/makers'
import { makeHook } from '#db/demo/hooks'
import { linkKey, makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { letters } from '#db/schema/outbox'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { renameIncident } from '#domain/corrections/title-corrections'
import { postUpdate, type PostUpdateInput } from '#domain/incidents/incident-updates'
import { addActionItem, finishActionItem } from '#domain/reports/action-items'
import { linkToken } from '#domain/subscriptions/links'
import { renewOwnLinks } from '#domain/subscriptions/own-links'
import { warnContact } from '#domain/subscriptions/recipients'
import type { ChoicesInput } from '#domain/subscriptions/choices'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { askByEmail, askToLeave, changeSubscription } from '#domain/subscriptions/subscribing'
import { deliverDue } from '../outbox/deliver.ts'
import { createEmailSender } from '../outbox/email-sender.ts'
import { startTestMailServer, type TestMailServer } from './test-mail-server.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const url = 'https://status.acme.example'
const mailFrom = 'Acme Status <status@acme.example>'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

let db: Connection
let checkout: string
let now: number
let server: TestMailServer
let sender: ReturnType<typeof createEmailSender>
beforeEach(async () => {
  db = testDatabase()
  now = start
  makePage(db, { timeZone: 'Europe/Zurich' }, start - dayMs)
  checkout = makeComponent(db, {}, start - dayMs)
  server = await startTestMailServer()
  sender = createEmailSender({ smtpUrl: server.url, mailFrom, url, key: linkKey })
})
afterEach(async () => {
  sender.close()
  await server.close()
})

/** What is due goes out, as a mail server takes it. Returns the mail that came last. */
async function lastMail(): Promise<ParsedMail> {
  const surroundings = {
    clock: () => now,
    random: () => 0.5,
    retry: <Result>(run: () => Result) => Promise.resolve(run()),
  }
  await deliverDue(db, actor, sender, surroundings)
  const mail = server.mails.at(-1)
  if (!mail) throw new Error('no mail came')
  return mail
}

const open = () =>
  makeIncident(
    db,
    {
      title: 'Card payments fail',
      body: 'About one in five card payments is refused. We see **errors** from our [bank](https://bank.example/status).',
      components: [{ componentId: checkout, status: 'partial_outage' }],
      impactOverride: 'major',
    },
    now,
  )
const post = (incidentId: string, input: Omit<PostUpdateInput, 'incidentId'>) =>
  postUpdate(db, terminal, { incidentId, ...input }, (now += 20 * minuteMs))

const resolve = (incidentId: string) =>
  post(incidentId, {
    status: 'resolved',
    body: 'Card payments have worked since 15:20. Nobody was charged twice.',
    components: [{ componentId: checkout, status: 'operational' }],
  })

/** Each scene makes news, and what was sent before it is left out of account. */
const scenes: Record<string, () => void> = {
  investigating: () => {
    makeSubscriber(db, {}, now)
    open()
  },
  'identified, elsewhere': () => {
    const incidentId = open()
    makeSubscriber(db, { coversPage: true, timeZone: 'America/New_York' }, now + 1)
    post(incidentId, { status: 'identified', body: 'A release at our bank refuses **some cards**.' })
  },
  'monitoring, without a word': () => {
    const incidentId = open()
    makeSubscriber(db, {}, now + 1)
    post(incidentId, { status: 'monitoring', components: [{ componentId: checkout, status: 'degraded_performance' }] })
  },
  resolved: () => {
    const incidentId = open()
    makeSubscriber(db, {}, now + 1)
    resolve(incidentId)
  },
  'maintenance planned': () => {
    makeSubscriber(db, {}, now)
    makeMaintenance(db, { componentIds: [checkout], body: 'We move Checkout to new machines.' }, now)
  },
  'maintenance begun': () => {
    const incidentId = makeMaintenance(db, { componentIds: [checkout], scheduledFor: now + 20 * minuteMs }, now)
    makeSubscriber(db, {}, now + 1)
    post(incidentId, {
      status: 'in_progress',
      body: 'It has begun.',
      components: [{ componentId: checkout, status: 'under_maintenance' }],
    })
  },
  correction: () => {
    const incidentId = open()
    makeSubscriber(db, {}, now + 1)
    now += 20 * minuteMs
    const reason = 'bank transfers failed too'
    renameIncident(db, terminal, { incidentId, title: 'Payments fail', reason }, now)
  },
  report: () => {
    const incidentId = open()
    resolve(incidentId)
    makeSubscriber(db, {}, now + 1)
    const summary = 'A release at our bank refused **one in five** cards for an hour.'
    makeReport(db, { incidentId, summary }, (now += dayMs))
  },
  'action items done': () => {
    const incidentId = open()
    resolve(incidentId)
    const promise = { title: 'Ask a second bank', ownerRole: 'Payments', dueOn: '2026-12-10' }
    const id = addActionItem(db, terminal, { incidentId, ...promise }, now)
    makeReport(db, { incidentId }, (now += dayMs))
    makeSubscriber(db, {}, now + 1)
    finishActionItem(db, terminal, id, (now += dayMs))
  },
  'three updates in one': () => {
    makeSubscriber(db, {}, now)
    const incidentId = open()
    post(incidentId, { status: 'identified', body: 'A release at our bank.' })
    resolve(incidentId)
  },
  'daily digest, elsewhere': () => {
    makeSubscriber(db, { coversPage: true, cadence: 'daily', timeZone: 'Asia/Tokyo' }, now)
    const incidentId = open()
    resolve(incidentId)
    makeMaintenance(db, { componentIds: [checkout] }, (now += minuteMs))
    makeIncident(db, { title: 'Exports are late', components: [] }, (now += minuteMs))
    now += dayMs
  },
  internal: () => {
    const choices = { coversPage: true }
    addSubscriber(db, terminal, { email: 'boss@acme.example', audience: 'internal', choices }, now)
    makeIncident(db, { title: 'A disk is full', body: 'Soon customers see it.', isInternal: true }, (now += 1))
  },
  'letter: confirm': () => {
    const choices: ChoicesInput = { componentIds: [checkout], updates: 'start_and_end', leastImpact: 'major' }
    askByEmail(db, { email: 'ada@example.com', choices }, {}, now)
  },
  'letter: leave': () => {
    const row = makeSubscriber(db, {}, now)
    askToLeave(db, linkKey, linkToken(linkKey, 'manage', row), {}, now)
  },
  'letter: changed': () => {
    const row = makeSubscriber(db, {}, now)
    const choices = { coversPage: true, cadence: 'daily', timeZone: 'Asia/Tokyo', hearsMaintenance: false } as const
    changeSubscription(db, linkKey, { token: linkToken(linkKey, 'manage', row), choices }, {}, now)
  },
  'letter: renewed': () => {
    const row = makeSubscriber(db, {}, now)
    renewOwnLinks(db, { key: linkKey, sendsMail: true }, linkToken(linkKey, 'manage', row), {}, now)
  },
  'letter: failing': () => warnContact(db, makeHook(db, { url: 'https://hooks.acme.example/status' }, now), now),
}

test.each(Object.entries(scenes))('a mail keeps its words: %s', async (name, play) => {
  play()
  now += 1
  const mail = await lastMail()
  await expect(plainOf(mail)).toMatchFileSnapshot(`snapshots/text/${fileOf(name)}.txt`)
  await expect(await markupOf(mail)).toMatchFileSnapshot(`snapshots/html/${fileOf(name)}.html`)
})

test('every kind of mail has its scene, and every snapshot is of one', () => {
  const names = Object.keys(scenes)
  // A test goes to what is posted to, never by mail.
  const mailed = letters.filter((letter) => letter !== 'test')
  expect(names).toEqual(expect.arrayContaining(mailed.map((letter) => `letter: ${letter}`)))
  for (const [folder, ending] of [
    ['text', 'txt'],
    ['html', 'html'],
  ] as const) {
    const files = readdirSync(new URL(`snapshots/${folder}`, import.meta.url))
    expect(files.sort()).toEqual(names.map((name) => `${fileOf(name)}.${ending}`).sort())
  }
})

describe('what a mail program goes by', () => {
  test('says how to leave in every news, and in no letter', async () => {
    makeSubscriber(db, {}, now)
    open()
    expect(headersOf(await lastMail())).toMatchObject({
      'list-unsubscribe': `<${url}/subscriptions/unsubscribe/TOKEN>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'auto-submitted': 'auto-generated',
      'list-id': 'Acme Status <status.status.acme.example>',
    })
    askByEmail(db, { email: 'bob@example.com', choices: { coversPage: true } }, {}, (now += 1))
    const letter = headersOf(await lastMail())
    expect(letter['list-unsubscribe']).toBeUndefined()
    expect(letter['auto-submitted']).toBe('auto-generated')
  })

  test('is the same thread for all of an incident, one message for each update, and the same again when it is tried again', async () => {
    makeSubscriber(db, {}, now)
    const incidentId = open()
    const first = await lastMail()
    post(incidentId, { status: 'identified' })
    const second = await lastMail()
    db.run(
      sql`update notifications set sent_at = null, due_at = ${now} where number = (select max(number) from notifications)`,
    )
    const again = await lastMail()
    expect(server.mails).toHaveLength(3)
    expect(second.references).toBe(first.references)
    expect(second.inReplyTo).toBe(first.inReplyTo)
    expect(second.messageId).not.toBe(first.messageId)
    expect([again.messageId, again.references]).toEqual([second.messageId, second.references])
  })

  test('keeps what is no markup in the preheader as it was written', async () => {
    makeSubscriber(db, {}, now)
    makeIncident(db, { body: 'A & B <c>' }, now)
    expect(preheaderOf(await lastMail())).toContain('A &amp; B &lt;c&gt;')
  })

  test('tells in the preheader what was written and what is promised, without markup', async () => {
    makeSubscriber(db, {}, now)
    open()
    expect(preheaderOf(await lastMail())).toBe(
      'About one in five card payments is refused. We see errors from our bank. Next update by 24 Nov, 15:20 CET.',
    )
  })
})

const fileOf = (name: string) => name.replace(/\W+/g, '-')

/** The head and the text, as somebody reads them. */
function plainOf(mail: ParsedMail): string {
  const head = Object.entries({ subject: mail.subject, preheader: preheaderOf(mail), ...headersOf(mail) })
  return `${head.map(([name, value]) => `${name}: ${value ?? ''}`).join('\n')}\n\n${steady(mail.text ?? '').trimEnd()}\n`
}

/** Printed so that a change of it can be read; how it looks is one style for all, left out here. */
async function markupOf(mail: ParsedMail): Promise<string> {
  const html = String(mail.html)
  expect(html).toContain(`<style>${mailStyle}</style>`)
  const rest = steady(html).replace(/<style>[^]*<\/style>/, '<style></style>')
  return format(rest, { parser: 'html', printWidth: 120, htmlWhitespaceSensitivity: 'ignore' })
}

const shown = [
  'message-id',
  'references',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'auto-submitted',
]

function headersOf(mail: ParsedMail): Record<string, string> {
  return Object.fromEntries(
    mail.headerLines
      .filter(({ key }) => shown.includes(key))
      .map(({ key, line }) => [key, steady(line.replace(/^[^:]*:\s*/, '').replace(/\s+/g, ' '))]),
  )
}

function preheaderOf(mail: ParsedMail): string {
  return /<div class="preheader">(.*?)<\/div>/.exec(String(mail.html))?.[1] ?? ''
}

/** Ids and tokens are drawn anew with each run. */
function steady(text: string): string {
  return text
    .replace(/(subscriptions\/\w+\/)[\w.~-]+/g, '$1TOKEN')
    .replace(/(incidents\/|incident-)[a-z0-9]{12}\b/g, '$1INCIDENT')
    .replace(/<letter-\d+\.[a-z0-9]{12}@/g, '<letter-NUMBER.SUBSCRIBER@')
    .replace(/\b[a-z0-9]{12}(?=\.[a-z0-9]{12}@)/g, 'NEWS')
    .replace(/\.[a-z0-9]{12}@/g, '.SUBSCRIBER@')
}
