import { connection, type Connection } from '#db/connection'
import { readSession, type SignedIn } from '#auth/sessions'
import { log } from '#log'
import { withRetry } from './retry.ts'

/**
 * Builds a route handler for the live parts of the admin area: whoever asks is signed in, and what
 * is read is answered as JSON that nobody keeps. Asking prolongs no session.
 */
export function teamEndpoint<Answer>(
  read: (context: { db: Connection; session: SignedIn; now: number }, request: Request) => Answer,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const session = await withRetry(() => readSession(connection(), request.headers, { prolongs: false }))
      if (!session) return refusal(401, 'signed_out', 'You are signed out. Sign in again.')
      const answer = await withRetry(() => read({ db: connection(), session, now: Date.now() }, request))
      return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'an endpoint failed')
      return refusal(500, 'internal', 'This could not be answered. Try again in a moment.')
    }
  }
}

function refusal(status: number, error: string, message: string): Response {
  return Response.json({ error, message }, { status, headers: { 'Cache-Control': 'no-store' } })
}
