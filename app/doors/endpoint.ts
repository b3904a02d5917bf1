import { log } from '#log'
import { withRetry } from './retry.ts'

/** A route's dynamic segments by name. */
export type Segments = Record<string, string | string[]>

/** What Next hands to a route handler beside the request. */
export interface RouteContext<Params extends Segments> {
  params: Promise<Params>
}

/** Builds a route handler: errors become a JSON 500 that says nothing secret, and are logged with the request's id. */
export function endpoint<Params extends Segments = Record<never, never>>(
  handle: (request: Request, params: Params) => Response,
): (request: Request, context: RouteContext<Params>) => Promise<Response> {
  return async (request, context) => {
    try {
      const params = await context.params
      return await withRetry(() => handle(request, params))
    } catch (error) {
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'an endpoint failed')
      return Response.json(
        { error: 'internal', message: 'This could not be answered. Try again in a moment.' },
        { status: 500 },
      )
    }
  }
}
