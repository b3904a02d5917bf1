import { Webhook } from 'standardwebhooks'
import { valuesOfNews } from '#components/mail/message-values'
import type { Reader } from '#components/mail/news-words'
import type { Db } from '#domain/database'
import type { Message } from '#domain/outbox/claims'
import { readToldIn } from '#domain/outbox/news'
import { readPublicPage } from '#domain/public/status-page'
import { readSigningSecrets, signingSecretsAt } from '#domain/subscriptions/hooks'
import { linkToken, type LinkUse, type SubscriberRow } from '#domain/subscriptions/links'
import { readPushKeys } from '#domain/subscriptions/push'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import type { Vault } from '#domain/subscriptions/vault'
import type { GuardedFetch } from '#net/guarded-fetch'
import { readOwnWords } from '../mail/own-words.ts'
import type { Sender } from '../outbox/deliver.ts'
import type { Outcome } from '../outbox/outcome.ts'
import { outcomeOfAnswer, outcomeOfError, type PostedChannel } from './answers.ts'
import { createBreakers } from './breakers.ts'
import { createTurns } from './turns.ts'
import { letterForChat } from './chat-letters.ts'
import { chatBody, missedForChat, newsForChat } from './chat-messages.ts'
import { componentEvents } from './component-events.ts'
import { pushPost, type Pushed } from './push-messages.ts'
import { withoutAddress } from './unnamed-address.ts'
import { testPayload, webhookPayload } from './webhook-payload.ts'

const most = 20
/** So long all posts of one message take at most, in one try. */
const timeoutMs = 10_000
/** What has less time left is posted in the next try, so that no receiver is called slow for it. */
const leastMs = timeoutMs / 2
const mostAnswerBytes = 64 * 1024
/** So many posts are on their way to one host at once. */
const atOnce = 8
/** Slack takes a message a second for each webhook, Discord and Teams about as many. */
const chatEveryMs = 1_000
/** So many posts of one message go in one try. */
const mostPosts = 20
/** After so many failures nothing more is told beside a message. */
const mostFailed = 3
/** What is told beside a message and has no room any more in one try goes on after it. */
const goesOnMs = 1_000
/** So many messages are remembered whose own post was taken, while more is told beside it. */
const mostRemembered = 1_000

export interface HookSettings {
  /** The page's public address, without a slash at its end. */
  url: string
  key: string
  vault: Vault
  fetch: GuardedFetch
  /** Whether addresses that are not of the public internet may be posted to. */
  allowsPrivate: boolean
  /** By what it is measured how long posts take, in milliseconds; the machine's unless told. */
  clock?: () => number
}

interface Post {
  target: string
  body: string | Uint8Array
  headers: Record<string, string>
  /** What is told beside the message that the ledger counts, in words. */
  beside?: string
}

/** Sends on a channel by posting to each subscriber's address. */
export function createHookSender(channel: PostedChannel, settings: HookSettings): Sender {
  const [breakers, begun] = [createBreakers(), new Map<string, Begun>()]
  const turns = createTurns({ atOnce, everyMs: channel === 'webhook' || channel === 'push' ? 0 : chatEveryMs })
  return {
    channel,
    most,
    send: (db, message, to, now) => {
      const post = postOf(db, channel, message, to, settings, now)
      if (!post) return null
      const posts = [post, ...(channel === 'webhook' ? eventPosts(db, message, to, settings, now) : [])]
      const { target } = post
      const until = turns.take(target, now)
      if (until !== null) return Promise.resolve({ kind: 'wait', answer: 'Others are posted there first.', until })
      const rest = (until: number) => turns.rest(target, until)
      return deliverAll(posts, begun, { channel, breakers, rest, settings, isNews: message.letter === null, now })
        .then((outcome) => {
          if (outcome.kind === 'later' && outcome.retryAfter !== undefined) rest(outcome.retryAfter)
          return outcome
        })
        .finally(() => turns.giveBack(target))
    },
  }
}

