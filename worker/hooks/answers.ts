import type { HookChannel } from '#domain/subscriptions/hook-targets'
import { log } from '#log'
import { GuardedFetchError, type GuardedResponse } from '#net/guarded-fetch'
import { longestRetryAfterMs, type Outcome } from '../outbox/outcome.ts'

/** What a receiver answers serves nobody: a first bit of it stands in the ledger. */
const longestAnswer = 200

/** What is posted to: an address that somebody typed, or one that a browser gave. */
export type PostedChannel = HookChannel | 'push'

/**
 * By which status a chat service or a push service says that an address is not, or not any more, one to
 * post to with what we have. Discord: 401 "Invalid Webhook Token", 404 "Unknown Webhook"; its 403 may be the
 * whole service's. Slack: 403 `invalid_token` and `action_prohibited`, 404 `no_service`. Teams: the signature
 * in the address is not taken, or its flow is gone. Push: 403 where the key is another (RFC 8292, 4.2).
 */
const refusedBy: Record<PostedChannel, readonly number[]> = {
  webhook: [],
  discord: [401, 404],
  slack: [403, 404],
  teams: [401, 403, 404],
  push: [403],
}

/** A push service's 403 may be about the signature alone, as where this machine's clock is wrong: that is no browser's fault. */
const blamesSignature = /jwt|expired/i

/** 2xx is taken; 410, and a push service's 404 (RFC 8030, 7.3), want no more; what the address refuses is not asked again; all else may be better later. */
export function outcomeOfAnswer(
  { status, headers, body }: GuardedResponse,
  channel: PostedChannel,
  now: number,
): Outcome {
  const said = body
    .toString('utf8')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestAnswer)
  const answer = said === '' ? `HTTP ${status}` : `HTTP ${status}: ${said}`
  if (status >= 200 && status < 300) return { kind: 'sent', answer }
  if (status === 410 || (status === 404 && channel === 'push')) return { kind: 'never', answer, isGone: true }
  if (refusedBy[channel].includes(status) && !(channel === 'push' && blamesSignature.test(said))) {
    return { kind: 'never', answer, reason: answer }
  }
  if (status === 400 || status === 413 || status === 422) return { kind: 'never', answer }
  const retryAfter = retryAfterOf(headers.get('retry-after'), now)
  return {
    kind: 'later',
    answer,
    ...(retryAfter === null ? {} : { retryAfter: Math.min(retryAfter, now + longestRetryAfterMs) }),
    ...(status >= 500 ? { isFault: true } : {}),
  }
}

/** The same for a name that nobody has and for one of the own network: else strangers could ask for names in there. */
const nowhere = 'The address is unknown, or not one of the public internet.'

/** What it comes to that nothing was answered. Throws what is a fault of ours. */
export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof GuardedFetchError)) throw error
  const { code, message } = error
  if (code === 'bad_url') return { kind: 'never', answer: message, reason: message }
  if (code === 'private_address' || code === 'unknown_name') {
    log.warn({ answer: message }, 'a subscriber’s address leads nowhere on the public internet')
    return { kind: 'later', answer: nowhere, isFault: true }
  }
  return { kind: 'later', answer: message, ...(code === 'too_large' ? {} : { isFault: true }) }
}

/** An instant, from seconds or a date (RFC 9110, 10.2.3). */
function retryAfterOf(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  const seconds = Number(value)
  const at = Number.isFinite(seconds) ? now + seconds * 1_000 : Date.parse(value)
  return Number.isNaN(at) ? null : at
}
