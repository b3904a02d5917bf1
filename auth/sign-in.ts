import { APIError } from 'better-auth/api'
import { eq, and } from 'drizzle-orm'
import type { Connection } from '#db/connection'
import { accounts } from '#db/schema/people'
import { authFor, longestPassword, shortestPassword } from './auth.ts'
import { internalRequest } from './internal-request.ts'
import { beginTry } from './tries.ts'

export type SignInResult = { cookies: string[]; asksForSecondFactor: boolean } | { problem: 'wrong' | 'used_link' }

/**
 * Signs in with address and password. The same work is done for addresses that nobody has. Throws
 * TooManyTriesError, and TooBusyError where too many passwords wait to be looked at.
 */
export async function signInWithPassword(
  db: Connection,
  headers: Headers,
  input: { email: string; password: string },
): Promise<SignInResult> {
  const thisTry = beginTry(db, headers, { door: 'sign-in', account: input.email }, Date.now())
  const response = await authFor(db).handler(
    internalRequest('/sign-in/email', headers, { method: 'POST', body: JSON.stringify(input) }),
  )
  if (response.status >= 500) throw new Error('sign-in failed')
  if (!response.ok) return { problem: 'wrong' }
  thisTry.succeeded()
  return signedIn(response)
}

/** Signs in with the token of a one-time link, which is used up by it. */
export async function signInWithLink(db: Connection, headers: Headers, token: string): Promise<SignInResult> {
  beginTry(db, headers, { door: 'link', account: token }, Date.now())
  const query = new URLSearchParams({ token, callbackURL: '/admin' })
  const response = await authFor(db).handler(internalRequest(`/magic-link/verify?${query}`, headers, { method: 'GET' }))
  const result = signedIn(response)
  return result.asksForSecondFactor || result.cookies.some(isSession) ? result : { problem: 'used_link' }
}

/** The cookies of an answer, and whether they lead to the question for the second factor. */
function signedIn(response: Response): { cookies: string[]; asksForSecondFactor: boolean } {
  const cookies = response.headers.getSetCookie()
  return { cookies, asksForSecondFactor: cookies.some((cookie) => /^[^=]*two_factor=[^;]/.test(cookie)) }
}

function isSession(cookie: string): boolean {
  return /^[^=]*session_token=[^;]/.test(cookie)
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

/** Whether this is somebody's password. Throws TooBusyError where too many wait to be looked at. */
export async function isPasswordOf(db: Connection, personId: string, password: string): Promise<boolean> {
  const own = and(eq(accounts.userId, personId), eq(accounts.providerId, 'credential'))
  const hash = db.select({ password: accounts.password }).from(accounts).where(own).get()?.password
  const context = await authFor(db).$context
  return hash ? context.password.verify({ hash, password }) : false
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
