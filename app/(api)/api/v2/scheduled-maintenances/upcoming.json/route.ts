import { publicDocument } from '#app/doors/public-document'
import { upcomingMaintenancesDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The maintenances that are planned. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  upcomingMaintenancesDocument(readStatusApi(db, url, now)),
)
