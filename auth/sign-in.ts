import { APIError } from 'better-auth/api'
import { eq, and } from 'drizzle-orm'
import { config } from '#config'
import type { Connection } from '#db/connection'
import { accounts } from '#db/schema/people'
import { authFor, longestPassword, shortestPassword } from './auth.ts'

export type SignInResult =
  { cookies: string[] } | { problem: 'wrong' | 'too_many' | 'used_link'; retryAfterSeconds?: number }

/** Signs in with address and password, through better-auth's own door so that its limit on tries applies. */
export async function signInWithPassword(
  db: Connection,
  headers: Headers,
  input: { email: string; password: string },
): Promise<SignInResult> {
  const response = await authFor(db).handler(
    internalRequest('/sign-in/email', headers, { method: 'POST', body: JSON.stringify(input) }),
  )
  if (response.ok) return { cookies: response.headers.getSetCookie() }
  if (response.status >= 500) throw new Error('sign-in failed')
  return response.status === 429 ? tooMany(response) : { problem: 'wrong' }
}

/** Signs in with the token of a one-time link, which is used up by it. */
export async function signInWithLink(db: Connection, headers: Headers, token: string): Promise<SignInResult> {
  const query = new URLSearchParams({ token, callbackURL: '/admin' })
  const response = await authFor(db).handler(internalRequest(`/magic-link/verify?${query}`, headers, { method: 'GET' }))
  if (response.status === 429) return tooMany(response)
  const cookies = response.headers.getSetCookie()
  return cookies.some((cookie) => cookie.includes('session_token=')) ? { cookies } : { problem: 'used_link' }
}

/** Makes a one-time sign-in link for somebody on the team; its token is stored hashed and ends after a day. */
export async function createSignInLink(db: Connection, email: string, baseUrl: string): Promise<string> {
  let link: string | null = null
  const receive = (token: string): void => void (link = `${baseUrl}/admin/link/${token}`)
  // better-auth copies the metadata, so the token comes back through a function.
  await authFor(db).api.signInMagicLink({ body: { email, metadata: { receive } }, headers: new Headers() })
  if (!link) throw new Error('no sign-in link was made')
  return link
}

/** The hash of a new password, for an account that is written in a domain transaction. */
export async function hashPassword(db: Connection, password: string): Promise<string> {
  const context = await authFor(db).$context
  return context.password.hash(password)
}

/** What is wrong with a new password; null where it will do. */
export function passwordProblem(password: string): string | null {
  if (password.length < shortestPassword) {
    return `The password has ${password.length} characters; at least ${shortestPassword} are needed. A few words in a row make a good one.`
  }
  return password.length > longestPassword ? `The password has more than ${longestPassword} characters.` : null
}

/** Whether somebody has a password yet; who came by a link has none. */
export function hasPassword(db: Connection, personId: string): boolean {
  return (
    db
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.userId, personId), eq(accounts.providerId, 'credential')))
      .get() !== undefined
  )
}

/** Sets or changes one's own password and ends all other sessions. False where the current one is wrong. */
export async function changePassword(
  db: Connection,
  headers: Headers,
  personId: string,
  input: { current: string; next: string },
): Promise<boolean> {
  const { api } = authFor(db)
  try {
    if (hasPassword(db, personId)) {
      const body = { currentPassword: input.current, newPassword: input.next, revokeOtherSessions: true }
      await api.changePassword({ headers, body })
    } else {
      await api.setPassword({ headers, body: { newPassword: input.next } })
      await api.revokeOtherSessions({ headers })
    }
    return true
  } catch (error) {
    if (error instanceof APIError && error.status === 'BAD_REQUEST') return false
    throw error
  }
}

/** A request as better-auth's handler wants it, with what the edge knows of the client. */
function internalRequest(path: string, headers: Headers, init: RequestInit): Request {
  const { url } = config()
  const passed = new Headers({ origin: url, 'content-type': 'application/json' })
  for (const name of ['cookie', 'user-agent', 'x-candor-address']) {
    const value = headers.get(name)
    if (value !== null) passed.set(name, value)
  }
  return new Request(`${url}/auth${path}`, { ...init, headers: passed })
}

function tooMany(response: Response): SignInResult {
  return { problem: 'too_many', retryAfterSeconds: Number(response.headers.get('x-retry-after') ?? 60) }
}
