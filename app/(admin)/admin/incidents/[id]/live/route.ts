import { teamEndpoint, type TeamContext } from '#app/doors/team-endpoint'
import { readDeskVersion, readIncidentDesk } from '../incident-desk.ts'

export const dynamic = 'force-dynamic'

/** An incident with its timeline, for its page in the admin area, which refreshes by itself. */
export const GET = teamEndpoint(
  ({ db, now, params: { id } }: TeamContext<{ id: string }>) => readIncidentDesk(db, id, now),
  { version: (db, { id }) => readDeskVersion(db, id) },
)
