import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Channel } from '../outbox/hand-out.ts'
import { cleanLine } from '../input.ts'

/** Channels that are reached by posting to an address. */
export type HookChannel = Exclude<Channel, 'email' | 'push'>

const longestUrl = 2_000
const shownEnd = 4

interface ChatService {
  channel: HookChannel
  host: RegExp
  path: RegExp
  /** What of a query says where the message goes; null where all of it may be needed. */
  query: readonly string[] | null
}

/** Chat services by the host and path of their incoming webhooks; any other address is a webhook. */
const services: readonly ChatService[] = [
  {
    channel: 'slack',
    host: /^hooks\.slack(?:-gov)?\.com$/,
    path: /^\/(?:services|workflows|triggers)\//,
    query: [],
  },
  {
    channel: 'discord',
    host: /^(?:ptb\.|canary\.)?discord(?:app)?\.com$/,
    path: /^\/api\/(?:v\d+\/)?webhooks\//,
    query: ['thread_id'],
  },
  { channel: 'teams', host: /(?:^|\.)webhook\.office\.com$/, path: /^\//, query: [] },
  { channel: 'teams', host: /(?:^|\.)(?:logic\.azure\.com|powerplatform\.com)$/, path: /^\//, query: null },
]

/** An address to which news is posted. */
export interface HookTarget {
  channel: HookChannel
  url: string
  /** As much of it as may be shown: whoever knows the whole of a chat's can write there. */
  shown: string
  hash: string
}

/** The address of a webhook, as somebody types it. */
export const hookTarget = z
  .string({ error: 'The address is missing.' })
  .transform(cleanLine)
  .transform((text, context): HookTarget => {
    const url = parsed(text)
    if (typeof url === 'string') {
      context.addIssue({ code: 'custom', message: url })
      return z.NEVER
    }
    const service = services.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname))
    if (service) spellAsUsual(url, service)
    return {
      channel: service?.channel ?? 'webhook',
      url: url.href,
      shown: `${url.host}/…${url.href.slice(-shownEnd)}`,
      hash: createHash('sha256').update(url.href).digest('hex'),
    }
  })

/** Writes a chat's address in one way: however it is spelt, it is one chat, and asked as one. */
function spellAsUsual(url: URL, { channel, query }: ChatService): void {
  url.protocol = 'https:'
  url.port = ''
  url.pathname = url.pathname
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[\w.~-]/.test(letter) ? letter : code
    })
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  if (channel === 'discord') {
    url.hostname = 'discord.com'
    url.pathname = url.pathname.replace(/^\/api\/v\d+\//, '/api/')
  }
  if (query === null) return
  const kept = query.flatMap((name) => {
    const value = url.searchParams.get(name)
    return value === null ? [] : [[name, value] as [string, string]]
  })
  url.search = new URLSearchParams(kept).toString()
}

/** The address, or what is wrong with it. */
function parsed(text: string): URL | string {
  if (text.length > longestUrl) return `The address has ${text.length} characters; at most ${longestUrl} fit.`
  if (!URL.canParse(text)) return 'This is no address. Write it like https://example.com/hook.'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The address must begin with https://.'
  if (url.username || url.password) return 'Leave user name and password out of the address.'
  url.hash = ''
  return url
}
