import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import { nextInstant } from '#domain/public/instants/next-instant'
import { endpoint, type Segments } from './endpoint.ts'

/** What a document is read from, and nothing else: a request's headers change nothing of it, so that copies can be kept. */
export interface DocumentRequest<Params> {
  db: Connection
  /** The page's public address, without a slash at its end. */
  url: string
  now: number
  params: Params
  query: URLSearchParams
}

/** An old address, and the path of the new one. */
export interface Moved {
  movedTo: string
}

/** How long copies may be kept and shown while they are renewed; the Status API's are Statuspage's own. */
const caching = {
  statusApi: 'max-age=10, public, s-maxage=10, stale-while-revalidate=20, stale-if-error=3600',
  document: 'public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400',
} as const

/** Any page's scripts may read what anybody may read. */
const forEverybody = { 'Access-Control-Allow-Origin': '*' }

/** What every public document that is not Statuspage's carries; it tells the edge when it reads differently by itself. */
export function documentHeaders(): Record<string, string> {
  return headersOf('document', connection(), Date.now())
}

function headersOf(keptAs: keyof typeof caching, db: Connection, now: number): Record<string, string> {
  return {
    ...forEverybody,
    'Cache-Control': caching[keptAs],
    'Candor-Fresh-Until': String(nextInstant(db, now)),
  }
}

const mediaTypes = {
  json: 'application/json; charset=utf-8',
  jsonFeed: 'application/feed+json; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  calendar: 'text/calendar; charset=utf-8',
} as const

interface Kind {
  type: keyof typeof mediaTypes
  keptAs?: keyof typeof caching
}

/**
 * Builds the GET of a document that programs read: JSON of an object, or a text as it is. Null is a
 * 404 in JSON, whatever the document's own type.
 */
export function publicDocument<Params extends Segments = Record<never, never>>(
  { type, keptAs = 'document' }: Kind,
  read: (request: DocumentRequest<Params>) => object | string | Moved | null,
) {
  return endpoint<Params>((request, params) => {
    const query = new URL(request.url).searchParams
    const db = connection()
    const now = Date.now()
    const document = read({ db, url: config().url, now, params, query })
    const headers = headersOf(keptAs, db, now)
    if (document === null) return missing(headers)
    if (typeof document === 'object' && 'movedTo' in document) {
      return new Response(null, { status: 308, headers: { ...headers, Location: document.movedTo } })
    }
    const text = typeof document === 'string' ? document : JSON.stringify(document)
    return new Response(text, { headers: { ...headers, 'Content-Type': mediaTypes[type] } })
  })
}

function missing(headers: Record<string, string>): Response {
  const message = 'There is nothing here. The link may be cut off or mistyped.'
  return Response.json({ error: 'not_found', message }, { status: 404, headers })
}
