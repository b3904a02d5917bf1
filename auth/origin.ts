import type { Origin } from '#domain/actor'

/** Where a request came from, as the edge says. */
export function originOf(headers: Headers): Origin {
  const requestId = headers.get('x-request-id')
  const address = headers.get('x-candor-address')
  return { ...(requestId ? { requestId } : {}), ...(address ? { address } : {}) }
}
