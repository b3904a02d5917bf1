import {
  incidentUrl,
  newsLabel,
  promiseWords,
  sentenceOf,
  textOf,
  timeWords,
  type Reader,
} from '#components/mail/news-words'
import type { OwnLinks } from '#components/mail/news-mail'
import type { IncidentNews } from '#domain/outbox/news'
import { htmlToMarkdown } from '#domain/markdown'
import { statusWords } from '#domain/status'

/** News as plain text: the same as the HTML says, in the same order. */
export function newsText(told: readonly IncidentNews[], reader: Reader, links: OwnLinks): string {
  return [
    reader.pageName,
    ...told.map((one) => partOf(one, reader)),
    `--\nYou get this at ${links.address} because somebody who reads it asked for news of ${reader.pageName} there and confirmed it. Change what you hear, or leave: ${links.manage}`,
  ].join('\n\n')
}

function partOf({ incident, news }: IncidentNews, reader: Reader): string {
  const promise = promiseWords(incident, reader)
  const lines = news.map((one) => {
    const text = textOf(incident, one)
    const words = text
      ? text.bodyFormat === 'html'
        ? htmlToMarkdown(text.body)
        : text.body
      : sentenceOf(incident, one)
    return `${newsLabel(one)}, ${timeWords(text?.publishedAt ?? one.at, reader)}\n${words ?? ''}`
  })
  const components = incident.components.map(({ name, worst }) => `- ${name}: ${statusWords[worst].toLowerCase()}`)
  return [
    incident.title,
    ...lines,
    ...(components.length > 0 ? [components.join('\n')] : []),
    ...(promise ? [promise] : []),
    incidentUrl(reader, incident),
  ].join('\n\n')
}
