import { teamEndpoint } from '#app/doors/team-endpoint'
import { readTeamVersion } from '#domain/team/team-version'
import { readOpenIncidents } from './open-incidents.ts'

export const dynamic = 'force-dynamic'

/** What is open, for the list on the admin home that refreshes by itself. */
export const GET = teamEndpoint(({ db, now }) => readOpenIncidents(db, now), { version: readTeamVersion })
