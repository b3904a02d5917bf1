import { publicDocument } from '#app/doors/public-document'
import { jsonFeedDocument } from '#domain/public/feeds/json-feed'
import { readIncidentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** The updates of one incident as JSON Feed; an old id leads to the new one. */
export const GET = publicDocument<{ id: string }>({ type: 'jsonFeed' }, ({ db, url, now, params }) => {
  const found = readIncidentFeed(db, params.id, url, now)
  if (!found) return null
  return 'forwardTo' in found ? { movedTo: `/incidents/${found.forwardTo}/feed.json` } : jsonFeedDocument(found.feed)
})
