import { valuesOfLetter, valuesOfNews } from '#components/mail/message-values'
import type { Reader } from '#components/mail/news-words'
import type { Db } from '#domain/database'
import { readExampleNews } from '#domain/messages/example-news'
import { isLetter, type LetterKind, type MessageKind, type Values } from '#domain/messages/message-kinds'
import type { Templates } from '#domain/messages/message-templates'
import { readPublicPage } from '#domain/public/status-page'
import { newsForChat } from '../hooks/chat-messages.ts'
import { letterWords } from './letters.ts'
import { filledOrNone } from './own-words.ts'
import { writeLetter, writeNews } from './written-mails.tsx'

export interface MessagePreview {
  subject: string
  text: string
  /** Null of what is no mail. */
  html: string | null
  /** What the variables stand for in it. */
  values: Values
  /** Whether nothing on the page fits, so that it is made up. */
  isMadeUp: boolean
}

const address = 'reader@example.com'

/** What a kind of message says in given words, of the newest public incident that fits; by the code that writes what is sent. */
export function previewMessage(
  db: Db,
  { url, kind, templates }: { url: string; kind: MessageKind; templates: Templates },
  now: number,
): MessagePreview {
  const { name: pageName, timeZone } = readPublicPage(db)
  const reader: Reader = { pageName, pageUrl: url, pageZone: timeZone, timeZone, isOfTeam: false, now }
  if (isLetter(kind)) {
    const values = valuesOfLetter(reader)
    const letter = exampleLetter(kind, reader)
    return {
      ...writeLetter(
        letter,
        reader,
        filledOrNone(kind, () => templates, values),
      ),
      values,
      isMadeUp: false,
    }
  }
  const { told, isMadeUp } = readExampleNews(db, kind, now)
  const values = valuesOfNews(told, reader)
  const words = filledOrNone(kind, () => templates, values)
  const manage = exampleLink(reader, 'manage')
  const [first] = told
  if (kind === 'chat' && first) {
    const { title, standing, parts, components, promise } = newsForChat(first, reader, manage, words.subject)
    const lines = parts.map(({ label, text }) => `${label}\n${text}`)
    const text = [title, [standing, components].filter(Boolean).join('. '), ...lines, promise ?? ''].filter(Boolean)
    return { subject: title, text: text.join('\n\n'), html: null, values, isMadeUp }
  }
  const links = { address, manage }
  return { ...writeNews(told, reader, words, { inText: links, inHtml: links }), values, isMadeUp }
}

function exampleLetter(kind: LetterKind, reader: Reader) {
  return letterWords(kind, reader, {
    address,
    shown: 'hooks.example.com',
    choices: ['Everything on the page', 'Every update', 'As it happens'],
    isKnown: false,
    linkOf: (use) => exampleLink(reader, use),
  })
}

const exampleLink = ({ pageUrl }: Reader, use: string) => `${pageUrl}/subscriptions/${use}/example`
