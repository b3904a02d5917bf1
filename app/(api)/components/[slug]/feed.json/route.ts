import { publicDocument } from '#app/doors/public-document'
import { jsonFeedDocument } from '#domain/public/feeds/json-feed'
import { readComponentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** What happened to one component as JSON Feed. */
export const GET = publicDocument<{ slug: string }>({ type: 'jsonFeed' }, ({ db, url, now, params }) => {
  const feed = readComponentFeed(db, params.slug, url, now)
  return feed && jsonFeedDocument(feed)
})
