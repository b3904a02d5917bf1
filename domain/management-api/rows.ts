import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { components } from '#db/schema/components'
import {
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { incidentMetadata } from '#db/schema/programs'
import { reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { newestFirst, oldestFirst } from '../incidents/update-order.ts'
import { selectCorrections } from '../public/correction-rows.ts'
import { incidentColumns, type IncidentColumns } from '../public/incident-rows.ts'
import type { IncidentParts } from '../public/incidents.ts'
import { componentColumns } from '../public/rows.ts'
import type { KnownComponent } from '../public/status-api-rows.ts'

/**
 * What tokens may read, in the shape of the public rows, so that the same code tells of it: internal
 * incidents and hidden components too, as the team sees them. Never for a public surface.
 */

/** Every component, hidden and archived ones too, each with the last instant at which one of its windows ended. */
export function selectTeamComponents(db: Db): KnownComponent[] {
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
    .all()
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

/** One incident or maintenance by its id; undefined where there is none or it was merged away. */
export function selectTeamIncident(db: Db, id: string): IncidentColumns | undefined {
  return selectTeamIncidents(db, eq(incidents.id, id), { offset: 0, limit: 1 })[0]
}

/** Everything that belongs to the rows; an internal incident's updates count as told, a public one's drafts don't. */
export function selectTeamParts(db: Db, rows: readonly IncidentColumns[]): IncidentParts {
  const ids = rows.map(({ id }) => id)
  const updates = selectUpdates(db, ids)
  const corrections = selectCorrections(
    db,
    ids,
    updates.flatMap(({ mergedFromId }) => mergedFromId ?? []),
  )
  return {
    updates: groupBy(updates, (update) => update.incidentId),
    updateComponents: groupBy(selectUpdateComponents(db, ids), (row) => row.updateId),
    corrections: groupBy(corrections, (row) => row.incidentId),
    updateCorrections: groupBy(corrections, (row) => row.updateId),
    windows: groupBy(selectWindowsOf(db, ids), (window) => window.incidentId),
    schedules: groupBy(selectSchedulesOf(db, ids), (schedule) => schedule.incidentId),
    reported: new Set(),
  }
}

function selectUpdates(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  const origin = alias(incidents, 'origin')
  return db
    .select({
      id: incidentUpdates.id,
      incidentId: incidentUpdates.incidentId,
      status: incidentUpdates.status,
      body: incidentUpdates.body,
      bodyFormat: incidentUpdates.bodyFormat,
      happenedAt: incidentUpdates.happenedAt,
      publishedAt: incidentUpdates.publishedAt,
      nextUpdateBy: incidentUpdates.nextUpdateBy,
      promisesNone: incidentUpdates.promisesNone,
      mergedFromId: incidentUpdates.mergedFromId,
      mergedFrom: origin.title,
      updatedAt: incidentUpdates.updatedAt,
    })
    .from(incidentUpdates)
    .innerJoin(incidents, eq(incidents.id, incidentUpdates.incidentId))
    .leftJoin(origin, eq(origin.id, incidentUpdates.mergedFromId))
    .where(
      and(
        inArray(incidentUpdates.incidentId, [...ids]),
        or(isNotNull(incidentUpdates.publishedAt), isNull(incidents.publishedAt)),
      ),
    )
    .orderBy(...newestFirst)
    .all()
}

function selectUpdateComponents(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .select({
      updateId: updateComponents.updateId,
      componentId: components.id,
      name: components.name,
      slug: components.slug,
      oldStatus: updateComponents.oldStatus,
      newStatus: updateComponents.newStatus,
    })
    .from(updateComponents)
    .innerJoin(incidentUpdates, eq(incidentUpdates.id, updateComponents.updateId))
    .innerJoin(components, eq(components.id, updateComponents.componentId))
    .where(inArray(incidentUpdates.incidentId, [...ids]))
    .orderBy(asc(components.position))
    .all()
}

function selectWindowsOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .select({
      incidentId: impactWindows.incidentId,
      componentId: components.id,
      slug: components.slug,
      name: components.name,
      status: impactWindows.status,
      startedAt: impactWindows.startedAt,
      endedAt: impactWindows.endedAt,
    })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .where(and(inArray(impactWindows.incidentId, [...ids]), isNull(impactWindows.withdrawnAt)))
    .orderBy(asc(components.position))
    .all()
}

function selectSchedulesOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .select({
      incidentId: maintenances.incidentId,
      scheduledFor: maintenances.scheduledFor,
      scheduledUntil: maintenances.scheduledUntil,
      componentId: components.id,
      slug: components.slug,
      name: components.name,
    })
    .from(maintenances)
    .leftJoin(maintenanceComponents, eq(maintenanceComponents.incidentId, maintenances.incidentId))
    .leftJoin(components, eq(components.id, maintenanceComponents.componentId))
    .where(inArray(maintenances.incidentId, [...ids]))
    .orderBy(asc(components.position))
    .all()
}

/** The plans of those that are maintenances, by incident. */
export function selectPlans(db: Db, ids: readonly string[]): Map<string, typeof maintenances.$inferSelect> {
  if (ids.length === 0) return new Map()
  const rows = db
    .select()
    .from(maintenances)
    .where(inArray(maintenances.incidentId, [...ids]))
    .all()
  return new Map(rows.map((row) => [row.incidentId, row]))
}

/** What the newest update of each incident promised; the last row of an incident wins. */
export function selectTeamPromises(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { nextUpdateBy: number | null; promisesNone: boolean }>()
  const rows = db
    .select({
      incidentId: incidentUpdates.incidentId,
      nextUpdateBy: incidentUpdates.nextUpdateBy,
      promisesNone: incidentUpdates.promisesNone,
    })
    .from(incidentUpdates)
    .innerJoin(incidents, eq(incidents.id, incidentUpdates.incidentId))
    .where(
      and(
        inArray(incidentUpdates.incidentId, [...ids]),
        or(isNotNull(incidentUpdates.publishedAt), isNull(incidents.publishedAt)),
      ),
    )
    .orderBy(...oldestFirst)
    .all()
  return new Map(rows.map(({ incidentId, ...promise }) => [incidentId, promise]))
}

/** What programs keep with incidents, by incident. */
export function selectMetadata(db: Db, ids: readonly string[]): Map<string, typeof incidentMetadata.$inferSelect> {
  if (ids.length === 0) return new Map()
  const rows = db
    .select()
    .from(incidentMetadata)
    .where(inArray(incidentMetadata.incidentId, [...ids]))
    .all()
  return new Map(rows.map((row) => [row.incidentId, row]))
}

/** All versions of the incidents' follow-up reports, the draft too, the oldest first. */
export function selectReportVersions(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .select()
    .from(reportVersions)
    .where(inArray(reportVersions.incidentId, [...ids]))
    .orderBy(
      sql`${reportVersions.publishedAt} is null`,
      asc(reportVersions.publishedAt),
      sql`${reportVersions}._rowid_`,
    )
    .all()
}
