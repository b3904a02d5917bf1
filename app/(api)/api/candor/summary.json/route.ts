import { publicDocument } from '#app/doors/public-document'
import { readCandorSummary, summaryDocument } from '#domain/public/candor-api/summary'

export const dynamic = 'force-dynamic'

/** Everything that the home page shows, and what stands behind it. */
export const GET = publicDocument({ type: 'json' }, ({ db, url, now }) =>
  summaryDocument(readCandorSummary(db, now), url),
)
