import { loggablePath } from '#log'
import type { Answer } from './copies/copy.ts'
import { toDocument } from './copies/document.ts'
import { fetchBody, type Upstream } from './upstream.ts'

/** The app has this long to answer, whoever still waits for it. */
const answerTimeoutMs = 20_000
/** Without a word of its own, an answer may read differently after this long: "12 minutes late" becomes 13. */
const usuallyFreshMs = 60_000
/** A page that is not there may be there soon. */
const missingFreshMs = 5_000
const mostBytes = 4 * 1024 * 1024

/** Readers and caches in between ask again; while nothing better can be had, they may show what they have. */
const documentCaching = 'public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400'
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"
/** The one public page that other sites may show in a frame. */
const framedPath = /^\/embed$/
const freshUntilMark = /<meta name="candor:fresh-until" content="(\d+)"\s*\/?>/i

/** What of the app's headers an answer keeps; no other one may depend on who asked. */
const keptHeaders: Record<string, string> = {
  'content-type': 'Content-Type',
  'cache-control': 'Cache-Control',
  'access-control-allow-origin': 'Access-Control-Allow-Origin',
  'content-disposition': 'Content-Disposition',
  'content-security-policy': 'Content-Security-Policy',
  location: 'Location',
}

export interface AskedApp {
  upstream: Upstream
  host: string
  isDev: boolean
}

/**
 * Has the app answer a public question, with headers that no client chose, and makes it ready to be
 * kept. Throws where it fails, or renders what is of no use without scripts.
 */
export async function askApp(app: AskedApp, key: string, requestId: string): Promise<Answer> {
  const headers = { host: app.host, accept: 'text/html, */*', 'user-agent': 'candor-edge', 'x-request-id': requestId }
  const { response, body } = await fetchBody(app.upstream, {
    method: 'GET',
    path: key,
    headers,
    timeoutMs: answerTimeoutMs,
  })
  const status = response.statusCode ?? 500
  if (status >= 500) throw new Error(`the app answered ${loggablePath(key)} with ${status}`)
  if (body.length > mostBytes)
    throw new Error(`the answer to ${loggablePath(key)} has ${body.length} bytes; at most ${mostBytes} are kept`)
  const kept: Record<string, string> = {}
  for (const [name, written] of Object.entries(keptHeaders)) {
    const value = response.headers[name]
    if (typeof value === 'string') kept[written] = value
  }
  // Next sends a page along that only scripts would complete; the address says it all.
  if (kept.Location !== undefined) return movedAnswer(status, kept.Location)
  if (kept['Content-Type']?.startsWith('text/html'))
    return documentAnswer(body.toString('utf8'), status, app.isDev, key)
  return {
    status,
    body,
    headers: {
      'Cache-Control': documentCaching,
      'Content-Security-Policy': dataPolicy,
      ...kept,
      ...(isPublic(kept['Cache-Control']) ? {} : { 'Cache-Control': documentCaching }),
    },
    freshUntil: freshUntil(status, response.headers['candor-fresh-until']),
  }
}

/** Until when an answer holds, by what it says of itself; an instant that is past must not make every request a render. */
function freshUntil(status: number, said: unknown): number {
  const now = Date.now()
  const usual = now + (status >= 400 ? missingFreshMs : usuallyFreshMs)
  const told = Number(said ?? Infinity)
  return told > now ? Math.min(told, usual) : usual
}

/** What leads on to another address; programs of other pages may follow it, too. */
function movedAnswer(status: number, location: string): Answer {
  return {
    status,
    body: Buffer.alloc(0),
    headers: {
      Location: location,
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': documentCaching,
      'Content-Security-Policy': dataPolicy,
    },
    freshUntil: Date.now() + usuallyFreshMs,
  }
}

function isPublic(caching: string | undefined): boolean {
  return caching?.includes('public') ?? false
}

/** A public page. Throws where only scripts would complete it. */
export function documentAnswer(rendered: string, status: number, isDev: boolean, path: string): Answer {
  const document = toDocument(rendered, status, { isDev, mayBeFramed: framedPath.test(path) })
  if (!document) throw new Error(`the app rendered no usable page for ${loggablePath(path)} (status ${status})`)
  return {
    status: document.status,
    body: Buffer.from(document.html.replace(freshUntilMark, '')),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': document.contentSecurityPolicy,
      'Cache-Control': documentCaching,
    },
    freshUntil: freshUntil(document.status, freshUntilMark.exec(document.html)?.[1]),
  }
}