/** What changed in components is told to programs by messages of its own, after the incident's. */
function eventPosts(
  db: Db,
  message: Message,
  to: SubscriberRow,
  { url, key, vault }: HookSettings,
  now: number,
): Post[] {
  const [told] = readToldIn(db, message, to.audience, now)
  if (!told || to.sealedTarget === null) return []
  const target = vault.unseal('target', to.sealedTarget)
  const links = { url, manage: `${url}/subscriptions/manage/${linkToken(key, 'manage', to)}` }
  return componentEvents(db, told, { links, choices: readChoices(db, to) }, now).map(({ id, name, payload }) => ({
    ...signed({ target, payload, id: `msg_${id}_${to.id}` }, vault, to, now),
    beside: `the status of ${name}`,
  }))
}

function postOf(
  db: Db,
  channel: PostedChannel,
  message: Message,
  to: SubscriberRow,
  { url, key, vault }: HookSettings,
  now: number,
): Post | null {
  if (to.sealedTarget === null) return null
  const target = vault.unseal('target', to.sealedTarget)
  const linkOf = (use: LinkUse) => `${url}/subscriptions/${use}/${linkToken(key, use, to)}`
  const page = readPublicPage(db)
  const timeZone = to.timeZone ?? page.timeZone
  const isOfTeam = to.audience === 'internal'
  const reader: Reader = { pageName: page.name, pageUrl: url, pageZone: page.timeZone, timeZone, isOfTeam, now }
  const push = (pushed: Pushed) => {
    const keys = readPushKeys(vault, to)
    return keys && pushPost({ endpoint: target, keys }, { url, key }, pushed, now)
  }
  const links = { url, manage: linkOf('manage') }
  if (message.letter !== null) {
    if (channel === 'webhook') {
      const payload = message.letter === 'test' ? testPayload(db, links, now) : null
      return payload && signed({ target, payload, id: `msg_test_${message.number}_${to.id}` }, vault, to, now)
    }
    const letter = letterForChat(message.letter, reader, linkOf, channel === 'push' ? 'browser' : 'chat')
    if (channel === 'push') return push({ ...letter, about: `letter ${message.letter}`, isUrgent: false })
    return { target, body: JSON.stringify(chatBody(channel, letter)), headers: {} }
  }
  const all = readToldIn(db, message, to.audience, now)
  const [told] = all
  const newest = told?.news[0]
  if (!told || !newest) return null
  if (channel !== 'webhook') {
    const manage = linkOf('manage')
    const ofOne = (headline: string | null) => newsForChat(told, reader, manage, headline)
    const missed = all.length > 1 ? missedForChat(all, reader, manage) : null
    if (channel === 'push') {
      const { id, impact } = told.incident
      const isUrgent = impact === 'critical' || impact === 'major'
      return push({ ...(missed ?? ofOne(null)), about: missed ? 'missed' : `incident ${id}`, isUrgent })
    }
    const headline = readOwnWords(db, 'chat', valuesOfNews([told], reader)).subject
    return { target, body: JSON.stringify(chatBody(channel, missed ?? ofOne(headline))), headers: {} }
  }
  const payload = webhookPayload(db, told, links, now)
  return payload && signed({ target, payload, id: `msg_${newest.id}_${to.id}` }, vault, to, now)
}

interface Unsigned {
  target: string
  payload: unknown
  id: string
}

/** A webhook's post, signed with all the secrets that hold. */
function signed({ target, payload, id }: Unsigned, vault: Vault, to: SubscriberRow, now: number): Post {
  const body = JSON.stringify(payload)
  const secrets = readSigningSecrets(vault, to)
  const signatures = secrets
    ? signingSecretsAt(secrets, now).map((secret) => new Webhook(secret).sign(id, new Date(now), body))
    : []
  return {
    target,
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': signatures.join(' '),
    },
  }
}

