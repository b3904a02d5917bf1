import {
  belatedWords,
  incidentUrl,
  internalWords,
  newsLabel,
  promiseWords,
  sentenceOf,
  textOf,
  timeWords,
  type Reader,
} from '#components/mail/news-words'
import { impactLabel, ownState, progressLabel } from '#components/incident/incident-words'
import type { HookChannel } from '#domain/subscriptions/hook-targets'
import type { IncidentNews } from '#domain/outbox/news'
import type { State } from '#domain/status'
import { textToLines } from '#domain/text'
import { cut, cutForSlack } from './cut.ts'

/** What a chat is told, before it is put into a service's own blocks. */
export interface ChatMessage {
  title: string
  url: string
  state: State
  /** How bad it is and how far, in words. */
  standing: string
  /** Plain text, the newest news first. */
  parts: { label: string; text: string }[]
  components: string
  promise: string | null
  manage: string
  button: string
}

/** So much of a text, a label and a title fits into the blocks of each service. */
const longestText = 2_500
const longestLabel = 400
const longestTitle = 140
/** A section of Slack's takes so much, escaped; a message 50 blocks, and in all less than about 12,000 characters. */
const longestSection = 3_000
const mostParts = 40
const longestSlackBlocks = 10_000
/** Discord's for a field. */
const longestField = 1_000
/** Teams takes 28 KB, of which its own envelope is a part. */
const mostTeamsBytes = 20_000
/** Of what was missed, a chat is told so many incidents, each in a few lines. */
const mostMissed = 10
const longestMissed = 300

/** News of one incident as a chat is told it, under the page's own headline where it has one. */
export function newsForChat(told: IncidentNews, reader: Reader, manage: string, headline: string | null): ChatMessage {
  const { incident, news, isInternal } = told
  return {
    title: `${isInternal ? '[Internal] ' : ''}${headline ?? incident.title}`,
    url: incidentUrl(reader, told),
    state: ownState(incident),
    standing: `${isInternal ? `${internalWords} ` : ''}${impactLabel(incident)}, ${progressLabel(incident).toLowerCase()}`,
    parts: news.map((one) => {
      const text = textOf(incident, one)
      return {
        label: `${newsLabel(one)}, ${timeWords(text?.publishedAt ?? one.at, reader)}`,
        text: text ? textToLines(text.body, text.bodyFormat) : (sentenceOf(incident, one) ?? ''),
      }
    }),
    components: incident.components.map(({ name }) => name).join(', '),
    promise: promiseWords(incident, reader),
    manage,
    button: isInternal ? 'Read it in the admin area' : 'Read it on the page',
  }
}

/** News of several incidents that was not told in its time, as one message. */
export function missedForChat(told: readonly IncidentNews[], reader: Reader, manage: string): ChatMessage {
  const [first] = told
  const rest = told.length - mostMissed
  return {
    title: `${reader.pageName}: news of ${told.length} incidents and maintenances`,
    url: reader.pageUrl,
    state: first ? ownState(first.incident) : 'no_data',
    standing: belatedWords,
    parts: [
      ...told.slice(0, mostMissed).map((one) => {
        const { title, standing, parts, url } = newsForChat(one, reader, manage, null)
        return { label: `${title}: ${standing}`, text: `${cut(parts[0]?.text ?? '', longestMissed)}\n${url}` }
      }),
      ...(rest > 0 ? [{ label: `And ${rest} more`, text: 'The page tells them.' }] : []),
    ],
    components: '',
    promise: null,
    manage,
    button: 'Read the page',
  }
}

/** The body that a service's incoming webhook takes, in its own blocks: of very much news, the newest that fits. */
export function chatBody(channel: Exclude<HookChannel, 'webhook'>, message: ChatMessage): unknown {
  const { body, fits } = services[channel]
  for (let told = Math.min(message.parts.length, mostParts); told > 1; told--) {
    const made = body(shortened(message, told))
    if (fits(made)) return made
  }
  return body(shortened(message, 1))
}

