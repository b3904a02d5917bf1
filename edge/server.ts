import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Config } from '#config'
import { log, loggablePath } from '#log'
import { adminPolicy, markedStatus, noncePolicy, toDocument } from './document.ts'
import { clientAddress, forwardedHeaders, plainAddress, securityHeaders } from './headers.ts'
import { answerHealth } from './health.ts'
import { lastResortPage, lastResortPolicy, withWordsWithoutScripts } from './last-resort.ts'
import { answerKeptForm, keepForm, refusalOf, type KeptForm } from './kept-form.ts'
import { fetchText, send, type Upstream } from './upstream.ts'

/** How long a customer waits for a render, and how long an admin's request waits for an app that starts anew. */
const renderTimeoutMs = 10_000
const appWaitMs = 10_000
const headersTimeoutMs = 10_000
const requestTimeoutMs = 60_000

export interface Edge {
  config: Pick<Config, 'isSecure' | 'trustedProxies' | 'url'>
  upstream: Upstream
  isDev: boolean
  /** Resolves when the app listens, or after the given time without that. */
  whenAppReady: (timeoutMs: number) => Promise<boolean>
}

interface Exchange {
  edge: Edge
  request: IncomingMessage
  response: ServerResponse
  path: string
  requestId: string
  address: string
}

/** The process in front: takes every request, passes it on, and gives each answer its security headers. */
export function createEdge(edge: Edge): Server {
  const server = createServer(
    { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
    (request, response) => {
      const peer = plainAddress(request.socket.remoteAddress)
      const exchange: Exchange = {
        edge,
        request,
        response,
        path: readablePath(request.url ?? '/'),
        requestId: randomUUID(),
        address: clientAddress(request.headers, peer, edge.config),
      }
      const startedAt = performance.now()
      response.setHeader('X-Request-Id', exchange.requestId)
      for (const [name, value] of Object.entries(securityHeaders(edge.config))) response.setHeader(name, value)
      response.on('finish', () => logAnswer(exchange, performance.now() - startedAt))
      answer(exchange).catch((error: unknown) => answerFailure(exchange, error))
    },
  )
  return server
}

async function answer(exchange: Exchange): Promise<void> {
  const { path, request } = exchange
  const pathname = path.split('?')[0] ?? '/'
  if (isHealthPath(pathname)) return answerHealth(exchange.edge.upstream, pathname, exchange.response)
  if (isAdminPath(pathname)) return answerAdmin(exchange)
  if (isPassedOn(pathname)) return passOn(exchange)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(exchange)
  return answerDocument(exchange)
}

/** A path that can't be decoded is nobody's; the page for unknown addresses answers it. */
function readablePath(path: string): string {
  try {
    decodeURIComponent(path.split('?')[0] ?? '')
    return path
  } catch (error) {
    if (error instanceof URIError) return '/unreadable-address'
    throw error
  }
}

function isHealthPath(pathname: string): boolean {
  return pathname === '/healthCheck' || pathname === '/health' || pathname === '/healthCheck/page'
}

function isAdminPath(pathname: string): boolean {
  return pathname === '/admin' || pathname.startsWith('/admin/')
}

/** Next's own files, files of `public/`, and what is no document. */
function isPassedOn(pathname: string): boolean {
  return (
    pathname.startsWith('/_next/') ||
    pathname.startsWith('/api/') ||
    pathname === '/logo' ||
    /^\/[\w.-]+\.(?:js|txt|xml|svg|ico|png|webmanifest)$/.test(pathname) ||
    /^\/incidents\/[^/]+\/report\.md$/.test(pathname)
  )
}

/** A public page: rendered with fixed headers, so that no client's header can change what others see. */
async function answerDocument({ edge, request, response, path, requestId }: Exchange): Promise<void> {
  const headers = {
    host: new URL(edge.config.url).host,
    accept: 'text/html',
    'user-agent': 'candor-edge',
    'x-request-id': requestId,
  }
  await edge.whenAppReady(appWaitMs)
  const rendered = await fetchText(edge.upstream, { method: 'GET', path, headers, timeoutMs: renderTimeoutMs })
  const status = rendered.response.statusCode ?? 500
  const { location } = rendered.response.headers
  if (location !== undefined && status >= 300 && status < 400) {
    response.writeHead(status, { Location: location, 'Cache-Control': 'no-cache' }).end()
    return
  }
  sendDocument({ edge, request, response }, rendered.text, status)
}

/** Throws where the render is of no use to somebody without scripts. */
function sendDocument(
  { edge, request, response }: Pick<Exchange, 'edge' | 'request' | 'response'>,
  text: string,
  status: number,
): void {
  const document = status >= 500 ? null : toDocument(text, status, edge.isDev)
  if (!document) throw new Error(`the app rendered no usable page (status ${status})`)
  response.writeHead(document.status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(document.html),
    'Content-Security-Policy': document.contentSecurityPolicy,
    'Cache-Control': 'public, max-age=0, must-revalidate',
  })
  response.end(request.method === 'HEAD' ? undefined : document.html)
}

