import { publicDocument } from '#app/doors/public-document'
import { componentDocument } from '#domain/public/status-api/documents'
import { readPageAndComponents } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** One component or group, at `/api/v2/components/<id>.json`. */
export const GET = publicDocument<{ id: string }>({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now, params }) =>
  componentDocument(readPageAndComponents(db, url, now), params.id),
)
