import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readSession, type SignedIn } from '#auth/sessions'
import { connection } from '#db/connection'
import { DomainError } from '#domain/errors'
import { readForPage } from './page-read.ts'
import { withRetry } from './retry.ts'

export const secondFactorPath = '/admin/account/second-factor'
const owesWords =
  'An owner asks everybody with your role for a second factor. Set yours up on your account’s page first; what you typed is still here.'

/** Who sends this request, read once for it; null where nobody is signed in. To open a page prolongs the session. */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const requestHeaders = await headers()
  return readForPage((db) => readSession(db, requestHeaders, { prolongs: true }))
})

interface SessionOptions {
  /** For what sets the second factor up: whoever owes one may do that, and nothing else. */
  maySetUp?: boolean
}

/** The same for an action. Throws `forbidden` where a second factor has to be set up first. */
export async function actingSession({ maySetUp = false }: SessionOptions = {}): Promise<SignedIn | null> {
  const requestHeaders = await headers()
  const session = await withRetry(() => readSession(connection(), requestHeaders, { prolongs: true }))
  if (session?.owesSecondFactor && !maySetUp) throw new DomainError('forbidden', owesWords)
  return session
}

/** The same for a page of the admin area: whoever is not signed in is led to the sign-in page and back. */
export async function requireSession(path: string, { maySetUp = false }: SessionOptions = {}): Promise<SignedIn> {
  const session = await currentSession()
  if (!session) redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`)
  if (session.owesSecondFactor && !maySetUp) redirect(secondFactorPath)
  return session
}

/** Hands better-auth's cookies to the browser, from within a server action. */
export async function passCookies(setCookies: readonly string[]): Promise<void> {
  const jar = await cookies()
  for (const header of setCookies) {
    for (const [name, attributes] of parseSetCookieHeader(header)) {
      jar.set(name, attributes.value, toCookieOptions(attributes))
    }
  }
}
