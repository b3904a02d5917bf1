import type { Db } from '#domain/database'
import { readPage } from '#domain/page'
import { listOpenIncidents, type TeamIncidentSummary } from '#domain/team/incidents'

export interface OpenIncidents {
  now: number
  timeZone: string
  incidents: TeamIncidentSummary[]
}

/** What is open, for the server's first render and for each refresh. */
export function readOpenIncidents(db: Db, now: number): OpenIncidents {
  return { now, timeZone: readPage(db).timeZone, incidents: listOpenIncidents(db, now) }
}
