import type { Attempt } from './single-sign-on-attempt.ts'

/** An age that asks nobody anew in practice: it is named so that the provider tells when somebody signed in there. */
const usualAgeSeconds = 30 * 24 * 3600
/** Clocks may differ by so much, as openid-client allows for the ID token's other times. */
const toleranceMs = 30_000

/**
 * What is asked of the provider about the age of a sign-in there: whoever is asked for an age must say `auth_time`
 * in the ID token (OpenID Connect Core 1.0, 3.1.2.1).
 */
export function askedAge(asksAnew: boolean): Record<string, string> {
  return asksAnew ? { prompt: 'login', max_age: '0' } : { max_age: String(usualAgeSeconds) }
}

interface Told {
  /** The ID token's `auth_time`, in seconds; nothing where it has none. */
  authTime: unknown
  /** Whether the provider says of itself that it tells it. */
  tellsTime: boolean
}

/**
 * When whoever sits there last proved who they are to the provider, in milliseconds. Null where it was to ask anew,
 * and does not say that it did (3.1.3.7): anybody can take that wish out of the address on its way there. For the
 * same reason a provider that tells the time, and does not this time, proves nothing recent: 0.
 */
export function provenAtProvider(
  { authTime, tellsTime }: Told,
  { asksAnew, beganAt }: Pick<Attempt, 'asksAnew' | 'beganAt'>,
  now: number,
): number | null {
  const provenAt = typeof authTime === 'number' ? authTime * 1_000 : null
  if (asksAnew && (provenAt === null || provenAt < beganAt - toleranceMs)) return null
  if (provenAt === null) return tellsTime ? 0 : now
  return Math.min(provenAt, now)
}
