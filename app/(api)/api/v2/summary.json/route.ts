import { publicDocument } from '#app/doors/public-document'
import { summaryDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** All components, what is unresolved, and what is planned or in progress. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  summaryDocument(readStatusApi(db, url, now)),
)
