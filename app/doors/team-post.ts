import { ZodError, type z } from 'zod'
import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import { readSession, type SignedIn } from '#auth/sessions'
import { log } from '#log'
import { withRetry } from './retry.ts'
import { isSameOrigin } from './same-origin.ts'
import { refusal } from './team-endpoint.ts'

const mostBytes = 1024 * 1024

interface PostContext {
  db: Connection
  session: SignedIn
  now: number
}

/**
 * Builds a route handler for what the admin area's scripts send as JSON: it comes from a page of
 * this server, by whoever is signed in, and is of the given shape. A lock is waited for.
 */
export function teamPost<Schema extends z.ZodType, Answer>(
  schema: Schema,
  write: (context: PostContext, input: z.output<Schema>) => Answer,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (!isSameOrigin(request.headers, config().url)) {
        return refusal(403, 'other_origin', 'This can be sent from Candor’s own pages only.')
      }
      const session = await withRetry(() => readSession(connection(), request.headers, { prolongs: false }))
      if (!session) return refusal(401, 'signed_out', 'You are signed out. Sign in again.')
      if (session.owesSecondFactor) return refusal(403, 'second_factor', 'Set up your second factor first.')
      const body = await request.text()
      if (body.length > mostBytes) return refusal(413, 'too_large', 'This is too much to keep.')
      const input = schema.parse(JSON.parse(body))
      const answer = await withRetry(() => write({ db: connection(), session, now: Date.now() }, input))
      return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof ZodError) {
        return refusal(400, 'invalid', 'This has not the form that is expected here.')
      }
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'an endpoint failed')
      return refusal(500, 'internal', 'This could not be kept. Try again in a moment.')
    }
  }
}
