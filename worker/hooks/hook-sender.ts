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
/** Of messages that were taken in part, it is remembered of so many posts that they were taken. */
const mostRemembered = 10_000

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
  const [breakers, taken] = [createBreakers(), new Set<string>()]
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
      return deliverAll(posts, taken, { channel, breakers, settings, isNews: message.letter === null, now })
        .then((outcome) => {
          if (outcome.kind === 'later' && outcome.retryAfter !== undefined) turns.rest(target, outcome.retryAfter)
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
  settings: HookSettings
  /** A stranger may have questions and tests sent: that they fail pauses nobody's news. */
  isNews: boolean
  now: number
}

/**
 * Posts one after the other, and says what became of all: the first that may be taken later puts the
 * message off, and those before it are not posted again. What is told beside it and not wanted is no failure.
 */
async function deliverAll(
  [first, ...beside]: readonly Post[],
  taken: Set<string>,
  delivering: Delivering,
): Promise<Outcome> {
  const own = first as Post
  const { clock = () => performance.now() } = delivering.settings
  const endsAt = clock() + timeoutMs
  const idOf = ({ headers }: Post) => headers['webhook-id'] ?? ''
  if (beside.length === 0) return deliver(own, delivering, timeoutMs)
  let outcome: Outcome = { kind: 'sent', answer: 'Taken before.' }
  const open = [own, ...beside].filter((post) => !taken.has(idOf(post)))
  let told = 0
  for (const post of open.slice(0, mostPosts)) {
    const leftMs = Math.floor(endsAt - clock())
    if (leftMs < leastMs) break
    const answered = await deliver(post, delivering, leftMs)
    const isRefused = answered.kind === 'never' && !answered.isGone && post.beside !== undefined
    if (answered.kind !== 'sent' && !isRefused) {
      return post.beside === undefined ? answered : { ...answered, answer: `${answered.answer} (to ${post.beside})` }
    }
    told++
    taken.add(idOf(post))
    if (post === own) outcome = answered
  }
  const left = open.length - told
  if (left > 0)
    return { kind: 'later', answer: `${left} more ${left === 1 ? 'component is' : 'components are'} told next.` }
  for (const post of [own, ...beside]) taken.delete(idOf(post))
  for (const id of [...taken].slice(0, Math.max(0, taken.size - mostRemembered))) taken.delete(id)
  return outcome
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
