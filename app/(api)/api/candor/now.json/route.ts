import { publicDocument } from '#app/doors/public-document'
import { nowDocument } from '#domain/public/candor-api/now'
import { readStatusPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** The headline alone: what the banner on other sites asks for. */
export const GET = publicDocument({ type: 'json' }, ({ db, url, now }) => nowDocument(readStatusPage(db, now), url))
