import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readSession, type SignedIn } from '#auth/sessions'
import { connection } from '#db/connection'
import { readForPage } from './page-read.ts'
import { withRetry } from './retry.ts'

/** Who sends this request, read once for it; null where nobody is signed in. A page can't set cookies, so it prolongs no session. */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const requestHeaders = await headers()
  return readForPage((db) => readSession(db, requestHeaders, { prolongs: false }))
})

/** The same for an action, which prolongs the session. */
export async function actingSession(): Promise<SignedIn | null> {
  const requestHeaders = await headers()
  return withRetry(() => readSession(connection(), requestHeaders, { prolongs: true }))
}

/** The same for a page of the admin area: whoever is not signed in is led to the sign-in page and back. */
export async function requireSession(path: string): Promise<SignedIn> {
  const session = await currentSession()
  if (!session) redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`)
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
