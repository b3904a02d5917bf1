import { publicDocument } from '#app/doors/public-document'
import { jsonFeedDocument } from '#domain/public/feeds/json-feed'
import { readPageFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** Everything on the page as JSON Feed. */
export const GET = publicDocument({ type: 'jsonFeed' }, ({ db, url, now }) =>
  jsonFeedDocument(readPageFeed(db, url, now)),
)
