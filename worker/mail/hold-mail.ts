import type { LetterWords } from '#components/mail/letter-mail'
import type { Reader } from '#components/mail/news-words'
import { noWords } from '#domain/messages/templates'
import { heldMessagesWords, heldNewsWords } from '#domain/outbox/held-words'
import type { Held } from '#domain/outbox/holds'
import { mostAnHour } from '#domain/outbox/storm-brake'
import type { Mail } from './mail.ts'
import { encodeMail } from './mime.ts'
import { writeLetter } from './written-mails.tsx'

interface Asking {
  /** The hold's number. */
  number: number
  held: Held
  owner: { id: string; email: string }
  mailFrom: string
  reader: Reader
}

/** Asks an owner what becomes of what is held back. */
export function holdMail({ number, held, owner, mailFrom, reader }: Asking): Mail {
  const letter = holdLetter(held, owner.email, reader)
  const parts = {
    from: mailFrom,
    to: owner.email,
    date: new Date(reader.now).toUTCString().replace('GMT', '+0000'),
    ...writeLetter(letter, reader, noWords),
    messageId: `<hold-${number}-${held.news.length}.${owner.id}@${new URL(reader.pageUrl).hostname}>`,
    thread: null,
    headers: { 'Auto-Submitted': 'auto-generated', Importance: 'high' },
  }
  return { to: owner.email, mime: () => encodeMail(parts) }
}

function holdLetter({ news, messages }: Held, address: string, { pageName, pageUrl }: Reader): LetterWords {
  return {
    subject: `Held back until you decide: news of ${pageName}`,
    heading: 'Should your subscribers be told?',
    paragraphs: [
      'Candor holds these back, because they look like more than anybody means to send. Nobody gets them until an owner decides:',
    ],
    choices: [
      ...news.map((one) => `${heldNewsWords(one)}, which is more than may be told unasked`),
      ...(messages ? [`${heldMessagesWords(messages)}, which got ${mostAnHour} within an hour already`] : []),
    ],
    button: { label: 'Look, then decide', url: `${pageUrl}/admin/held` },
    foot: `This came to ${address} because you are an owner of ${pageName}. If none of you wrote the news, somebody else has an account of your team: look at who signed in, and deactivate it.`,
  }
}
