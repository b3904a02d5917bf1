import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { impactWindows, incidents, maintenances } from '#db/schema/incidents'
import { incidentMetadata } from '#db/schema/programs'
import { reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { isListed, prepared, preparedForIds, value } from '../prepared.ts'
import { selectCorrections } from '../public/correction-rows.ts'
import { incidentColumns, type IncidentColumns } from '../public/incident-rows.ts'
import { maintenancesAmong, type IncidentParts } from '../public/incidents.ts'
import { componentColumns } from '../public/rows.ts'
import type { KnownComponent } from '../public/status-api-rows.ts'
import {
  selectTeamSchedules,
  selectTeamUpdateComponents,
  selectTeamUpdates,
  selectTeamWindows,
} from '../team/incident-rows.ts'

/**
 * What tokens may read, in the shape of the public rows, so that the same code tells of it: internal
 * incidents and hidden components too, as the team sees them. Never for a public surface.
 */

const teamComponents = prepared((db) => {
  const lastEnd = db
    .select({ endedAt: impactWindows.endedAt })
    .from(impactWindows)
    .where(
      and(
        eq(impactWindows.componentId, components.id),
        isNotNull(impactWindows.endedAt),
        isNull(impactWindows.withdrawnAt),
      ),
    )
    .orderBy(desc(impactWindows.endedAt))
    .limit(1)
  return db
    .select({ ...componentColumns, lastEndedAt: sql<number | null>`${lastEnd}` })
    .from(components)
    .orderBy(asc(components.position), asc(components.id))
    .prepare()
})

/** Every component, hidden and archived ones too, each with the last instant at which one of its windows ended. */
export function selectTeamComponents(db: Db): KnownComponent[] {
  return teamComponents(db).all()
}

/** Incidents and maintenances that fit, internal ones too, the newest news first; what was merged away is left out. */
export function selectTeamIncidents(
  db: Db,
  fits: SQL | undefined,
  { offset, limit }: { offset: number; limit: number },
): IncidentColumns[] {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(and(isNull(incidents.mergedIntoId), fits))
    .orderBy(desc(incidents.latestUpdateAt), desc(incidents.number))
    .limit(limit)
    .offset(offset)
    .all()
}

const teamIncident = prepared((db) =>
  db
    .select(incidentColumns)
    .from(incidents)
    .where(and(isNull(incidents.mergedIntoId), eq(incidents.id, value('id'))))
    .prepare(),
)

/** One incident or maintenance by its id; undefined where there is none or it was merged away. */
export function selectTeamIncident(db: Db, id: string): IncidentColumns | undefined {
  return teamIncident(db).get({ id })
}

/** Everything that belongs to the rows. */
export function selectTeamParts(db: Db, rows: readonly IncidentColumns[]): IncidentParts {
  const ids = rows.map(({ id }) => id)
  const updates = selectTeamUpdates(db, ids)
  const updateIds = updates.map(({ id }) => id)
  const mergedFrom = updates.flatMap(({ mergedFromId }) => mergedFromId ?? [])
  const corrections = selectCorrections(db, ids, mergedFrom)
  return {
    updates: groupBy(updates, (update) => update.incidentId),
    updateComponents: groupBy(selectTeamUpdateComponents(db, updateIds), (row) => row.updateId),
    corrections: groupBy(corrections, (row) => row.incidentId),
    updateCorrections: groupBy(corrections, (row) => row.updateId),
    windows: groupBy(selectTeamWindows(db, ids), (window) => window.incidentId),
    schedules: groupBy(selectTeamSchedules(db, maintenancesAmong(rows)), (schedule) => schedule.incidentId),
    reported: new Set(),
  }
}

/** The plans of maintenances. */
export const selectPlans = preparedForIds((db) =>
  db.select().from(maintenances).where(isListed(maintenances.incidentId)).prepare(),
)

/** What programs keep with incidents. */
export const selectMetadata = preparedForIds((db) =>
  db.select().from(incidentMetadata).where(isListed(incidentMetadata.incidentId)).prepare(),
)

/** All versions of the incidents' follow-up reports, the draft too, the oldest first. */
export const selectReportVersions = preparedForIds((db) =>
  db
    .select()
    .from(reportVersions)
    .where(isListed(reportVersions.incidentId))
    .orderBy(
      sql`${reportVersions.publishedAt} is null`,
      asc(reportVersions.publishedAt),
      sql`${reportVersions}._rowid_`,
    )
    .prepare(),
)