/** The admin area: passed on whole, with a nonce for Next's scripts; pages are buffered to hash their styles. */
async function answerAdmin(exchange: Exchange): Promise<void> {
  const { edge, request, response, path } = exchange
  const nonce = randomBytes(16).toString('base64')
  await edge.whenAppReady(appWaitMs)
  const headers = { ...forwarded(exchange), 'content-security-policy': noncePolicy(nonce) }
  // The body flows from here on, so it must be sent on before anything else is waited for.
  const form = keepForm(request)
  const sent = send(edge.upstream, {
    method: request.method ?? 'GET',
    path,
    headers,
    timeoutMs: null,
    body: request,
  })
  if (!form) return sendAdminAnswer(exchange, await sent, nonce, null)
  const answered = await sent.catch((error: unknown) => {
    log.error({ error, requestId: exchange.requestId }, 'a form could not be sent on')
    return null
  })
  const refusal = answered ? refusalOf(answered) : 'failed'
  if (answered && !refusal) return sendAdminAnswer(exchange, answered, nonce, form)
  answered?.resume()
  return answerKeptForm(response, refusal ?? 'failed', answered?.headers.location ?? path, form)
}

async function sendAdminAnswer(
  { edge, request, response, path }: Exchange,
  answered: IncomingMessage,
  nonce: string,
  form: KeptForm | null,
): Promise<void> {
  const html = isPage(answered) ? withWordsWithoutScripts(await text(answered)) : null
  const status = html === null ? null : markedStatus(html)
  if (form && status !== null && status >= 500) return answerKeptForm(response, 'failed', path, form)
  copyHead(answered, response)
  response.setHeader('Cache-Control', 'no-store')
  if (html === null) {
    answered.pipe(response)
    return
  }
  response.setHeader('Content-Security-Policy', adminPolicy(nonce, html, edge.isDev))
  response.statusCode = status ?? response.statusCode
  if (request.method !== 'HEAD') response.setHeader('Content-Length', Buffer.byteLength(html))
  response.end(html)
}

function isPage(answered: IncomingMessage): boolean {
  return answered.headers['content-type']?.startsWith('text/html') ?? false
}

async function passOn(exchange: Exchange): Promise<void> {
  const { edge, request, response, path } = exchange
  await edge.whenAppReady(appWaitMs)
  const headers = forwarded(exchange)
  const answered = await send(edge.upstream, {
    method: request.method ?? 'GET',
    path,
    headers,
    timeoutMs: null,
    body: request,
  })
  // A file that is not there is answered by the page for unknown addresses.
  if (isPage(answered)) return sendDocument(exchange, await text(answered), answered.statusCode ?? 500)
  copyHead(answered, response)
  // What needs more than nothing, such as a drawing with styles in it, brings its own policy.
  if (!response.hasHeader('Content-Security-Policy')) {
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  }
  answered.pipe(response)
}

function forwarded({ edge, request, requestId }: Exchange) {
  return forwardedHeaders(request.headers, plainAddress(request.socket.remoteAddress), requestId, edge.config)
}

const notCopied = new Set(['connection', 'keep-alive', 'transfer-encoding', 'x-powered-by', 'link'])

function copyHead(from: IncomingMessage, to: ServerResponse): void {
  to.statusCode = from.statusCode ?? 502
  for (const [name, value] of Object.entries(from.headers)) {
    if (value !== undefined && !notCopied.has(name)) to.setHeader(name, value)
  }
}

function refuseMethod({ request, response }: Exchange): void {
  request.resume()
  response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('This is a page to read: use GET or HEAD.\n')
}

function answerFailure({ response, requestId }: Exchange, error: unknown): void {
  log.error({ error, requestId }, 'a request could not be answered')
  if (response.headersSent) {
    response.destroy()
    return
  }
  for (const name of ['content-length', 'content-encoding', 'etag']) response.removeHeader(name)
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': lastResortPolicy,
    'Cache-Control': 'no-store',
    'Retry-After': '5',
  })
  response.end(lastResortPage)
}

function logAnswer({ request, response, path, requestId }: Exchange, durationMs: number): void {
  const line = {
    requestId,
    method: request.method,
    path: loggablePath(path),
    status: response.statusCode,
    durationMs: Math.round(durationMs),
  }
  // Live pages ask every two seconds, and mostly hear that nothing changed.
  const isRoutine = path.startsWith('/healthCheck') || path.startsWith('/_next/') || response.statusCode === 304
  if (isRoutine) log.debug(line, 'answered')
  else log.info(line, 'answered')
}
