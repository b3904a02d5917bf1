import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { impactWindows } from '#db/schema/incidents'
import { changesOf, type CorrectionChange, type NamedUpdate } from '../corrections/correction-changes.ts'
import { parseAuditedAct } from '../corrections/correction-records.ts'
import type { Db } from '../database.ts'

/** A correction with what only the team knows of it: who made it, and also those that nobody outside could see. */
export interface TeamCorrection {
  at: number
  byName: string
  reason: string | null
  isMinor: boolean
  isPublic: boolean
  changes: CorrectionChange[]
}

const actions = ['incident_update.correct', 'incident.correct', 'impact_window.correct', 'incident.rename']

/**
 * All that was corrected of an incident, the newest first, from the audit log; for the team only.
 * `updates` are the incident's, as `readTeamIncident` gives them.
 */
export function listCorrections(db: Db, incidentId: string, updates: readonly NamedUpdate[]): TeamCorrection[] {
  const named = new Map(updates.map((update) => [update.id, update]))
  const windows = new Map(selectWindowNames(db, incidentId).map(({ id, ...component }) => [id, component]))
  const names = { update: (id: string) => named.get(id), window: (id: string) => windows.get(id) }
  const acts: TeamCorrection[] = []
  for (const { at, byName, after } of selectActs(db, incidentId)) {
    const { records, ...act } = parseAuditedAct(after ?? 'null')
    const changes = changesOf(records, names)
    const last = acts.at(-1)
    // One act on the windows and on the incident's own times leaves a row for each.
    if (last?.at === at && last.byName === byName && last.reason === act.reason) last.changes.push(...changes)
    else acts.push({ at, byName, ...act, changes })
  }
  return acts
}

function selectActs(db: Db, incidentId: string) {
  return db
    .select({ at: auditLog.at, byName: auditLog.actorName, after: auditLog.after })
    .from(auditLog)
    .where(
      and(eq(auditLog.subjectKind, 'incident'), eq(auditLog.subjectId, incidentId), inArray(auditLog.action, actions)),
    )
    .orderBy(desc(auditLog.at), asc(auditLog.number))
    .all()
}

function selectWindowNames(db: Db, incidentId: string) {
  return db
    .select({ id: impactWindows.id, name: components.name, slug: components.slug })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .where(eq(impactWindows.incidentId, incidentId))
    .all()
}
