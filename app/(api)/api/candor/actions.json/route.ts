import { publicDocument } from '#app/doors/public-document'
import { readActionItemsPage } from '#domain/public/action-items'
import { actionsDocument } from '#domain/public/candor-api/actions'
import { actionStates } from '#domain/reports/reports'

export const dynamic = 'force-dynamic'

/** What all follow-up reports promise: at `?state=late&page=N`, of one state and page by page. */
export const GET = publicDocument({ type: 'json' }, ({ db, url, now, query }) => {
  const page = query.get('page') ?? ''
  const asked = {
    state: actionStates.find((state) => state === query.get('state')) ?? null,
    number: /^\d{1,6}$/.test(page) ? Number(page) : 1,
  }
  return actionsDocument(readActionItemsPage(db, asked, now), url, now)
})
