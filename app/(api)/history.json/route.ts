import { publicDocument } from '#app/doors/public-document'
import { historyDocument, readToldHistory } from '#domain/public/status-api/history-document'

export const dynamic = 'force-dynamic'

/** Three months of history, at `?page=N`; page 1 is the newest, and past the end there is only the last. */
export const GET = publicDocument({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now, query }) => {
  const page = query.get('page') ?? ''
  return historyDocument(readToldHistory(db, /^\d{1,6}$/.test(page) ? Number(page) : 1, url, now))
})
