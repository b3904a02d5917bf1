import { publicDocument } from '#app/doors/public-document'
import { atomDocument } from '#domain/public/feeds/atom'
import { readPageFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** Everything on the page as Atom. */
export const GET = publicDocument({ type: 'atom' }, ({ db, url, now }) => atomDocument(readPageFeed(db, url, now)))
