import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { corrections, impactWindows } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { changesOf, type CorrectionChange, type Names, type NamedUpdate } from '../corrections/correction-changes.ts'
import { parseAuditedAct, parseVersion } from '../corrections/correction-records.ts'
import type { Db } from '../database.ts'
import { actsOf } from '../public/corrections.ts'

/** A correction with what only the team knows of it: who made it, and also those that nobody outside could see. */
export interface TeamCorrection {
  at: number
  /** Null where it was no person of the team. */
  byName: string | null
  reason: string | null
  isMinor: boolean
  isPublic: boolean
  changes: CorrectionChange[]
}

/**
 * All that was corrected of an incident, the newest first; for the team only. `updates` are the
 * incident's, as `readTeamIncident` gives them.
 */
export function listCorrections(db: Db, incidentId: string, updates: readonly NamedUpdate[]): TeamCorrection[] {
  const named = new Map(updates.map((update) => [update.id, update]))
  const windows = new Map(selectWindowNames(db, incidentId).map(({ id, ...component }) => [id, component]))
  const names = { update: (id: string) => named.get(id), window: (id: string) => windows.get(id) }
  return [...listPublic(db, incidentId, names), ...listUnseen(db, incidentId, names)]
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => b.at - a.at)
}

function listPublic(db: Db, incidentId: string, names: Names): TeamCorrection[] {
  const rows = db
    .select({
      updateId: corrections.updateId,
      windowId: corrections.windowId,
      before: corrections.before,
      after: corrections.after,
      reason: corrections.reason,
      isMinor: corrections.isMinor,
      correctedAt: corrections.correctedAt,
      byName: people.name,
    })
    .from(corrections)
    .leftJoin(people, eq(people.id, corrections.correctedById))
    .where(eq(corrections.incidentId, incidentId))
    .orderBy(desc(corrections.correctedAt), sql`${corrections}._rowid_`)
    .all()
  return actsOf(rows).map(({ correctedAt, reason, isMinor, rows: own }) => ({
    at: correctedAt,
    byName: own[0]?.byName ?? null,
    reason,
    isMinor,
    isPublic: true,
    changes: changesOf(
      own.map((row) => ({ ...row, before: parseVersion(row.before), after: parseVersion(row.after) })),
      names,
    ),
  }))
}

const actions = [
  'incident_update.correct',
  'incident.correct',
  'impact_window.correct',
  'incident.rename',
  'incident.set_impact',
]

/** What was corrected while nobody outside could see it: the audit log alone tells of that. */
function listUnseen(db: Db, incidentId: string, names: Names): TeamCorrection[] {
  return db
    .select({ at: auditLog.at, byName: auditLog.actorName, after: auditLog.after })
    .from(auditLog)
    .where(
      and(eq(auditLog.subjectKind, 'incident'), eq(auditLog.subjectId, incidentId), inArray(auditLog.action, actions)),
    )
    .orderBy(desc(auditLog.number))
    .all()
    .flatMap(({ at, byName, after }) => {
      const { records, ...act } = parseAuditedAct(after ?? 'null')
      return act.isPublic ? [] : [{ at, byName, ...act, changes: changesOf(records, names) }]
    })
}

function selectWindowNames(db: Db, incidentId: string) {
  return db
    .select({ id: impactWindows.id, name: components.name, slug: components.slug })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .where(eq(impactWindows.incidentId, incidentId))
    .all()
}
