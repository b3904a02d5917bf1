import { sql } from 'drizzle-orm'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach } from 'vitest'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { linkKey } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import type { MailPatience } from '../mail/smtp.ts'
import { startTestMailServer, type TestMailServer } from '../mail/test-mail-server.ts'
import { deliverDue, type Round, type Sender } from './deliver.ts'
import { createEmailSender } from './email-sender.ts'

export const start = Date.UTC(2026, 10, 24, 14, 5)
export const url = 'https://status.acme.example'
const mailFrom = 'Acme Status <status@acme.example>'
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

/** A page with one component, a clock that stands still, and mail servers that are closed after each test. */
export interface MailTrial {
  db: Connection
  checkout: string
  now: number
  cleanUps: (() => void | Promise<void>)[]
  mailServer: (options?: SMTPServerOptions) => Promise<TestMailServer>
  senderTo: (smtpUrl: string, patience?: MailPatience) => Sender
  deliver: (sender: Sender) => Promise<Round>
  /** What became of the messages about news, the oldest first. */
  ledger: () => unknown[]
  /** Opens an incident of the component. */
  open: () => string
}

/** Sets a trial up before each test of the file that asks for it. */
export function mailTrial(): MailTrial {
  const trial: MailTrial = {
    db: undefined as never,
    checkout: '',
    now: start,
    cleanUps: [],
    mailServer: async (options = {}) => {
      const server = await startTestMailServer(options)
      trial.cleanUps.push(() => server.close())
      return server
    },
    senderTo: (smtpUrl, patience) => {
      const sender = createEmailSender({ smtpUrl, mailFrom, url, key: linkKey }, patience)
      trial.cleanUps.unshift(() => sender.close())
      return sender
    },
    deliver: (sender) =>
      deliverDue(trial.db, actor, sender, {
        clock: () => trial.now,
        random: () => 0.5,
        retry: (run) => Promise.resolve().then(run),
      }),
    ledger: () =>
      trial.db
        .all(sql`select attempts, sent_at is not null as sent, failed_at is not null as failed, due_at as dueAt, answer
        from notifications where announcement_number is not null order by number`),
    open: () =>
      makeIncident(
        trial.db,
        {
          title: 'Card payments fail',
          body: 'We see **errors**.',
          components: [{ componentId: trial.checkout, status: 'partial_outage' }],
        },
        trial.now,
      ),
  }
  beforeEach(() => {
    Object.assign(trial, { db: testDatabase(), now: start, cleanUps: [] })
    makePage(trial.db, { timeZone: 'Europe/Zurich' }, start - 1)
    trial.checkout = makeComponent(trial.db, {}, start)
  })
  afterEach(async () => {
    for (const cleanUp of trial.cleanUps) await cleanUp()
  })
  return trial
}
