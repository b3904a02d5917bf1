import { publicDocument } from '#app/doors/public-document'
import { componentsDocument } from '#domain/public/status-api/documents'
import { readPageAndComponents } from '#domain/public/status-api/status-api'

export const dynamic = 'force-dynamic'

/** All components and groups. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now }) =>
  componentsDocument(readPageAndComponents(db, url, now)),
)
