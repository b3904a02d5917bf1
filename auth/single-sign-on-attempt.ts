import { parseCookies } from 'better-auth/cookies'
import { z } from 'zod'
import { config } from '#config'
import { SealedError } from '#db/sealed'
import { sealFor, unsealFor } from './single-sign-on-secret.ts'

const attemptMinutes = 10

const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The local path to go on to. */
  next: z.string(),
  /** Whether the provider was to ask anew who sits there. */
  asksAnew: z.boolean(),
  beganAt: z.number(),
})

/** A sign-in that began here and that the provider has not answered yet. */
export type Attempt = z.output<typeof attempt>

/** The cookie that keeps an attempt, sealed, in the browser that began it: there alone can it end. */
export function attemptCookie(value: Attempt): string {
  const sealed = encodeURIComponent(sealFor('attempt', JSON.stringify(value)))
  return `${cookieName()}=${sealed}; Max-Age=${attemptMinutes * 60}; ${attributes()}`
}

/** Takes it out of the browser again: an attempt has one answer. Next writes cookies anew, and loses a Max-Age of 0. */
export function endedAttemptCookie(): string {
  return `${cookieName()}=; Expires=${new Date(0).toUTCString()}; ${attributes()}`
}

/** The attempt that a browser began; null where it began none, or too long ago. */
export function readAttempt(headers: Headers, now: number): Attempt | null {
  const value = parseCookies(headers.get('cookie') ?? '').get(cookieName())
  if (!value) return null
  try {
    const found = attempt.parse(JSON.parse(unsealFor('attempt', decodeURIComponent(value))))
    return found.beganAt + attemptMinutes * 60_000 > now ? found : null
  } catch (error) {
    if (error instanceof SealedError || error instanceof URIError) return null
    throw error
  }
}

function cookieName(): string {
  return `${config().isSecure ? '__Host-' : ''}candor-single-sign-on`
}

function attributes(): string {
  return `Path=/; HttpOnly; SameSite=Lax${config().isSecure ? '; Secure' : ''}`
}
