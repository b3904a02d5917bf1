import { and, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../../database.ts'
import { incidentColumns } from '../incident-rows.ts'
import { publicIncident } from '../rows.ts'

/** Far more than anybody reads of one moment. */
const mostIncidents = 100

/** The incidents and maintenances that were under way between two instants, or at one; the latest first. */
export function selectIncidentsDuring(db: Db, from: number, until: number) {
  return db
    .select(incidentColumns)
    .from(incidents)
    .where(
      and(
        publicIncident,
        lte(incidents.startedAt, until),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, from)),
      ),
    )
    .orderBy(sql`${incidents.startedAt} desc`, sql`${incidents.number} desc`)
    .limit(mostIncidents)
    .all()
}
