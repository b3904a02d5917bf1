import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ClientAuth,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client'
import { config } from '#config'
import { guardedFetch, GuardedFetchError } from '#net/guarded-fetch'

const timeoutMs = 5_000
const mostBytes = 1024 * 1024

export interface ProviderClient {
  issuer: string
  clientId: string
  /** Opened; null for a public client. */
  clientSecret: string | null
}

/** Why a provider can't be used: it does not answer, or what it answers is none. The message is for owners. */
export class ProviderError extends Error {
  readonly code: 'down' | 'wrong'

  constructor(code: 'down' | 'wrong', message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ProviderError'
    this.code = code
  }
}

/** Where the provider sends people back to; to be copied into it. */
export function redirectAddress(): string {
  return `${config().url}/admin/sign-in/return`
}

/**
 * Asks a provider for its description (OpenID Connect Discovery 1.0) and returns what talks to it: every
 * request through the guarded fetch within 5 s, ID tokens checked by their signature too. Throws
 * ProviderError. Many who ask at once share one request.
 */
export function findProvider(client: ProviderClient): Promise<Configuration> {
  const key = JSON.stringify(client)
  let asked = underWay.get(key)
  if (!asked) {
    asked = describe(client).finally(() => underWay.delete(key))
    underWay.set(key, asked)
  }
  return asked
}

/** Whether a provider answers as one, and what it can't do for us is said. Throws ProviderError. */
export async function tryProvider(issuer: string): Promise<{ claims: string[] | null; scopes: string[] | null }> {
  const found = await findProvider({ issuer, clientId: 'a try', clientSecret: null })
  const { claims_supported: claims, scopes_supported: scopes } = found.serverMetadata()
  return { claims: claims ?? null, scopes: scopes ?? null }
}

const underWay = new Map<string, Promise<Configuration>>()

async function describe(client: ProviderClient): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = client
  const url = new URL(issuer)
  const insecure = url.protocol === 'http:' ? [allowInsecureRequests] : []
  const fetch = fetchFrom(url)
  let metadata: ServerMetadata
  try {
    const found = await discovery(url, clientId, undefined, None(), { [customFetch]: fetch, execute: insecure })
    metadata = found.serverMetadata()
  } catch (error) {
    throw problemOf(error, url)
  }
  refuseIncomplete(metadata, url)
  const provider = new Configuration(
    metadata,
    clientId,
    clientSecret ? { client_secret: clientSecret } : undefined,
    clientAuthentication(metadata, clientSecret),
  )
  provider[customFetch] = fetch
  provider.timeout = timeoutMs / 1_000
  for (const allow of insecure) allow(provider)
  enableNonRepudiationChecks(provider)
  return provider
}

/** Many providers stand in a company's own network: the issuer itself may be private, and nothing that it names beside it. */
function fetchFrom(issuer: URL): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await guardedFetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(body === undefined || body === null ? {} : { body: bodyText(body) }),
      allowPrivate: new URL(url).origin === issuer.origin,
      timeoutMs,
      maxBytes: mostBytes,
      maxRedirects: 0,
    })
    const text = answer.body.length === 0 ? null : new Uint8Array(answer.body)
    return new Response(text, { status: answer.status, headers: [...answer.headers] })
  }
}

function bodyText(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('only forms are sent to a provider')
}

/** What the provider takes; where it says nothing, what it must take (OpenID Connect Discovery 1.0, 3). */
function clientAuthentication(metadata: ServerMetadata, secret: string | null): ClientAuth {
  if (!secret) return None()
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_post') ? ClientSecretPost(secret) : ClientSecretBasic(secret)
}

function refuseIncomplete(metadata: ServerMetadata, issuer: URL): void {
  const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const
  const missing = needed.filter((name) => metadata[name] === undefined)
  if (missing.length === 0) return
  throw new ProviderError('wrong', `What ${issuer.host} says of itself lacks ${missing.join(' and ')}.`)
}

/** What went wrong with a provider, in words for owners. */
export function problemOf(error: unknown, issuer: URL): ProviderError {
  if (error instanceof ProviderError) return error
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof GuardedFetchError) return new ProviderError('down', cause.message, error)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const told = error instanceof Error && error.cause instanceof Response ? ` (${error.cause.status})` : ''
  const named = namedIssuer(error)
  const words: Record<string, string> = {
    OAUTH_RESPONSE_IS_NOT_CONFORM: `There is no provider at ${issuer.href}: it has no /.well-known/openid-configuration${told}.`,
    OAUTH_RESPONSE_IS_NOT_JSON: `What answers at ${issuer.href} is no provider: its /.well-known/openid-configuration is no JSON.`,
    OAUTH_PARSE_ERROR: `What answers at ${issuer.href} is no provider: its /.well-known/openid-configuration is no JSON.`,
    OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: `The provider calls itself ${named}, which is not what stands here. Write it exactly so.`,
  }
  const isDown = code === 'OAUTH_TIMEOUT' || (error instanceof Error && isServerError(error.cause))
  return new ProviderError(
    isDown ? 'down' : 'wrong',
    words[code] ??
      `${issuer.host} can’t be used as a provider: ${error instanceof Error ? error.message : 'no reason given'}.`,
    error,
  )
}

function isServerError(cause: unknown): boolean {
  return cause instanceof Response && cause.status >= 500
}

function namedIssuer(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null
  const body = typeof cause === 'object' && cause !== null && 'body' in cause ? cause.body : null
  const issuer = typeof body === 'object' && body !== null && 'issuer' in body ? body.issuer : null
  return typeof issuer === 'string' ? issuer : 'something else'
}
