import { connection, type Connection } from '#db/connection'
import { log } from '#log'

interface RedirectContext {
  db: Connection
  headers: Headers
  /** As it was asked for. */
  path: string
  query: URLSearchParams
  now: number
}

/** Where the browser goes on to, and the cookies that it takes along. */
export interface Redirection {
  goTo: string
  cookies?: readonly string[]
}

/**
 * Builds a route handler that a browser only passes through, on its way from or to another site: it is
 * answered with a redirect, whatever happens. What fails is logged with the request's id, and leads to
 * `whenFailed`, a path of ours. It takes more than one step, so it waits for locks by itself, step by step.
 */
export function redirectEndpoint(
  handle: (context: RedirectContext) => Promise<Redirection>,
  whenFailed: string,
): (request: Request) => Promise<Response> {
  return async ({ headers, url }) => {
    try {
      const { searchParams: query, pathname: path } = new URL(url)
      return redirection(await handle({ db: connection(), headers, path, query, now: Date.now() }))
    } catch (error) {
      log.error({ error, requestId: headers.get('x-request-id') }, 'an endpoint failed')
      return redirection({ goTo: whenFailed })
    }
  }
}

function redirection({ goTo, cookies = [] }: Redirection): Response {
  const headers = new Headers({ Location: goTo, 'Cache-Control': 'no-store' })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
