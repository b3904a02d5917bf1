import { log } from '#log'
import type { Exchange } from './exchange.ts'
import { lastResortPage, lastResortPolicy } from './last-resort.ts'
import { TooBusyError } from './renders.ts'

const jsonType = 'application/json; charset=utf-8'
const textType = 'text/plain; charset=utf-8'

/** Why the edge itself takes nothing in: the address is too long, or too much is under way from where it came. */
export type Refused = 'too_long' | 'too_many'

const refusals: Record<Refused, { status: number; words: string; headers: Record<string, string> }> = {
  too_long: { status: 414, words: 'This address is too long.', headers: {} },
  too_many: {
    status: 429,
    words: 'Too many requests at once from your address. Try again in a moment.',
    headers: { 'Retry-After': '1' },
  },
}

/** Refuses a request: people read the words as they are, programs as JSON. */
export function refuse({ request, response, path }: Exchange, refused: Refused): void {
  const { status, words, headers } = refusals[refused]
  const reader = programOf(path)
  request.resume()
  response.writeHead(status, {
    'Content-Type': reader ? jsonType : textType,
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(reader ? problem(reader, refused, words) : `${words}\n`)
}

/** Answers what failed on its way: people with a page that says so, programs with JSON that says when to come again. */
export function answerFailure({ request, response, path, requestId }: Exchange, error: unknown): void {
  log[error instanceof TooBusyError ? 'warn' : 'error']({ error, requestId }, 'a request could not be answered')
  if (response.headersSent) {
    response.destroy()
    return
  }
  // A body that nobody takes any more would hold its connection.
  request.unpipe()
  request.resume()
  for (const name of ['content-length', 'content-encoding', 'etag']) response.removeHeader(name)
  const reader = programOf(path)
  response.writeHead(503, {
    'Content-Type': reader ? jsonType : 'text/html; charset=utf-8',
    'Content-Security-Policy': reader ? "default-src 'none'; frame-ancestors 'none'" : lastResortPolicy,
    'Cache-Control': 'no-store',
    'Retry-After': '5',
  })
  response.end(reader ? problem(reader, 'down', downWords(reader, request.method)) : lastResortPage)
}

type Program = 'management' | 'intake'

/** Whose doors an address belongs to, where programs alone come and read JSON; null where people do. */
function programOf(path: string): Program | null {
  if (/^\/v1(?:[/?]|$)/.test(path)) return 'management'
  return /^\/intake(?:[/?]|$)/.test(path) ? 'intake' : null
}

function downWords(reader: Program, method: string | undefined): string {
  if (method === 'GET' || method === 'HEAD') return 'This can’t be answered right now. Try again in a moment.'
  const unknown = 'This could not be answered, and it is not known whether it was done.'
  return reader === 'intake'
    ? `${unknown} Send it again in a moment.`
    : `${unknown} Look before you send it again; what is posted with the same Idempotency-Key is not done twice.`
}

/** As the app's doors say it: the management API repeats its words, as Statuspage does; the intake names a kind. */
function problem(reader: Program, kind: string, message: string): string {
  return JSON.stringify({ error: reader === 'management' ? message : kind, message })
}
