import { createComposer, type ComposeSettings } from '../mail/compose.tsx'
import { createMailer, type Mailer, type MailPatience } from '../mail/smtp.ts'
import type { Sender } from './deliver.ts'

/** As many as the server's connections are busy with for a moment, so that one transaction notes them all. */
const most = 100

/** Sends by mail, through the server that the settings name. */
export function createEmailSender(
  { smtpUrl, mailBounces = null, ...composing }: ComposeSettings & { smtpUrl: string; mailBounces?: string | null },
  patience?: MailPatience,
): Sender & { post: Mailer['send']; close: () => void } {
  const mailer = createMailer({ url: smtpUrl, from: composing.mailFrom, bounces: mailBounces }, patience)
  const compose = createComposer(composing)
  return {
    channel: 'email',
    most,
    send: (db, message, to, now) => {
      const mail = compose(db, message, to, now)
      return mail && mailer.send(mail)
    },
    post: (mail) => mailer.send(mail),
    close: () => mailer.close(),
  }
}