/** A message of its first parts, which says that there are more. */
function shortened(message: ChatMessage, told: number): ChatMessage {
  const { parts } = message
  if (parts.length <= told) return message
  const rest = { label: `And ${parts.length - told} more`, text: 'The page tells them.' }
  return { ...message, parts: [...parts.slice(0, told), rest] }
}

/** Slack's Block Kit. What `<`, `>` and `&` mean there is taken away; links and mentions are ours alone. */
function slack({ title, url, standing, parts, components, promise, manage, button }: ChatMessage) {
  const text = (words: string) => ({ type: 'mrkdwn', text: cutForSlack(words, longestSection) })
  return {
    text: cutForSlack(`${title}: ${standing}`, longestText),
    unfurl_links: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, longestTitle), emoji: false } },
      { type: 'section', text: text([standing, components].filter(Boolean).join('. ')) },
      ...parts.map(({ label, text: words }) => {
        const head = `*${cutForSlack(label, longestLabel)}*\n`
        return {
          type: 'section',
          text: { type: 'mrkdwn', text: `${head}${cutForSlack(words, longestSection - head.length)}` },
        }
      }),
      ...(promise ? [{ type: 'context', elements: [text(promise)] }] : []),
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: button }, url },
          { type: 'button', text: { type: 'plain_text', text: 'Change or leave' }, url: manage },
        ],
      },
    ],
  }
}

/** Discord's embeds; nobody is mentioned, whatever a text says. */
function discord({ title, url, state, standing, parts, components, promise, manage }: ChatMessage) {
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cut(title, longestTitle),
        url,
        color: colors[state],
        description: cut(
          [`**${standing}**`, ...parts.map(({ label, text }) => `**${label}**\n${text}`)].join('\n\n'),
          longestText,
        ),
        fields: [
          ...(components ? [{ name: 'Components', value: cut(components, longestField) }] : []),
          ...(promise ? [{ name: 'Next', value: cut(promise, longestField) }] : []),
          { name: 'Subscription', value: `[Change or leave](${manage})` },
        ],
      },
    ],
  }
}

/** Microsoft Teams takes Adaptive Cards. */
function teams({ title, url, standing, parts, components, promise, manage, button }: ChatMessage) {
  const block = (text: string, more: Record<string, unknown> = {}) => ({
    type: 'TextBlock',
    text: cut(text, longestText),
    wrap: true,
    ...more,
  })
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(title, { size: 'Large', weight: 'Bolder' }),
            block([standing, components].filter(Boolean).join('. '), { weight: 'Bolder' }),
            ...parts.flatMap(({ label, text }) => [
              block(cut(label, longestLabel), { isSubtle: true, spacing: 'Medium' }),
              block(text),
            ]),
            ...(promise ? [block(promise, { weight: 'Bolder' })] : []),
          ],
          actions: [
            { type: 'Action.OpenUrl', title: button, url },
            { type: 'Action.OpenUrl', title: 'Change or leave', url: manage },
          ],
        },
      },
    ],
  }
}

/** The page's own colours, as Discord numbers them. */
const colors: Record<State, number> = {
  operational: 0x2f9463,
  under_maintenance: 0x1f5fae,
  degraded_performance: 0x8f5f00,
  partial_outage: 0xb1440e,
  major_outage: 0xb80d18,
  no_data: 0x646b78,
}

/** How each service's body is made, and whether it takes it whole. */
const services: Record<
  Exclude<HookChannel, 'webhook'>,
  { body: (message: ChatMessage) => unknown; fits: (made: unknown) => boolean }
> = {
  slack: { body: slack, fits: (made) => JSON.stringify(made).length <= longestSlackBlocks },
  discord: { body: discord, fits: () => true },
  teams: { body: teams, fits: (made) => Buffer.byteLength(JSON.stringify(made)) <= mostTeamsBytes },
}
