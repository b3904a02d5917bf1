import type { LetterWords } from '#components/mail/letter-mail'
import type { Reader } from '#components/mail/news-words'
import type { FilledWords } from '#domain/messages/templates'
import type { Message } from '#domain/outbox/claims'

interface Own {
  address: string
  /** As much of a webhook's address as may be shown. */
  shown: string
  /** What is heard, or was asked for, a line each. */
  choices: string[]
  /** Whether the address hears something already. */
  isKnown: boolean
  linkOf: (use: 'confirm' | 'manage' | 'leave') => string
}

/** What a letter about a subscription says. */
export function letterWords(
  kind: NonNullable<Message['letter']>,
  { pageName, pageUrl }: Reader,
  own: Own,
): LetterWords {
  const because = `This came to ${own.address} because somebody typed that address on ${pageUrl}.`
  if (kind === 'confirm') {
    return {
      subject: `Confirm: news of ${pageName}`,
      heading: own.isKnown ? 'Confirm what you added' : 'Confirm that you want news',
      paragraphs: [
        `Somebody, hopefully you, asked for news of ${pageName} at this address. Nothing is sent until you say yes.`,
      ],
      choices: own.choices,
      button: { label: 'Look, then confirm', url: own.linkOf('confirm') },
      foot: `${because} If it wasn’t you, do nothing: the question is forgotten after 7 days.`,
    }
  }
  if (kind === 'leave') {
    return {
      subject: `Confirm that you leave: ${pageName}`,
      heading: 'Do you want to leave?',
      paragraphs: [
        `Somebody with a mail of ours, which may have been forwarded, asked that this address gets no more news of ${pageName}.`,
      ],
      choices: [],
      button: { label: 'Look, then leave', url: own.linkOf('leave') },
      foot: `News of ${pageName} goes to ${own.address}. If you want to stay, do nothing.`,
    }
  }
  if (kind === 'failing') {
    return {
      subject: `A webhook of yours fails: news of ${pageName}`,
      heading: 'Your webhook does not take its news',
      paragraphs: [
        `News of ${pageName} goes to ${own.shown}. Messages to its host failed several times in a row, so nothing is sent there for five minutes; then it is tried again, for up to a day.`,
      ],
      choices: [],
      button: { label: 'See what it answered', url: own.linkOf('manage') },
      foot: `You get this at ${own.address} because it is the contact of that webhook.`,
    }
  }
  if (kind === 'renewed') {
    return {
      subject: `Your new link: news of ${pageName}`,
      heading: 'Your link is a new one',
      paragraphs: [
        'Somebody with a mail of ours asked for it, hopefully you. The links in all earlier mails do nothing any more, the buttons to unsubscribe neither; those in this mail and in later ones work.',
      ],
      choices: [],
      button: { label: 'See what you hear', url: own.linkOf('manage') },
      foot: `News of ${pageName} goes to ${own.address}. What you hear was not changed.`,
    }
  }
  return {
    subject: `What you hear of ${pageName} was changed`,
    heading: 'What you hear was changed',
    paragraphs: ['From now on you hear:'],
    choices: own.choices,
    button: { label: 'Change it again', url: own.linkOf('manage') },
    foot: `News of ${pageName} goes to ${own.address}. If it wasn’t you who changed it, change it back: somebody has a mail of yours.`,
  }
}

/** A letter as plain text. */
export function letterText(letter: LetterWords, reader: Reader, { opening, closing }: FilledWords): string {
  return [
    reader.pageName,
    letter.heading,
    ...(opening ? [opening.text] : []),
    ...letter.paragraphs,
    ...(letter.choices.length > 0 ? [letter.choices.map((line) => `- ${line}`).join('\n')] : []),
    `${letter.button.label}:\n${letter.button.url}`,
    ...(closing ? [closing.text] : []),
    `--\n${letter.foot}`,
  ].join('\n\n')
}
