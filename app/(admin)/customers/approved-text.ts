import { htmlToMarkdown, portableMarkdown } from '#domain/markdown'
import type { PublicIncident } from '#domain/public/incidents'
import { escapeMarkdown, textToLines } from '#domain/text'
import { instantWords } from '../../../components/instants.tsx'
import type { ApprovedText, CopyableText } from './copyable-text.ts'

interface Told {
  /** The incident's public address. */
  url: string
  now: number
  timeZone: string
}

/** The newest published update's words with the permalink; null where none was published. */
export function approvedText(incident: PublicIncident, { url, now, timeZone }: Told): ApprovedText | null {
  const newest = incident.updates[0]
  if (!newest) return null
  const clock = { now, timeZone }
  const { body, bodyFormat } = newest
  const said = `${newest.label} (${instantWords(newest.publishedAt, clock, 'full')})`
  const markdown = bodyFormat === 'markdown' ? portableMarkdown(body.trim()) : htmlToMarkdown(body)
  const promisedBy = incident.promise?.by ?? null
  const next = promisedBy === null ? '' : `Next update by ${instantWords(promisedBy, clock, 'full')}.`
  const textWith = (last: string): CopyableText => ({
    plain: paragraphs(incident.title, `${said}: ${textToLines(body, bodyFormat)}`, last, url),
    markdown: paragraphs(`**[${escapeMarkdown(incident.title)}](${url})**`, `*${said}:* ${markdown}`, last),
  })
  return { ...textWith(''), promisedBy, promising: textWith(next) }
}

function paragraphs(...texts: string[]): string {
  return texts.filter(Boolean).join('\n\n')
}
