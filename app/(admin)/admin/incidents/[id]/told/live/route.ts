import { teamEndpoint, type TeamContext } from '#app/doors/team-endpoint'
import { readTellingsVersion } from '#domain/outbox/ledger'
import { readTellings } from '../tellings.ts'

export const dynamic = 'force-dynamic'

/** How far each piece of an incident's news has come, for the page of who was told, which refreshes by itself. */
export const GET = teamEndpoint(
  ({ db, now, params: { id } }: TeamContext<{ id: string }>) => readTellings(db, id, now),
  {
    version: (db, { id }) => readTellingsVersion(db, id),
  },
)
