import { createHmac } from 'node:crypto'
import webPush from 'web-push'
import type { PushKeys } from '#domain/subscriptions/push'
import { vapidKeys } from '#domain/subscriptions/vapid'
import type { ChatMessage } from './chat-messages.ts'
import { cut } from './cut.ts'

/** A browser that is off for longer reads the page itself. */
const ttlSeconds = 24 * 3_600
const longestTitle = 120
/** A notification shows a few lines; four times as many bytes still fit into one record (RFC 8291, 4). */
const longestBody = 400
const topicLength = 32

export interface Pushed extends Pick<ChatMessage, 'title' | 'url' | 'standing' | 'parts' | 'components' | 'promise'> {
  /** What it is of: what comes later of the same takes its place. */
  about: string
  isUrgent: boolean
}

interface Browser {
  endpoint: string
  keys: PushKeys
}

interface Service {
  /** The page's public address: whom a push service may turn to. */
  url: string
  /** The installation's key. */
  key: string
}

/** What is posted to a push service so that a browser shows a message: encrypted for it (RFC 8291), signed by the page (RFC 8292). */
export function pushPost({ endpoint, keys }: Browser, { url, key }: Service, message: Pushed, now: number) {
  const tag = createHmac('sha256', key).update(message.about).digest('base64url').slice(0, topicLength)
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys },
    JSON.stringify(payloadOf(message, tag, now)),
    {
      TTL: ttlSeconds,
      urgency: message.isUrgent ? 'high' : 'normal',
      topic: tag,
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: subjectOf(url), ...vapidKeys(key) },
    },
  )
  // The length is the request's own to say.
  const { 'Content-Length': _, ...kept } = headers
  const named = Object.entries(kept).map(([name, value]) => [name.toLowerCase(), String(value)])
  return { target: endpoint, body, headers: Object.fromEntries(named) as Record<string, string> }
}

/** What public/push-worker.js shows. */
function payloadOf({ title, url, standing, parts, components, promise }: Pushed, tag: string, now: number) {
  const newest = parts[0]
  const lines = [[standing, components].filter(Boolean).join('. '), newest?.text, promise]
  return {
    title: cut(title, longestTitle),
    body: cut(lines.filter(Boolean).join('\n'), longestBody),
    url,
    tag,
    time: now,
  }
}

/** A push service takes a page with encryption, or an address to write to. */
function subjectOf(url: string): string {
  return url.startsWith('https://') ? url : `mailto:status@${new URL(url).hostname}`
}
