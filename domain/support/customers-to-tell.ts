import { and, asc, count, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { customerLinks, incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { knownEnd } from './known-ends.ts'

/** An incident that is over, of which somebody is still to be told so. */
export interface IncidentToTell {
  id: string
  title: string
  resolvedAt: number
  /** Of how many, and how many of these are still to be told. */
  linked: number
  toTell: number
  /** How many of those to tell a person linked who is asked for. */
  toTellOfPerson: number
}

const mostIncidents = 200

/** Still to be told: of an incident that is over, whoever was not told since. */
const isToTell = or(isNull(customerLinks.toldAt), lt(customerLinks.toldAt, knownEnd))

/** Public incidents that are over and of which customers are still to be told, the longest ago first; for the team only. */
export function listIncidentsToTell(db: Db, personId: string | null): IncidentToTell[] {
  const toTell = sql<number>`sum(case when ${isToTell} then 1 else 0 end)`.mapWith(Number)
  return db
    .select({
      id: incidents.id,
      title: incidents.title,
      resolvedAt: sql<number>`${incidents.resolvedAt}`,
      linked: count(),
      toTell,
      toTellOfPerson:
        sql<number>`sum(case when ${isToTell} and ${customerLinks.linkedById} is ${personId} then 1 else 0 end)`.mapWith(
          Number,
        ),
    })
    .from(customerLinks)
    .innerJoin(incidents, eq(incidents.id, customerLinks.incidentId))
    .where(and(isNotNull(incidents.resolvedAt), isNotNull(incidents.publishedAt), isNull(incidents.mergedIntoId)))
    .groupBy(incidents.id)
    .having(sql`${toTell} > 0`)
    .orderBy(asc(incidents.resolvedAt), asc(incidents.number))
    .limit(mostIncidents)
    .all()
}

/** How many customers are linked to each of some incidents; those without any are left out. */
export function countCustomers(db: Db, incidentIds: readonly string[]): Map<string, number> {
  if (incidentIds.length === 0) return new Map()
  const rows = db
    .select({ incidentId: customerLinks.incidentId, linked: count() })
    .from(customerLinks)
    .where(inArray(customerLinks.incidentId, [...incidentIds]))
    .groupBy(customerLinks.incidentId)
    .all()
  return new Map(rows.map(({ incidentId, linked }) => [incidentId, linked]))
}
