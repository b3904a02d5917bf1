import type { Db } from '../../database.ts'
import { readIncidentPage, type PublicIncident } from '../incidents.ts'
import { readIncidentReports, type IncidentReports } from '../reports.ts'
import { recordOfIncident } from './incident-record.ts'
import { envelopeOf } from './instants.ts'
import { recordOfReports } from './report-record.ts'
import type { IncidentDocument, WindowRecord } from './schemas.ts'
import { readWindowsOf } from './windows.ts'

export interface CandorIncident {
  asOf: number
  incident: PublicIncident
  windows: WindowRecord[]
  reports: IncidentReports
}

/** One incident with everything that its page shows; or where an old id leads; null where there is neither. */
export function readCandorIncident(db: Db, id: string, now: number): CandorIncident | { forwardTo: string } | null {
  const found = readIncidentPage(db, id, now)
  if (!found || 'forwardTo' in found) return found
  const { incident } = found
  return {
    asOf: now,
    incident,
    windows: readWindowsOf(db, [incident]).get(incident.id) ?? [],
    reports: readIncidentReports(db, incident.id, now),
  }
}

/** `/api/candor/incidents/<id>.json`. */
export function incidentDocument({ asOf, incident, windows, reports }: CandorIncident, url: string): IncidentDocument {
  return {
    ...envelopeOf(asOf),
    incident: recordOfIncident(incident, windows, url),
    report: recordOfReports(reports),
  }
}
