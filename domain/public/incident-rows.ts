import { alias } from 'drizzle-orm/sqlite-core'
import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { origin, schedulesThat, updateComponentsThat, updatesThat, windowsThat } from '../incidents/incident-parts.ts'
import { isListed, preparedForIds } from '../prepared.ts'
import { fitsFilters, touchesComponent, type IncidentFilters } from '../search/incident-filters.ts'
import { publicComponent, publicIncident } from './rows.ts'

export const incidentColumns = {
  number: incidents.number,
  id: incidents.id,
  kind: incidents.kind,
  title: incidents.title,
  status: incidents.status,
  startedAt: incidents.startedAt,
  resolvedAt: incidents.resolvedAt,
  publishedAt: incidents.publishedAt,
  latestUpdateAt: incidents.latestUpdateAt,
  impactOverride: incidents.impactOverride,
  falseAlarmAt: incidents.falseAlarmAt,
  falseAlarmReason: incidents.falseAlarmReason,
  updatedAt: incidents.updatedAt,
}

/** Incidents and maintenances that are open, or that ended at or after `since`; newest end first. */
export function selectCurrentIncidents(db: Db, since: number) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(and(or(isNull(incidents.resolvedAt), sql`${incidents.resolvedAt} >= ${since}`), publicIncident))
    .orderBy(sql`${incidents.resolvedAt} desc`, sql`${incidents.number} desc`)
    .all()
}

/** Incidents and maintenances that ended within a range; with a component, those that named or held it. */
export function selectEndedIncidents(db: Db, from: number, to: number, componentId?: string) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(
      and(
        sql`${incidents.resolvedAt} >= ${from}`,
        lt(incidents.resolvedAt, to),
        publicIncident,
        componentId === undefined ? undefined : touchesComponent(componentId, 'public'),
      ),
    )
    .orderBy(sql`${incidents.resolvedAt} desc`, sql`${incidents.number} desc`)
    .all()
}

/** Incidents and maintenances that are open, newest first; with a component, those that named or held it. */
export function selectOpenIncidents(db: Db, componentId?: string) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(
      and(
        isNull(incidents.resolvedAt),
        publicIncident,
        componentId === undefined ? undefined : touchesComponent(componentId, 'public'),
      ),
    )
    .orderBy(sql`${incidents.startedAt} desc`)
    .all()
}

/** The newest incidents and maintenances that named or held a component, open ones first. */
export function selectComponentIncidents(db: Db, componentId: string, limit: number) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(and(publicIncident, touchesComponent(componentId, 'public')))
    .orderBy(sql`${incidents.resolvedAt} is not null`, sql`${incidents.resolvedAt} desc`, sql`${incidents.number} desc`)
    .limit(limit)
    .all()
}

/**
 * The numbers of all incidents and maintenances that fit, those first that began last: how many there
 * are and which of them a page shows come from looking once.
 */
export function selectFittingNumbers(db: Db, filters: IncidentFilters): number[] {
  return db
    .select({ number: incidents.number })
    .from(incidents)
    .where(and(publicIncident, fitsFilters(filters, 'public')))
    .orderBy(sql`${incidents.startedAt} desc`, sql`${incidents.number} desc`)
    .all()
    .map(({ number }) => number)
}

/** The incidents and maintenances of some numbers, those first that began last. */
export function selectIncidentsOf(db: Db, numbers: readonly number[]) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(and(publicIncident, inArray(incidents.number, [...numbers])))
    .orderBy(sql`${incidents.startedAt} desc`, sql`${incidents.number} desc`)
    .all()
}

/** The instant at which the first public incident ended; null where none has. */
export function selectOldestEnd(db: Db): number | null {
  return (
    db
      .select({ oldest: sql<number | null>`min(${incidents.resolvedAt})` })
      .from(incidents)
      .where(publicIncident)
      .get()?.oldest ?? null
  )
}

/** One incident or maintenance by its id, or by the id that it had on the page from which it was imported. */
export function selectIncident(db: Db, id: string) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(and(publicIncident, eq(incidents.id, id)))
    .get()
}

/** Where an old permalink leads: the id of what was merged away, or of what was imported under another id. */
export function selectForwardedId(db: Db, id: string): string | null {
  const target = alias(incidents, 'target')
  const merged = db
    .select({ to: target.id })
    .from(incidents)
    .innerJoin(target, eq(target.id, incidents.mergedIntoId))
    .where(and(eq(incidents.id, id), isNotNull(incidents.publishedAt), isNotNull(target.publishedAt)))
    .get()
  if (merged) return merged.to
  return (
    db
      .select({ to: incidents.id })
      .from(incidents)
      .where(and(eq(incidents.sourceId, id), publicIncident))
      .get()?.to ?? null
  )
}

export type IncidentColumns = NonNullable<ReturnType<typeof selectIncident>>

/** The published updates of incidents that the caller has read as public, newest first; origins are told of only where they were public. */
export const selectUpdates = updatesThat(
  and(isNotNull(incidentUpdates.publishedAt), publicIncident),
  isNotNull(origin.publishedAt),
)

/** What updates, by their ids, said of components that stand in public. */
export const selectUpdateComponents = updateComponentsThat(publicComponent)

/** Which public components the incidents hold or held, at which statuses and when. */
export const selectIncidentWindows = windowsThat(and(publicIncident, publicComponent))

/** When maintenances are planned, and which public components they will touch. */
export const selectSchedules = schedulesThat(publicComponent)

/** Those of the incidents whose follow-up report is published. */
export const selectReported = preparedForIds((db) =>
  db
    .selectDistinct({ incidentId: reportVersions.incidentId })
    .from(reportVersions)
    .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
    .where(and(isListed(reportVersions.incidentId), isNotNull(reportVersions.publishedAt), publicIncident))
    .prepare(),
)
