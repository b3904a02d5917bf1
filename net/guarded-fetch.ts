import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { Agent, fetch, type Response } from 'undici'
import { isPublicAddress } from './public-address.ts'

const defaults = { timeoutMs: 15_000, maxBytes: 32 * 1024 * 1024, maxRedirects: 5 }
const redirects = new Set([301, 302, 303, 307, 308])

export type GuardedFetchErrorCode =
  'bad_url' | 'private_address' | 'unknown_name' | 'unreachable' | 'timeout' | 'too_large' | 'bad_redirect'

/** Why an outbound request was refused or failed; the message says so in words for whoever asked for it. */
export class GuardedFetchError extends Error {
  readonly code: GuardedFetchErrorCode

  constructor(code: GuardedFetchErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'GuardedFetchError'
    this.code = code
  }
}

export interface GuardedRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Only for an address that somebody at the server's own terminal typed. */
  allowPrivate?: boolean
  /** For the whole exchange, redirects included; 15 s unless told. */
  timeoutMs?: number
  /** Of the unpacked body; 32 MB unless told. */
  maxBytes?: number
  /** The status is what counts: a body that is too long, too slow or broken is cut off, and the answer stands. */
  mayCutBody?: boolean
  /** With 0 a redirect is an answer like any other; 5 unless told. */
  maxRedirects?: number
}

export interface GuardedResponse {
  status: number
  /** Where the answer came from, after redirects. */
  url: string
  /** Lower-case names. */
  headers: ReadonlyMap<string, string>
  body: Buffer
}

/** What takes a request and gives an answer; tests put one of their own in its place. */
export type GuardedFetch = (url: string, request?: GuardedRequest) => Promise<GuardedResponse>

/**
 * The one way out: every request that Candor makes to another host. It resolves the name once and
 * connects to that address, refuses addresses that are not public (again after each redirect), and
 * limits time, size and redirects. Throws GuardedFetchError; a status of 4xx or 5xx is an answer. What it
 * throws names the host alone: the rest of an address may be a secret.
 */
export const guardedFetch = createGuardedFetch({
  lookup: (host) => lookup(host, { all: true }),
  isAllowed: isPublicAddress,
})

interface Guard {
  lookup: (host: string) => Promise<LookupAddress[]>
  /** Whether an address may be contacted by whoever may contact no private one. */
  isAllowed: (address: string) => boolean
}

/** The same with another resolver: tests can't have an address of the public internet. */
export function createGuardedFetch(guard: Guard): GuardedFetch {
  return (url, request = {}) => follow(guard, url, request)
}

async function follow(guard: Guard, url: string, request: GuardedRequest): Promise<GuardedResponse> {
  const { timeoutMs = defaults.timeoutMs, maxRedirects = defaults.maxRedirects } = request
  const signal = AbortSignal.timeout(timeoutMs)
  let target = parseUrl(url)
  let sent = request
  for (let hops = 0; ; hops++) {
    const answer = await exchange(guard, target, sent, signal)
    const location = answer.headers.get('location')
    if (maxRedirects === 0 || !redirects.has(answer.status) || location === undefined) return answer
    if (hops === maxRedirects) {
      throw new GuardedFetchError('bad_redirect', `${target.host} redirects more than ${maxRedirects} times.`)
    }
    const next = parseUrl(location, target)
    if (target.protocol === 'https:' && next.protocol === 'http:') {
      throw new GuardedFetchError('bad_redirect', `${target.host} redirects to an address without encryption.`)
    }
    sent = followed(sent, answer.status, next.origin === target.origin)
    target = next
  }
}

async function exchange(
  guard: Guard,
  target: URL,
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<GuardedResponse> {
  const { address, family } = await resolve(guard, target, request.allowPrivate ?? false, signal)
  const dispatcher = new Agent({
    connect: {
      lookup: (_hostname, options, callback) => {
        if (options.all) callback(null, [{ address, family }])
        else callback(null, address, family)
      },
    },
  })
  try {
    const response = await fetch(target, {
      dispatcher,
      signal,
      redirect: 'manual',
      method: request.method ?? 'GET',
      headers: request.headers ?? {},
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    const body = await readBody(response, request, target)
    return { status: response.status, url: target.href, headers: new Map(response.headers), body }
  } catch (error) {
    throw failureOf(error, target, signal)
  } finally {
    await dispatcher.destroy()
  }
}

async function resolve(guard: Guard, target: URL, allowPrivate: boolean, signal: AbortSignal) {
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const addresses = await Promise.race([guard.lookup(host), aborted(signal)]).catch((error: unknown) => {
    const failure = failureOf(error, target, signal)
    throw failure.code === 'unreachable' ? new GuardedFetchError('unknown_name', failure.message, error) : failure
  })
  const usable = allowPrivate ? addresses : addresses.filter(({ address }) => guard.isAllowed(address))
  const [first] = usable
  if (first) return first
  throw new GuardedFetchError(
    'private_address',
    `${host} is not an address of the public internet${addresses[0] ? ` (${addresses[0].address})` : ''}, so it is not contacted.`,
  )
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
  })
}

async function readBody(
  response: Response,
  { maxBytes = defaults.maxBytes, mayCutBody = false }: GuardedRequest,
  target: URL,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array
      size += bytes.byteLength
      chunks.push(bytes)
      if (size > maxBytes) {
        throw new GuardedFetchError(
          'too_large',
          `${target.host} answers with more than ${Math.ceil(maxBytes / 1024)} KB.`,
        )
      }
    }
  } catch (error) {
    if (!mayCutBody) throw error
  }
  return Buffer.concat(chunks).subarray(0, maxBytes)
}

function parseUrl(text: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(text, base)
  } catch {
    const said = base ? `${base.host} redirects to what is` : 'That is'
    throw new GuardedFetchError('bad_url', `${said} not an address of the web.`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new GuardedFetchError('bad_url', `An address must begin with https:// or http://, not with ${url.protocol}`)
  }
  if (url.username || url.password) {
    throw new GuardedFetchError('bad_url', `The address of ${url.host} holds a user name or password; leave it out.`)
  }
  return url
}

/** What is sent on after a redirect: as browsers do, without the body after 301 to 303, and without secrets to another host. */
function followed(request: GuardedRequest, status: number, isSameOrigin: boolean): GuardedRequest {
  const { method = 'GET', body, headers = {}, ...limits } = request
  const keepsBody = status === 307 || status === 308 || method === 'GET' || method === 'HEAD'
  const secret = /^(authorization|cookie|proxy-authorization)$/i
  const about = /^content-/i
  const kept = Object.entries(headers).filter(
    ([name]) => (isSameOrigin || !secret.test(name)) && (keepsBody || !about.test(name)),
  )
  const sent = keepsBody && body !== undefined ? { body } : {}
  return { ...limits, ...sent, method: keepsBody ? method : 'GET', headers: Object.fromEntries(kept) }
}

function failureOf(error: unknown, target: URL, signal: AbortSignal): GuardedFetchError {
  if (error instanceof GuardedFetchError) return error
  if (signal.aborted) return new GuardedFetchError('timeout', `${target.host} took too long to answer.`, error)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new GuardedFetchError('unreachable', `${target.host} can't be reached (${reason}).`, error)
}
