import { publicDocument } from '#app/doors/public-document'
import { atomDocument } from '#domain/public/feeds/atom'
import { readComponentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** What happened to one component as Atom. */
export const GET = publicDocument<{ slug: string }>({ type: 'atom' }, ({ db, url, now, params }) => {
  const feed = readComponentFeed(db, params.slug, url, now)
  return feed && atomDocument(feed)
})
