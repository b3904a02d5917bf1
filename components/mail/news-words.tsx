import type { IncidentNews, ToldNews } from '#domain/outbox/news'
import type { PublicIncident } from '#domain/public/incidents'
import type { LastWord } from '#domain/subscriptions/incident-ends'
import { textToPlain } from '#domain/text'
import { namesOf } from '../incident/incident-words.tsx'
import { instantWords } from '../instants.tsx'

/** For whom a mail is written: all who read times in one zone get the same one. */
export interface Reader {
  pageName: string
  /** The page's address, without a slash at its end. */
  pageUrl: string
  pageZone: string
  timeZone: string
  /** Whether the team set it up, and not whoever reads it. */
  isOfTeam: boolean
  /** For whoever asked for this incident only: when that ends; null for all others. */
  ends?: LastWord | null
  now: number
  /** Whether they are told what they should have been told earlier. */
  isBelated?: boolean
}

/** What a piece of news is called, in a word or two, as it stands in front of a subject. */
export function newsLabel({ kind, update }: ToldNews): string {
  if (kind === 'correction') return 'Corrected'
  if (kind === 'report') return 'Follow-up report'
  if (kind === 'actions_done') return 'Action items done'
  return update?.label ?? 'Update'
}

/** State, component and what changed: `[Resolved] Checkout: card payments fail`. */
export function subjectOf({ incident, news, isInternal }: IncidentNews): string {
  const [newest] = news
  const names = namesOf(incident.components.slice(0, 3))
  const isNamed = names === '' || incident.title.toLowerCase().startsWith(names.toLowerCase())
  const label = newest ? newsLabel(newest) : 'Update'
  return `${isInternal ? '[Internal] ' : ''}[${label}] ${isNamed ? '' : `${names}: `}${incident.title}`
}

/** An instant in the reader's time zone, and in the page's where that is another one. */
export function timeWords(at: number, { timeZone, pageZone, now }: Reader): string {
  const own = instantWords(at, { timeZone, now }, 'full')
  const ofPage = instantWords(at, { timeZone: pageZone, now }, 'full')
  return own === ofPage ? own : `${own} (${ofPage})`
}

/** What else is told where no update says it; null where one does. */
export function sentenceOf(incident: PublicIncident, { kind, at }: ToldNews): string | null {
  if (kind === 'correction') {
    const reason = incident.corrections.find((correction) => correction.at === at)?.reason
    return `What was said of this ${incident.kind} was corrected${reason ? `, because ${reason}` : ''}. The page shows what it said before, and what it says now.`
  }
  if (kind === 'actions_done') {
    return 'All that the follow-up report promised is done, or was dropped with a reason.'
  }
  if (kind === 'report') return 'The follow-up report is published.'
  return null
}

/** The text that goes with a piece of news: its update's, or for a report its summary's. */
export function textOf(incident: PublicIncident, { kind, update, at }: ToldNews) {
  if (update) return update
  if (kind !== 'report') return null
  return incident.updates.find((one) => one.status === 'postmortem' && one.publishedAt === at) ?? null
}

/** Where the whole of it stands. */
export function incidentUrl({ pageUrl }: Reader, { incident, isInternal }: IncidentNews): string {
  return `${pageUrl}${isInternal ? '/admin' : ''}/incidents/${incident.id}`
}

/** Why somebody gets news. */
export function whyWords(reader: Reader, address: string): string {
  const { pageName, isOfTeam } = reader
  const end = endWords(reader)
  if (end !== null) return `You get this at ${address} because you asked for this incident only. ${end}`
  return isOfTeam
    ? `You get this at ${address} because the team of ${pageName} set it up.`
    : `You get this at ${address} because somebody who reads it asked for news of ${pageName} there and confirmed it.`
}

function endWords({ ends, ...reader }: Reader): string | null {
  if (!ends) return null
  if (ends === 'now') {
    return 'It is over, and there is nothing more to tell: this was the last message, and your address is deleted.'
  }
  if (ends === 'after the report')
    return 'Its follow-up report is the last that you hear; then your address is deleted.'
  return `It is over: if no report of it is published by ${timeWords(ends.at, { ...reader, ends })}, this was the last message, and your address is deleted.`
}

/** Stands above what could not be told in its time. */
export const belatedWords =
  'This was not sent when it happened: it could not be, or was held back. Here is how it stands, all in one message.'

/** What stands above an incident that only the team knows of. */
export const internalWords = 'Internal: customers don’t know of this. Please don’t pass it on.'

/** What is ahead: when a maintenance is planned, and when the next update comes; null where nothing is promised. */
export function promiseWords(incident: PublicIncident, reader: Reader): string | null {
  if (incident.isOver) return null
  const { scheduledFor, scheduledUntil, promise, promisesNone } = incident
  const words = [
    ...(scheduledFor !== null && scheduledUntil !== null
      ? [`Planned from ${timeWords(scheduledFor, reader)} to ${timeWords(scheduledUntil, reader)}.`]
      : []),
    ...(promise ? [`Next update by ${timeWords(promise.by, reader)}.`] : []),
    ...(!promise && promisesNone ? ['No further update is promised.'] : []),
  ]
  return words.join(' ') || null
}

const longestBeginning = 120

/** What mail programs show beside the subject: how the newest news begins, and what is ahead. */
export function preheaderOf({ incident, news }: IncidentNews, reader: Reader): string {
  const [newest] = news
  const text = newest && textOf(incident, newest)
  const words = text ? textToPlain(text.body, text.bodyFormat) : ((newest && sentenceOf(incident, newest)) ?? '')
  const beginning = words.length > longestBeginning ? `${words.slice(0, longestBeginning - 1)}…` : words
  return [beginning, promiseWords(incident, reader)].filter(Boolean).join(' ')
}
