import type { PublicIncident } from '#domain/public/incidents'
import { htmlToMarkdown, portableMarkdown } from '#domain/markdown'
import { textToLines } from '#domain/text'
import { instantWords } from '../../../components/instants.tsx'

/** What support may say of an incident: the words that customers can read already, with where they stand. */
export interface ApprovedText {
  plain: string
  markdown: string
}

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
  const said = `${newest.label} (${instantWords(newest.publishedAt, { now, timeZone }, 'full')})`
  const lines = textToLines(newest.body, newest.bodyFormat)
  const markdown = newest.bodyFormat === 'markdown' ? portableMarkdown(newest.body.trim()) : htmlToMarkdown(newest.body)
  const next = nextWords(incident, { now, timeZone })
  return {
    plain: [incident.title, `${said}: ${lines}`, next, url].filter(Boolean).join('\n\n'),
    markdown: [`**[${escaped(incident.title)}](${url})**`, `*${said}:* ${markdown}`, next].filter(Boolean).join('\n\n'),
  }
}

/** A promise that is missed is nothing to pass on. */
function nextWords({ promise }: PublicIncident, clock: { now: number; timeZone: string }): string {
  if (!promise || promise.missedByMs > 0) return ''
  return `Next update by ${instantWords(promise.by, clock, 'full')}.`
}

function escaped(text: string): string {
  return text.replace(/[\\[\]*_`<>]/g, '\\$&')
}
