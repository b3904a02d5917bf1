import { config } from '#config'

/** A request as better-auth's handler wants it, with what the edge knows of the client. */
export function internalRequest(path: string, headers: Headers, init: RequestInit): Request {
  const { url } = config()
  const passed = new Headers({ origin: url, 'content-type': 'application/json' })
  for (const name of ['cookie', 'user-agent', 'x-candor-address']) {
    const value = headers.get(name)
    if (value !== null) passed.set(name, value)
  }
  return new Request(`${url}/auth${path}`, { ...init, headers: passed })
}
