import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '#config'

/** The headers that every answer carries, whatever it is. */
export function securityHeaders(config: Pick<Config, 'isSecure'>): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    // `no-referrer` would make forms send `Origin: null`, which Next refuses.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    ...(config.isSecure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
}

/** Headers that concern one connection only and are never passed on (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * The headers with which a request goes on to the app. What only a trusted proxy may say is dropped
 * when somebody else says it, and the client's address stands in a header that nobody else can set.
 */
export function forwardedHeaders(
  headers: IncomingHttpHeaders,
  peer: string,
  requestId: string,
  config: Pick<Config, 'trustedProxies' | 'isSecure'>,
): IncomingHttpHeaders {
  const isTrusted = config.trustedProxies.includes(peer)
  const passed: IncomingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (hopByHop.has(name) || name.startsWith('x-candor-') || name === 'forwarded' || name === 'x-request-id') continue
    if (name.startsWith('x-forwarded-') && !isTrusted) continue
    passed[name] = value
  }
  passed['x-candor-address'] = clientAddress(headers, peer, config)
  passed['x-request-id'] = requestId
  passed['x-forwarded-proto'] = config.isSecure ? 'https' : 'http'
  return passed
}

/** The nearest address in `X-Forwarded-For` that is no trusted proxy, or the peer where it is none itself. */
export function clientAddress(
  headers: IncomingHttpHeaders,
  peer: string,
  config: Pick<Config, 'trustedProxies'>,
): string {
  if (!config.trustedProxies.includes(peer)) return peer
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return named.reverse().find((address) => !config.trustedProxies.includes(address)) ?? peer
}

/** `127.0.0.1` for `::ffff:127.0.0.1`, so that addresses compare as they are written. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '')
}
