import { connection, type Connection } from '#db/connection'
import { readSession, type SignedIn } from '#auth/sessions'
import { log } from '#log'
import { withRetry } from './retry.ts'

/** What a route of the admin area is given. */
export interface TeamContext<Params> {
  db: Connection
  session: SignedIn
  now: number
  /** The dynamic segments of the route's path. */
  params: Params
}

interface TeamEndpointOptions<Params> {
  /** Differs whenever the answer may: whoever names it in `If-None-Match` gets a 304, and nothing is read. */
  version?: (db: Connection, params: Params) => string
}

type Route<Params> = { params: Promise<Params> }

/**
 * Builds a route handler for the live parts of the admin area: whoever asks is signed in, and what
 * is read is answered as JSON that nobody keeps; null is a 404. Asking prolongs no session.
 */
export function teamEndpoint<Answer, Params = Record<string, never>>(
  read: (context: TeamContext<Params>, request: Request) => Answer | null,
  { version }: TeamEndpointOptions<Params> = {},
): (request: Request, route: Route<Params>) => Promise<Response> {
  return async (request, route) => {
    try {
      const session = await withRetry(() => readSession(connection(), request.headers, { prolongs: false }))
      if (!session) return refusal(401, 'signed_out', 'You are signed out. Sign in again.')
      if (session.owesSecondFactor) return refusal(403, 'second_factor', 'Set up your second factor first.')
      const params = await route.params
      return await withRetry(() => {
        const db = connection()
        const headers: Record<string, string> = { 'Cache-Control': 'no-store' }
        if (version) headers.ETag = `"${version(db, params)}"`
        if (version && request.headers.get('if-none-match') === headers.ETag) {
          return new Response(null, { status: 304, headers })
        }
        const answer = read({ db, session, now: Date.now(), params }, request)
        if (answer === null) return refusal(404, 'not_found', 'There is nothing of this kind here.')
        return Response.json(answer, { headers })
      })
    } catch (error) {
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'an endpoint failed')
      return refusal(500, 'internal', 'This could not be answered. Try again in a moment.')
    }
  }
}

/** An answer that says why there is none. */
export function refusal(status: number, error: string, message: string): Response {
  return Response.json({ error, message }, { status, headers: { 'Cache-Control': 'no-store' } })
}
