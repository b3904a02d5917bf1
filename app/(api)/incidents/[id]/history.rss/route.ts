import { publicDocument } from '#app/doors/public-document'
import { rssDocument } from '#domain/public/feeds/rss'
import { readIncidentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** The updates of one incident as RSS; an old id leads to the new one. */
export const GET = publicDocument<{ id: string }>({ type: 'rss' }, ({ db, url, now, params }) => {
  const found = readIncidentFeed(db, params.id, url, now)
  if (!found) return null
  return 'forwardTo' in found ? { movedTo: `/incidents/${found.forwardTo}/history.rss` } : rssDocument(found.feed)
})
