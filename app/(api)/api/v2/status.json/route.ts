import { publicDocument } from '#app/doors/public-document'
import { statusDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The page in a word and a line. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  statusDocument(readStatusApi(db, url, now)),
)
