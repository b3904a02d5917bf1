import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LetterMail, type LetterWords } from '#components/mail/letter-mail'
import { NewsMail, type OwnLinks } from '#components/mail/news-mail'
import { subjectOf, type Reader } from '#components/mail/news-words'
import type { FilledWords } from '#domain/messages/templates'
import type { IncidentNews } from '#domain/outbox/news'
import { letterText } from './letters.ts'
import { newsText } from './news-text.ts'

/** What a mail says, before it has a head. */
export interface WrittenMail {
  subject: string
  text: string
  html: string
}

/** News as a mail: the page's own words, where it has some, around the facts. */
export function writeNews(
  told: readonly IncidentNews[],
  reader: Reader,
  words: FilledWords,
  links: { inText: OwnLinks; inHtml: OwnLinks },
): WrittenMail {
  const subject = newsSubject(told, reader, words)
  return {
    subject,
    text: newsText(told, reader, words, links.inText),
    html: htmlOf(<NewsMail reader={reader} told={told} subject={subject} words={words} links={links.inHtml} />),
  }
}

function newsSubject(told: readonly IncidentNews[], { pageName }: Reader, { subject }: FilledWords): string {
  const [first] = told
  // Whatever an owner writes, what customers don't know of is marked.
  if (subject !== null) return told.some(({ isInternal }) => isInternal) ? `[Internal] ${subject}` : subject
  if (first && told.length === 1) return subjectOf(first)
  return `${pageName}: news of ${told.length} incidents and maintenances`
}

/** A letter as a mail, with the page's own words around what it asks or says. */
export function writeLetter(letter: LetterWords, reader: Reader, words: FilledWords): WrittenMail {
  const subject = words.subject ?? letter.subject
  return {
    subject,
    text: letterText(letter, reader, words),
    html: htmlOf(<LetterMail reader={reader} letter={{ ...letter, subject }} words={words} />),
  }
}

function htmlOf(element: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(element)}`
}
