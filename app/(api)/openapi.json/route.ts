import { publicDocument } from '#app/doors/public-document'
import { openApiDocument } from '#domain/public/openapi/openapi'
import { readPublicPage } from '#domain/public/status-page'

export const dynamic = 'force-dynamic'

/** What programs can ask this page for, as OpenAPI describes it. */
export const GET = publicDocument({ type: 'json' }, ({ db, url }) =>
  openApiDocument({ name: readPublicPage(db).name, url }),
)
