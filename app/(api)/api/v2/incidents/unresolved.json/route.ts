import { publicDocument } from '#app/doors/public-document'
import { unresolvedIncidentsDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The incidents that last. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  unresolvedIncidentsDocument(readStatusApi(db, url, now)),
)
