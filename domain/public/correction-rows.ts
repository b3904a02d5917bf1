import { and, isNotNull, isNull, or, sql, eq } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { corrections, impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { isListed, preparedForIds } from '../prepared.ts'
import { publicComponent, publicIncident } from './rows.ts'

/**
 * What was corrected of public incidents, the newest first: of updates that were told and of windows
 * of public components only. What came to an incident by a merge is found by `mergedFrom`, the ids
 * that it was written for, and belongs to the incident where it stands now.
 */
export function selectCorrections(db: Db, incidentIds: readonly string[], mergedFrom: readonly string[] = []) {
  return incidentIds.length === 0 ? [] : correctionsOf(db, [...incidentIds, ...mergedFrom])
}

const correctionsOf = preparedForIds((db) =>
  db
    .select({
      incidentId: incidents.id,
      updateId: corrections.updateId,
      windowId: corrections.windowId,
      before: corrections.before,
      after: corrections.after,
      reason: corrections.reason,
      isMinor: corrections.isMinor,
      correctedAt: corrections.correctedAt,
      componentName: components.name,
      componentSlug: components.slug,
    })
    .from(corrections)
    .leftJoin(incidentUpdates, eq(incidentUpdates.id, corrections.updateId))
    .leftJoin(impactWindows, eq(impactWindows.id, corrections.windowId))
    .leftJoin(components, and(eq(components.id, impactWindows.componentId), publicComponent))
    .innerJoin(
      incidents,
      eq(
        incidents.id,
        sql`coalesce(${incidentUpdates.incidentId}, ${impactWindows.incidentId}, ${corrections.incidentId})`,
      ),
    )
    .where(
      and(
        isListed(corrections.incidentId),
        publicIncident,
        or(isNull(corrections.updateId), isNotNull(incidentUpdates.publishedAt)),
        or(isNull(corrections.windowId), isNotNull(components.id)),
      ),
    )
    .orderBy(sql`${corrections.correctedAt} desc`, sql`${corrections}._rowid_`)
    .prepare(),
)

export type CorrectionRow = ReturnType<typeof selectCorrections>[number]
