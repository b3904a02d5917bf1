import { and, eq, isNull } from 'drizzle-orm'
import { impactWindows } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { prepared, value } from '../prepared.ts'
import { impactOf, type Impact } from '../status.ts'
import type { IncidentRow } from './incident-record.ts'

/** An incident's impact: the override where one was set, else what its worst window gives. For the team's use. */
export function readImpact(db: Db, incident: Pick<IncidentRow, 'id' | 'kind' | 'impactOverride'>): Impact {
  if (incident.impactOverride) return incident.impactOverride
  return incident.kind === 'maintenance' ? 'maintenance' : calculateImpact(db, incident.id)
}

const windowsOf = prepared((db) =>
  db
    .select({ status: impactWindows.status })
    .from(impactWindows)
    .where(and(eq(impactWindows.incidentId, value('incidentId')), isNull(impactWindows.withdrawnAt)))
    .prepare(),
)

/** What the worst window of an incident gives, whatever was set by hand. */
export function calculateImpact(db: Db, incidentId: string): Impact {
  const windows = windowsOf(db).all({ incidentId })
  return impactOf(windows.map((window) => window.status))
}
