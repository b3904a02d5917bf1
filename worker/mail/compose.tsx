import { kindOfNews, valuesOfLetter, valuesOfNews } from '#components/mail/message-values'
import type { Reader } from '#components/mail/news-words'
import type { Db } from '#domain/database'
import { readTemplatesVersion } from '#domain/messages/message-templates'
import { noWords } from '#domain/messages/templates'
import type { Message } from '#domain/outbox/claims'
import { readToldIn, type IncidentNews } from '#domain/outbox/news'
import { messageName } from '#domain/outbox/sent-mails'
import { readPublicPage, readRevision } from '#domain/public/status-page'
import { returnCode, returnHeader } from '#domain/returns/return-codes'
import { readNamesOf } from '#domain/subscriptions/choice-names'
import { choiceLines } from '#domain/subscriptions/choice-words'
import { lastWordOf } from '#domain/subscriptions/incident-ends'
import { linkToken, type LinkUse, type SubscriberRow } from '#domain/subscriptions/links'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import { letterWords } from './letters.ts'
import type { Mail } from './mail.ts'
import { encodeForm, encodeMail, marks, type MailForm, type MailParts } from './mime.ts'
import { readOwnWords } from './own-words.ts'
import { writeLetter, writeNews } from './written-mails.tsx'

/** As many rendered mails are kept as one round of messages can need. */
const mostKept = 200
/** Stand for what is each subscriber's own while a mail is written and encoded once for all. */
const own = marks('address', 'addressInHtml', 'id', 'date', 'manage', 'unsubscribe', 'returned')
const marked = Object.entries(own) as [keyof typeof own, string][]
/** An address that can stand in a header as it is; another's mail is encoded for it alone. */
const plainAddress = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9.-]+$/

interface Rendered {
  /** The newest announcement's id. */
  newsId: string
  parts: MailParts
  form: Promise<MailForm<keyof typeof own>>
}

export interface ComposeSettings {
  /** The page's public address, without a slash at its end. */
  url: string
  /** The installation's key, of which links are made. */
  key: string
  /** Who the mails are from, as a header says it. */
  mailFrom: string
}

export type Compose = (db: Db, message: Message, to: SubscriberRow, now: number) => Mail | null

/**
 * Writes mails. News is rendered once for all who read it in the same time zone, and address and links
 * are filled in for each. Null where there is nothing (any more) that its reader may know.
 */
export function createComposer({ url, key, mailFrom: from }: ComposeSettings): Compose {
  const kept = new Map<string, Rendered | null>()
  const host = new URL(url).hostname
  return (db, message, to, now) => {
    const page = readPublicPage(db)
    const linkOf = (use: LinkUse) => `${url}/subscriptions/${use}/${linkToken(key, use, to)}`
    const timeZone = to.timeZone ?? page.timeZone
    const isOfTeam = to.audience === 'internal'
    const ends = lastWordOf(db, to, message.announcements, now)
    const reader: Reader = {
      pageName: page.name,
      pageUrl: url,
      pageZone: page.timeZone,
      timeZone,
      isOfTeam,
      ends,
      now,
      isBelated: message.isBelated,
    }
    const address = to.contact ?? to.address ?? ''
    const date = new Date(now).toUTCString().replace('GMT', '+0000')
    const listId = {
      'List-Id': `${page.name.replace(/[^\w ]+/g, '')} <status.${host}>`,
      'Auto-Submitted': 'auto-generated',
    }
    if (message.letter !== null) {
      const asked = to.askedFor ?? readChoices(db, to)
      const choices = choiceLines(asked, readNamesOf(db, asked))
      const letter = letterWords(message.letter, reader, {
        address,
        shown: to.address ?? '',
        choices,
        isKnown: to.confirmedAt !== null,
        linkOf,
      })
      const called = messageName({ letter: message.number }, to)
      const { letter: kind } = message
      const words = kind === 'test' || kind === 'renewed' ? noWords : readOwnWords(db, kind, valuesOfLetter(reader))
      const mime = () =>
        encodeMail({
          from,
          to: address,
          date,
          ...writeLetter(letter, reader, words),
          messageId: `<${called}@${host}>`,
          thread: null,
          headers: { ...listId, [returnHeader]: returnCode(key, called) },
        })
      return { to: address, mime }
    }
    const { audience } = to
    // An internal incident's rows raise no revision: its mails are kept for one batch of one moment.
    const variant = JSON.stringify([message.isBelated, ends])
    const name = `${readRevision(db)} ${readTemplatesVersion(db)} ${audience === 'internal' ? now : ''} ${timeZone} ${variant} ${message.announcements.join()}`
    const rendered = kept.has(name)
      ? kept.get(name)
      : renderNews(db, readToldIn(db, message, audience, now), reader, listId)
    kept.set(name, rendered ?? null)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    if (!rendered) return null
    const values = {
      address,
      addressInHtml: escaped(address),
      id: to.id,
      date,
      manage: linkOf('manage'),
      unsubscribe: linkOf('unsubscribe'),
      returned: returnCode(key, messageName({ news: rendered.newsId }, to)),
    }
    return { to: address, mime: () => mimeFor(rendered, values) }
  }

  function renderNews(
    db: Db,
    told: readonly IncidentNews[],
    reader: Reader,
    listHeaders: MailParts['headers'],
  ): Rendered | null {
    const [first] = told
    const newest = first?.news[0]
    if (!first || !newest) return null
    const words = readOwnWords(db, kindOfNews(told), valuesOfNews(told, reader))
    const { manage } = own
    const links = { inText: { address: own.address, manage }, inHtml: { address: own.addressInHtml, manage } }
    const parts: MailParts = {
      from,
      to: own.address,
      date: own.date,
      ...writeNews(told, reader, words, links),
      messageId: `<${messageName({ news: newest.id }, own)}@${host}>`,
      thread: told.length === 1 ? `<incident-${first.incident.id}.${own.id}@${host}>` : null,
      headers: {
        ...listHeaders,
        [returnHeader]: own.returned,
        'List-Unsubscribe': `<${own.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }
    return { newsId: newest.id, parts, form: encodeForm(parts, own) }
  }
}

async function mimeFor({ parts, form }: Rendered, values: typeof own): Promise<string> {
  if (plainAddress.test(values.address)) return (await form).fill(values)
  const filled = (text: string) => marked.reduce((done, [name, mark]) => done.replaceAll(mark, values[name]), text)
  const headers = Object.fromEntries(Object.entries(parts.headers).map(([name, value]) => [name, filled(value)]))
  return encodeMail({
    ...parts,
    to: values.address,
    date: values.date,
    text: filled(parts.text),
    html: filled(parts.html),
    messageId: filled(parts.messageId),
    thread: parts.thread && filled(parts.thread),
    headers,
  })
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
