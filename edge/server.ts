import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { log, loggablePath } from '#log'
import { answerAdmin } from './admin-area.ts'
import { appWaitMs, copyHead, forwarded, type Edge, type Exchange } from './exchange.ts'
import { clientAddress, plainAddress, securityHeaders } from './headers.ts'
import { answerHealth, isHealthPath } from './health.ts'
import { createLimits } from './limits.ts'
import { kindOf } from './paths.ts'
import { answerPersonal, createPersonalRenders, type PersonalRenders } from './personal-answers.ts'
import { answerFailure, refuse } from './refusals.ts'
import { send } from './upstream.ts'

const headersTimeoutMs = 10_000
const requestTimeoutMs = 60_000
/**
 * Whoever neither sends nor reads a byte for this long is cut off; longer than proxies keep a connection,
 * so that none of them sends on one that ends. No other clock runs between two requests.
 */
const silentMs = 75_000
const mostHeaderBytes = 16 * 1024
const mostConnections = 10_000
const mostUnderWayPerAddress = 48
const longestUrl = 4_096

/** The process in front: answers public reads from memory, passes on the rest, and gives each answer its security headers. */
export function createEdge(edge: Edge): Server {
  const limits = createLimits(mostUnderWayPerAddress)
  const personal = createPersonalRenders(edge)
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: 0,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      if (isPublicRead(request) && edge.answers.answerAtOnce(request, response)) {
        if (log.isLevelEnabled('debug')) logAnswer({ request, response, path: request.url ?? '/' }, 0, 'memory')
        return
      }
      takeOn(edge, { limits, personal }, request, response)
    },
  )
  server.maxConnections = mostConnections
  server.setTimeout(silentMs)
  return server
}

function isPublicRead({ method, url }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && kindOf(url ?? '/') === 'public'
}

/** Whatever isn't from memory: counted for its address, logged, and answered with words when it fails. */
function takeOn(
  edge: Edge,
  { limits, personal }: { limits: ReturnType<typeof createLimits>; personal: PersonalRenders },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = performance.now()
  const address = clientAddress(request.headers, plainAddress(request.socket.remoteAddress), edge.config)
  const exchange: Exchange = { edge, request, response, path: request.url ?? '/', requestId: randomUUID(), address }
  response.setHeader('X-Request-Id', exchange.requestId)
  for (const [name, value] of Object.entries(securityHeaders(edge.config))) response.setHeader(name, value)
  response.on('finish', () => logAnswer(exchange, performance.now() - startedAt, 'app'))
  if (!limits.enter(address)) return refuse(exchange, 'too_many')
  response.on('close', () => limits.leave(address))
  answer(exchange, personal).catch((error: unknown) => answerFailure(exchange, error))
}

async function answer(exchange: Exchange, personal: PersonalRenders): Promise<void> {
  const { edge, path, request, response } = exchange
  const pathname = path.split('?')[0] ?? '/'
  if (path.length > longestUrl) return refuse(exchange, 'too_long')
  if (isHealthPath(pathname)) return answerHealth(edge, pathname, response)
  const kind = kindOf(path)
  if (kind === 'admin') return answerAdmin(exchange)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (kind === 'personal' && isRead) return answerPersonal(exchange, personal)
  if (kind === 'passed' || kind === 'personal') return passOn(exchange)
  if (!isRead) return refuseMethod(exchange)
  return edge.answers.answer(request, response)
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
  copyHead(answered, response)
  // What needs more than nothing, such as a drawing with styles in it, brings its own policy.
  if (!response.hasHeader('Content-Security-Policy')) {
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  }
  answered.pipe(response)
}

function refuseMethod({ request, response }: Exchange): void {
  request.resume()
  response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('This is a page to read: use GET or HEAD.\n')
}

function logAnswer(
  { request, response, path, requestId }: Pick<Exchange, 'request' | 'response' | 'path'> & { requestId?: string },
  durationMs: number,
  from: 'app' | 'memory',
): void {
  const line = {
    requestId,
    method: request.method,
    path: loggablePath(path),
    status: response.statusCode,
    durationMs: Math.round(durationMs),
    from,
  }
  // Live pages ask every two seconds, and mostly hear that nothing changed.
  const isRoutine = path.startsWith('/healthCheck') || path.startsWith('/_next/') || response.statusCode === 304
  if (from === 'memory' || isRoutine) log.debug(line, 'answered')
  else log.info(line, 'answered')
}