interface Delivering {
  channel: PostedChannel
  breakers: ReturnType<typeof createBreakers>
  /** Leaves the address alone until an instant. */
  rest: (until: number) => void
  settings: HookSettings
  /** A stranger may have questions and tests sent: that they fail pauses nobody's news. */
  isNews: boolean
  now: number
}

/** A message whose own post was taken, and of what is told beside it, what was posted and what failed. */
interface Begun {
  answer: string
  posted: Set<string>
  failed: string[]
}

/**
 * Posts one after the other. A message is sent where its own post is taken. What is told beside it is posted
 * once: what fails of it is said, but not tried again, nor held against its receiver; not wanted is no failure.
 */
async function deliverAll(
  [first, ...beside]: readonly Post[],
  begun: Map<string, Begun>,
  delivering: Delivering,
): Promise<Outcome> {
  const own = first as Post
  const { clock = () => performance.now() } = delivering.settings
  const endsAt = clock() + timeoutMs
  const ownId = idOf(own)
  let posts = 0
  let message = begun.get(ownId)
  if (!message) {
    const outcome = await deliver(own, delivering, timeoutMs)
    if (outcome.kind !== 'sent') return outcome
    message = { answer: outcome.answer, posted: new Set(), failed: [] }
    posts++
  }
  const { answer, posted, failed } = message
  const open = beside.filter((post) => !posted.has(idOf(post)))
  while (open.length > 0 && failed.length < mostFailed) {
    const leftMs = Math.floor(endsAt - clock())
    if (leftMs < leastMs || posts === mostPosts) {
      remember(begun, ownId, message)
      const words = `${answer}; ${open.length} more ${open.length === 1 ? 'component is' : 'components are'} told next.`
      return { kind: 'wait', answer: words, until: delivering.now + goesOnMs }
    }
    const post = open.shift() as Post
    const outcome = await deliver(post, { ...delivering, isNews: false }, leftMs)
    posts++
    posted.add(idOf(post))
    if (outcome.kind !== 'later') continue
    failed.push(`not taken: ${post.beside} (${outcome.answer})`)
    if (outcome.retryAfter === undefined) continue
    delivering.rest(outcome.retryAfter)
    break
  }
  begun.delete(ownId)
  return {
    kind: 'sent',
    answer: [answer, ...failed, ...(open.length > 0 ? [`${open.length} more not told`] : [])].join('; '),
  }
}

function idOf({ headers }: Post): string {
  return headers['webhook-id'] ?? ''
}

function remember(all: Map<string, Begun>, id: string, message: Begun): void {
  all.set(id, message)
  const [oldest] = all.keys()
  if (all.size > mostRemembered && oldest !== undefined) all.delete(oldest)
}

async function deliver(
  { target, body, headers }: Post,
  { channel, breakers, settings, isNews, now }: Delivering,
  withinMs: number,
): Promise<Outcome> {
  const openUntil = breakers.openUntil(target, now)
  if (openUntil !== null) {
    const { host } = new URL(target)
    const answer = `${host} failed several times; nothing is sent there for a while.`
    return { kind: 'later', answer, retryAfter: openUntil, isPaused: true }
  }
  const outcome = await settings
    .fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Candor', ...headers },
      body,
      timeoutMs: withinMs,
      maxBytes: mostAnswerBytes,
      mayCutBody: true,
      maxRedirects: 0,
      allowPrivate: settings.allowsPrivate,
    })
    .then(
      (answer) => outcomeOfAnswer({ ...answer, body: withoutAddress(answer.body, target) }, channel, now),
      (error: unknown) => outcomeOfError(error),
    )
  if (outcome.kind !== 'later' || !outcome.isFault) {
    breakers.succeeded(target)
    return outcome
  }
  return isNews && breakers.failed(target, now) ? { ...outcome, isPaused: true } : outcome
}
