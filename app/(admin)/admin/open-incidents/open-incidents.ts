import { listAlertIncidents } from '#domain/alerts/incident-alerts'
import type { Db } from '#domain/database'
import { readPage } from '#domain/page'
import { listOpenIncidents, type TeamIncidentSummary } from '#domain/team/incidents'
import { readTeamVersion } from '#domain/team/team-version'

export interface OpenIncidents {
  now: number
  version: string
  timeZone: string
  incidents: TeamIncidentSummary[]
  /** Of these, by id: drafts from alerts, and those whose alerts have all ended. */
  fromAlerts: { drafts: string[]; ended: string[] }
}

/** What is open, for the server's first render and for each refresh. */
export function readOpenIncidents(db: Db, now: number): OpenIncidents {
  const version = readTeamVersion(db)
  return {
    now,
    version,
    timeZone: readPage(db).timeZone,
    incidents: listOpenIncidents(db, now),
    fromAlerts: listAlertIncidents(db),
  }
}
