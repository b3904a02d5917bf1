import { log } from '#log'
import { withRetry } from './retry.ts'

/** Builds a route handler: errors become a JSON 500 that says nothing secret, and are logged with the request's id. */
export function endpoint(handle: (request: Request) => Response): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await withRetry(() => handle(request))
    } catch (error) {
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'an endpoint failed')
      return Response.json(
        { error: 'internal', message: 'This could not be answered. Try again in a moment.' },
        { status: 500 },
      )
    }
  }
}
