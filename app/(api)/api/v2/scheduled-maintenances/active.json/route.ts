import { publicDocument } from '#app/doors/public-document'
import { activeMaintenancesDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The maintenances in progress. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  activeMaintenancesDocument(readStatusApi(db, url, now)),
)
