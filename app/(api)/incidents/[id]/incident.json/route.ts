import { publicDocument } from '#app/doors/public-document'
import { incidentDocument, readToldIncident } from '#domain/public/status-api/incident-document'

export const dynamic = 'force-dynamic'

/** One incident with its follow-up report, at `/incidents/<id>.json`; an old id leads to the new one. */
export const GET = publicDocument<{ id: string }>({ type: 'json', keptAs: 'statusApi' }, ({ db, url, now, params }) => {
  const found = readToldIncident(db, params.id, url, now)
  if (!found) return null
  return 'forwardTo' in found ? { movedTo: `/incidents/${found.forwardTo}.json` } : incidentDocument(found)
})
