import { publicDocument } from '#app/doors/public-document'
import { rssDocument } from '#domain/public/feeds/rss'
import { readComponentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** What happened to one component as RSS. */
export const GET = publicDocument<{ slug: string }>({ type: 'rss' }, ({ db, url, now, params }) => {
  const feed = readComponentFeed(db, params.slug, url, now)
  return feed && rssDocument(feed)
})
