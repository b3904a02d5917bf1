import { createComposer, type ComposeSettings } from '../mail/compose.tsx'
import { createMailer, type Mailer, type MailPatience } from '../mail/smtp.ts'
import { createDomainPauses, domainOf } from '../mail/domain-pauses.ts'
import type { Mail } from '../mail/mail.ts'
import type { Sender } from './deliver.ts'
import type { Outcome } from './outcome.ts'

/** As many as the server's connections are busy with for a moment, so that one transaction notes them all. */
const most = 100

/** Sends by mail, through the server that the settings name. */
export function createEmailSender(
  { smtpUrl, mailBounces = null, ...composing }: ComposeSettings & { smtpUrl: string; mailBounces?: string | null },
  patience?: MailPatience,
): Sender & { post: Mailer['send']; close: () => void } {
  const mailer = createMailer({ url: smtpUrl, from: composing.mailFrom, bounces: mailBounces }, patience)
  const compose = createComposer(composing)
  const pauses = createDomainPauses()
  const sendToDomain = async (mail: Mail, now: number): Promise<Outcome> => {
    const domain = domainOf(mail.to)
    const until = pauses.until(domain, now)
    if (until !== null) return { kind: 'wait', answer: `${domain} said that it gets too much.`, until }
    const outcome = await mailer.send(mail)
    if (outcome.kind === 'sent') pauses.end(domain)
    if (outcome.kind !== 'later' || !outcome.isTooMuch) return outcome
    return { ...outcome, retryAfter: pauses.begin(domain, now) }
  }
  return {
    channel: 'email',
    most,
    send: (db, message, to, now) => {
      const mail = compose(db, message, to, now)
      return mail && sendToDomain(mail, now)
    },
    post: (mail) => mailer.send(mail),
    close: () => mailer.close(),
  }
}
