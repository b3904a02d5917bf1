import type { MessageKind, Values } from '#domain/messages/message-kinds'
import type { IncidentNews } from '#domain/outbox/news'
import { impactLabel, namesOf } from '../incident/incident-words.tsx'
import { incidentUrl, newsLabel, promiseWords, timeWords, type Reader } from './news-words.tsx'

/** Of what kind a message is that tells these news; several incidents make a digest. */
export function kindOfNews([first, second]: readonly IncidentNews[]): MessageKind {
  if (!first || second) return 'digest'
  const kind = first.news[0]?.kind ?? 'update'
  return kind === 'update' && first.incident.kind === 'maintenance' ? 'maintenance' : kind
}

/** What the variables of a page's own words stand for in a message that tells these news. */
export function valuesOfNews(told: readonly IncidentNews[], reader: Reader): Values {
  const [first] = told
  const newest = first?.news[0]
  if (!first || !newest || told.length > 1) {
    const titles = told.map(({ incident }) => incident.title).join(', ')
    return { ...valuesOfLetter(reader), count: String(told.length), titles }
  }
  const { incident } = first
  return {
    ...valuesOfLetter(reader),
    title: incident.title,
    state: newsLabel(newest),
    components: namesOf(incident.components),
    impact: impactLabel(incident),
    link: incidentUrl(reader, first),
    time: timeWords(newest.at, reader),
    next: promiseWords(incident, reader) ?? '',
  }
}

/** The same for a letter about the subscription itself. */
export function valuesOfLetter({ pageName, pageUrl }: Reader): Values {
  return { page: pageName, page_url: pageUrl }
}
