import { and, asc, desc, eq, isNotNull, max, sql } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { impactWindows, incidents, maintenances } from '#db/schema/incidents'
import { reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { touchesComponent } from '../search/incident-filters.ts'
import { incidentColumns, type IncidentColumns } from './incident-rows.ts'
import { componentColumns, countingWindow, publicComponent, publicIncident } from './rows.ts'

/** What the formats of other products ask for beside what the pages show; visibility is as in rows.ts. */

/** Every public component, archived ones too, each with the last instant at which one of its windows ended. */
export function selectKnownComponents(db: Db) {
  const lastEnd = db
    .select({ endedAt: impactWindows.endedAt })
    .from(impactWindows)
    .leftJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .where(and(eq(impactWindows.componentId, components.id), isNotNull(impactWindows.endedAt), countingWindow))
    .orderBy(desc(impactWindows.endedAt))
    .limit(1)
  return db
    .select({ ...componentColumns, lastEndedAt: sql<number | null>`${lastEnd}` })
    .from(components)
    .where(publicComponent)
    .orderBy(asc(components.position), asc(components.id))
    .all()
}

export type KnownComponent = ReturnType<typeof selectKnownComponents>[number]

/** The newest change of a public incident, report included; null where there is none. */
export function selectNewestChange(db: Db): number | null {
  const changed = db
    .select({ at: max(incidents.updatedAt) })
    .from(incidents)
    .where(publicIncident)
    .get()?.at
  const published = db
    .select({ at: max(reportVersions.publishedAt) })
    .from(reportVersions)
    .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
    .where(publicIncident)
    .get()?.at
  return Math.max(changed ?? 0, published ?? 0) || null
}

/** The incidents (or maintenances, or both) of which there is the newest news; with a component, those that named or held it. */
export function selectNewestIncidents(
  db: Db,
  limit: number,
  { kind, componentId }: { kind?: 'incident' | 'maintenance'; componentId?: string } = {},
): IncidentColumns[] {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(
      and(
        publicIncident,
        kind && eq(incidents.kind, kind),
        componentId === undefined ? undefined : touchesComponent(componentId, 'public'),
      ),
    )
    .orderBy(desc(incidents.latestUpdateAt), desc(incidents.number))
    .limit(limit)
    .all()
}

/** The maintenances that are or were planned last, the latest plan first; with a component, those that named or held it. */
export function selectNewestMaintenances(db: Db, limit: number, componentId?: string): IncidentColumns[] {
  return db
    .select(incidentColumns)
    .from(incidents)
    .innerJoin(maintenances, eq(maintenances.incidentId, incidents.id))
    .where(and(publicIncident, componentId === undefined ? undefined : touchesComponent(componentId, 'public')))
    .orderBy(desc(maintenances.scheduledFor), desc(incidents.number))
    .limit(limit)
    .all()
}
