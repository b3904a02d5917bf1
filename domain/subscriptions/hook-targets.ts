import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Channel } from '../outbox/hand-out.ts'
import { cleanLine } from '../input.ts'

/** Channels that are reached by posting to an address. */
export type HookChannel = Exclude<Channel, 'email' | 'push'>

const longestUrl = 2_000
const shownEnd = 4

/** Chat services by the host and path of their incoming webhooks; any other address is a webhook. */
const services: [HookChannel, host: RegExp, path: RegExp][] = [
  ['slack', /^hooks\.slack(?:-gov)?\.com$/, /^\/(?:services|workflows|triggers)\//],
  ['discord', /^(?:ptb\.|canary\.)?discord(?:app)?\.com$/, /^\/api\/(?:v\d+\/)?webhooks\//],
  ['teams', /(?:^|\.)(?:webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/, /^\//],
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
    const service = services.find(([, host, path]) => host.test(url.hostname) && path.test(url.pathname))
    return {
      channel: service?.[0] ?? 'webhook',
      url: url.href,
      shown: `${url.host}/…${url.href.slice(-shownEnd)}`,
      hash: createHash('sha256').update(url.href).digest('hex'),
    }
  })

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
