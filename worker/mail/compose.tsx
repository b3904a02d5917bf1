import { randomBytes } from 'node:crypto'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LetterMail } from '#components/mail/letter-mail'
import { NewsMail, type OwnLinks } from '#components/mail/news-mail'
import { subjectOf, type Reader } from '#components/mail/news-words'
import type { Db } from '#domain/database'
import type { Message } from '#domain/outbox/claims'
import { readNews, type IncidentNews } from '#domain/outbox/news'
import { readPublicPage, readRevision } from '#domain/public/status-page'
import { choiceLines, readNamesOf } from '#domain/subscriptions/choice-words'
import { linkToken, type LinkUse, type SubscriberRow } from '#domain/subscriptions/links'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import { letterText, letterWords } from './letters.ts'
import type { Mail } from './mail.ts'
import { newsText } from './news-text.ts'

/** As many rendered mails are kept as one round of messages can need. */
const mostKept = 200
/** Stand for what is each subscriber's own while a mail is rendered once for all; nobody can write them by chance. */
const own: OwnLinks = { address: mark('address'), manage: `https://${mark('manage')}.invalid/` }

interface Rendered {
  subject: string
  text: string
  html: string
  /** The newest announcement's id, and the incident's, where there is one alone. */
  newsId: string
  threadId: string | null
}

export interface ComposeSettings {
  /** The page's public address, without a slash at its end. */
  url: string
  /** The installation's key, of which links are made. */
  key: string
}

export type Compose = (db: Db, message: Message, to: SubscriberRow, now: number) => Mail | null

/**
 * Writes mails. News is rendered once for all who read it in the same time zone, and address and links
 * are filled in for each. Null where there is nothing (any more) that its reader may know.
 */
export function createComposer({ url, key }: ComposeSettings): Compose {
  const kept = new Map<string, Rendered | null>()
  const host = new URL(url).hostname
  return (db, message, to, now) => {
    const page = readPublicPage(db)
    const linkOf = (use: LinkUse) => `${url}/subscriptions/${use}/${linkToken(key, use, to)}`
    const timeZone = to.timeZone ?? page.timeZone
    const isOfTeam = to.audience === 'internal'
    const reader: Reader = { pageName: page.name, pageUrl: url, pageZone: page.timeZone, timeZone, isOfTeam, now }
    const address = to.contact ?? to.address ?? ''
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
      return {
        to: address,
        subject: letter.subject,
        text: letterText(letter, reader),
        html: htmlOf(<LetterMail reader={reader} letter={letter} />),
        messageId: `<letter-${message.number}.${to.id}@${host}>`,
        thread: null,
        headers: listId,
      }
    }
    const { audience } = to
    // An internal incident's rows raise no revision: its mails are kept for one batch of one moment.
    const name = `${readRevision(db)} ${audience === 'internal' ? now : ''} ${timeZone} ${message.announcements.join()}`
    const rendered = kept.has(name)
      ? kept.get(name)
      : renderNews(readNews(db, message.announcements, audience, now), reader)
    kept.set(name, rendered ?? null)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    if (!rendered) return null
    const links = { address, manage: linkOf('manage') }
    return {
      to: address,
      subject: rendered.subject,
      text: filled(rendered.text, links),
      html: filled(rendered.html, { ...links, address: escaped(address) }),
      messageId: `<${rendered.newsId}.${to.id}@${host}>`,
      thread: rendered.threadId === null ? null : `<incident-${rendered.threadId}.${to.id}@${host}>`,
      headers: {
        ...listId,
        'List-Unsubscribe': `<${linkOf('unsubscribe')}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }
  }
}

function renderNews(told: readonly IncidentNews[], reader: Reader): Rendered | null {
  const [first] = told
  const newest = first?.news[0]
  if (!first || !newest) return null
  const subject =
    told.length === 1 ? subjectOf(first) : `${reader.pageName}: news of ${told.length} incidents and maintenances`
  return {
    subject,
    text: newsText(told, reader, own),
    html: htmlOf(<NewsMail reader={reader} told={told} subject={subject} links={own} />),
    newsId: newest.id,
    threadId: told.length === 1 ? first.incident.id : null,
  }
}

function htmlOf(element: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(element)}`
}

function filled(text: string, { address, manage }: OwnLinks): string {
  return text.replaceAll(own.address, address).replaceAll(own.manage, manage)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function mark(name: string): string {
  return `${name}-${randomBytes(12).toString('hex')}`
}
