import { and, eq, gte, isNotNull, isNull, min } from 'drizzle-orm'
import { incidents, incidentUpdates, maintenances } from '#db/schema/incidents'
import { actionItems } from '#db/schema/reports'
import type { Db } from '../../database.ts'
import { nextChange } from './next-change.ts'
import { publicIncident, selectPage } from '../rows.ts'

/**
 * The first instant after `now` at which what programs read says something else though no row
 * changed: a promise passes, a maintenance should begin or end, an action is due, or the day ends.
 */
export function nextInstant(db: Db, now: number): number {
  const timeZone = selectPage(db)?.timeZone ?? 'Etc/UTC'
  return nextChange([nextPromise(db, now), ...nextMaintenance(db, now), nextAction(db, now)], now, timeZone)
}

const open = and(isNull(incidents.resolvedAt), publicIncident)

function nextPromise(db: Db, now: number): number | null {
  return first(
    db
      .select({ at: min(incidentUpdates.nextUpdateBy) })
      .from(incidents)
      .innerJoin(incidentUpdates, eq(incidentUpdates.incidentId, incidents.id))
      .where(and(open, isNotNull(incidentUpdates.publishedAt), gte(incidentUpdates.nextUpdateBy, now)))
      .get(),
  )
}

function nextMaintenance(db: Db, now: number): (number | null)[] {
  return [maintenances.scheduledFor, maintenances.scheduledUntil].map((instant) =>
    first(
      db
        .select({ at: min(instant) })
        .from(incidents)
        .innerJoin(maintenances, eq(maintenances.incidentId, incidents.id))
        .where(and(open, gte(instant, now)))
        .get(),
    ),
  )
}

function nextAction(db: Db, now: number): number | null {
  return first(
    db
      .select({ at: min(actionItems.dueAt) })
      .from(actionItems)
      .innerJoin(incidents, eq(incidents.id, actionItems.incidentId))
      .where(
        and(publicIncident, isNull(actionItems.doneAt), isNull(actionItems.droppedAt), gte(actionItems.dueAt, now)),
      )
      .get(),
  )
}

function first(row: { at: number | null } | undefined): number | null {
  return row?.at ?? null
}
