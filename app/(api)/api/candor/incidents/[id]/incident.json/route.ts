import { publicDocument } from '#app/doors/public-document'
import { incidentDocument, readCandorIncident } from '#domain/public/candor-api/incident'

export const dynamic = 'force-dynamic'

/** One incident with everything that its page shows, at `/api/candor/incidents/<id>.json`. */
export const GET = publicDocument<{ id: string }>({ type: 'json' }, ({ db, url, now, params }) => {
  const found = readCandorIncident(db, params.id, now)
  if (!found) return null
  return 'forwardTo' in found
    ? { movedTo: `/api/candor/incidents/${found.forwardTo}.json` }
    : incidentDocument(found, url)
})
