import { publicDocument } from '#app/doors/public-document'
import { rssDocument } from '#domain/public/feeds/rss'
import { readPageFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** Everything on the page as RSS. */
export const GET = publicDocument({ type: 'rss' }, ({ db, url, now }) => rssDocument(readPageFeed(db, url, now)))
