import { publicDocument } from '#app/doors/public-document'
import { atomDocument } from '#domain/public/feeds/atom'
import { readIncidentFeed } from '#domain/public/feeds/feed'

export const dynamic = 'force-dynamic'

/** The updates of one incident as Atom; an old id leads to the new one. */
export const GET = publicDocument<{ id: string }>({ type: 'atom' }, ({ db, url, now, params }) => {
  const found = readIncidentFeed(db, params.id, url, now)
  if (!found) return null
  return 'forwardTo' in found ? { movedTo: `/incidents/${found.forwardTo}/history.atom` } : atomDocument(found.feed)
})
