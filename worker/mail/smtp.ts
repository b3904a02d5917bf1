import { createTransport } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { blameOf } from '#domain/returns/refusals'
import type { Outcome } from '../outbox/outcome.ts'
import type { Mail } from './mail.ts'

/** So many connections to the server at once, each used for so many mails. */
const connections = 8
const mailsAConnection = 200
const longestAnswer = 300
/** How servers say that somebody sends too much or too fast; RFC 3463 has no code for it, and most use 4.7.x or 4.2.x. */
const tooMuch =
  /too (?:many|much|fast)|rate[- ]?limit|limit exceeded|exceeded .*(?:limit|rate)|throttl|slow down|unusual rate/i
/** A mailbox that is full speaks of limits as well: that is no word about its domain. */
const ofOneMailbox = /mailbox|inbox|storage|\bsize\b|\b[45]\.2\.2\b/i

/** How long is waited for a server, in milliseconds. */
export interface MailPatience {
  /** For a connection, and for its greeting. */
  connectMs: number
  /**
   * For all of a mail, its turn included: shorter than a message is in one worker's hands, and long enough for a
   * server that looks at the whole mail before it takes it (RFC 5321, 4.5.3.2.6). Who gives up sooner sends it twice.
   */
  wholeMs: number
}

const patience: MailPatience = { connectMs: 10_000, wholeMs: 4 * 60_000 }

export interface Mailer {
  send: (mail: Mail) => Promise<Outcome>
  close: () => void
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

export interface MailerSettings {
  url: string
  from: string
  /** The address that mails come back to which can't be delivered; without one, the sender's. */
  bounces?: string | null
}

/** Sends mails through a server (`smtp://` or `smtps://`, user and password in it), on connections that are kept. */
export function createMailer({ url, from, bounces = null }: MailerSettings, { connectMs, wholeMs } = patience): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: mailsAConnection,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    // It never comes to that: each mail's own time is over sooner.
    socketTimeout: 2 * wholeMs,
  })
  const sender = bounces ?? addressparser(from, { flatten: true })[0]?.address ?? from
  return {
    send: async ({ to, mime }) => {
      // A server that answers letter by letter is never silent.
      const giveUp = new AbortController()
      const timer = setTimeout(() => giveUp.abort(), wholeMs)
      try {
        const envelope = { from: sender, to }
        const { response } = await transport.sendMail({ envelope, raw: await mime(), signal: giveUp.signal })
        return { kind: 'sent', answer: lineOf(response) }
      } catch (error) {
        if (giveUp.signal.aborted) return { kind: 'later', answer: `The server took longer than ${wholeMs / 1_000} s.` }
        return outcomeOf(error as SmtpError)
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => transport.close(),
  }
}

/**
 * What a failure means (RFC 5321, 4.2.1): 4xx is for later, 5xx for good. A server that can't be reached,
 * lets us not in or takes nothing from our address fails all mails alike; a connection that broke in the middle
 * may have taken its mail, so that it is not tried for ever.
 */
function outcomeOf(error: SmtpError): Outcome {
  const answer = lineOf(error.response ?? error.message)
  const { responseCode = 0, command = '' } = error
  if (responseCode === 421 || /^(?:EHLO|HELO|AUTH|STARTTLS)/.test(command) || error.code === 'EAUTH') {
    return { kind: 'blocked', answer }
  }
  // Those whose turn had not come when the mailer was closed.
  if (/pool was closed/.test(answer)) return { kind: 'blocked', answer }
  if (command === 'CONN') return { kind: 'blocked', answer, ...(mayBeTaken(error) ? { isCounted: true } : {}) }
  const isTooMuch = tooMuch.test(answer) && !ofOneMailbox.test(answer)
  if (command === 'MAIL FROM') {
    if (responseCode === 552 || /\b5\.3\.4\b/.test(answer)) return { kind: 'never', answer }
    return responseCode >= 500 || isTooMuch ? { kind: 'blocked', answer } : { kind: 'later', answer }
  }
  if (isTooMuch) return { kind: 'later', answer, isTooMuch }
  if (responseCode < 500) return { kind: 'later', answer }
  const blamed = blameOf(answer)
  if (blamed === 'us') return { kind: 'later', answer }
  return blamed === 'mailbox' && command === 'RCPT TO'
    ? { kind: 'never', answer, reason: answer }
    : { kind: 'never', answer }
}

/** Whether the connection broke after the server let us in. */
function mayBeTaken({ code, message }: SmtpError): boolean {
  return (
    /closed unexpectedly|ECONNRESET|EPIPE|after connection was closed/.test(message) ||
    (code === 'ETIMEDOUT' && message === 'Timeout')
  )
}

function lineOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestAnswer)
}
