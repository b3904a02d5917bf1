import { createTransport } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import type { Outcome } from '../outbox/outcome.ts'
import type { Mail } from './mail.ts'

/** So many connections to the server at once, each used for so many mails. */
const connections = 8
const mailsAConnection = 200
const longestAnswer = 300
/** How servers say that somebody sends too much or too fast; RFC 3463 has no code for it, and most use 4.7.x or 4.2.x. */
const tooMuch =
  /too (?:many|much|fast)|rate[- ]?limit|limit exceeded|exceeded .*(?:limit|rate)|throttl|slow down|unusual rate/i

/** How long is waited for a server, in milliseconds. */
export interface MailPatience {
  /** For a connection, and for its greeting. */
  connectMs: number
  /** For a server that says nothing. */
  silentMs: number
  /** For all of a mail, its turn included: shorter than a message is in one worker's hands. */
  wholeMs: number
}

const patience: MailPatience = { connectMs: 10_000, silentMs: 30_000, wholeMs: 4 * 60_000 }

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
export function createMailer(
  { url, from, bounces = null }: MailerSettings,
  { connectMs, silentMs, wholeMs } = patience,
): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: mailsAConnection,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silentMs,
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
 * What a failure means (RFC 5321, 4.2.1): 4xx is for later, 5xx for good; one of the recipient's address
 * says that there is no such mailbox. A server that can't be reached or lets us not in fails all mails alike.
 */
function outcomeOf(error: SmtpError): Outcome {
  const answer = lineOf(error.response ?? error.message)
  const { responseCode = 0, command = '' } = error
  const isOfConversation = /^(?:CONN|EHLO|HELO|AUTH|STARTTLS)/.test(command) || error.code === 'EAUTH'
  const isLater = responseCode >= 400 && responseCode < 500
  if (!isOfConversation && isLater && tooMuch.test(answer)) return { kind: 'later', answer, isTooMuch: true }
  if (isOfConversation || responseCode === 421) return { kind: 'blocked', answer }
  if (responseCode >= 500) {
    const isOfAddress = command === 'RCPT TO' && !/5\.7\./.test(answer)
    return isOfAddress ? { kind: 'never', answer, reason: answer } : { kind: 'never', answer }
  }
  return { kind: 'later', answer }
}

function lineOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestAnswer)
}
