import { publicDocument } from '#app/doors/public-document'
import { incidentsDocument } from '#domain/public/status-api/documents'
import { readIncidentList } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The 50 newest incidents. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  incidentsDocument(readIncidentList(db, url, now)),
)
