import {
  belatedWords,
  incidentUrl,
  internalWords,
  newsLabel,
  promiseWords,
  sentenceOf,
  textOf,
  timeWords,
  whyWords,
  type Reader,
} from '#components/mail/news-words'
import type { OwnLinks } from '#components/mail/news-mail'
import type { FilledWords } from '#domain/messages/templates'
import type { IncidentNews } from '#domain/outbox/news'
import { htmlToMarkdown } from '#domain/markdown'
import { statusWords } from '#domain/status'

/** News as plain text: the same as the HTML says, in the same order. */
export function newsText(
  told: readonly IncidentNews[],
  reader: Reader,
  { opening, closing }: FilledWords,
  links: OwnLinks,
): string {
  return [
    reader.pageName,
    ...(opening ? [opening.text] : []),
    ...(reader.isBelated ? [belatedWords] : []),
    ...told.map((one) => partOf(one, reader)),
    ...(closing ? [closing.text] : []),
    `--\n${whyWords(reader, links.address)} Change what you hear, or leave: ${links.manage}`,
  ].join('\n\n')
}

function partOf(told: IncidentNews, reader: Reader): string {
  const { incident, news, isInternal } = told
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
  const worstSoFar = incident.isOver ? ' at the worst' : ''
  const components = incident.components.map(
    ({ name, worst }) => `- ${name}: ${statusWords[worst].toLowerCase()}${worstSoFar}`,
  )
  return [
    ...(isInternal ? [internalWords] : []),
    incident.title,
    ...lines,
    ...(components.length > 0 ? [components.join('\n')] : []),
    ...(promise ? [promise] : []),
    incidentUrl(reader, told),
  ].join('\n\n')
}
