import { publicDocument } from '#app/doors/public-document'
import { maintenancesDocument } from '#domain/public/status-api/documents'
import { readMaintenanceList } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** The 50 newest maintenances. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  maintenancesDocument(readMaintenanceList(db, url, now)),
)
