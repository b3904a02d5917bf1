import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { schedulesThat, updateComponentsThat, updatesThat, windowsThat } from '../incidents/incident-parts.ts'
import { oldestFirst } from '../incidents/update-order.ts'
import { isListed, preparedForIds } from '../prepared.ts'

/** What belongs to incidents as the team and its programs see it, by their ids. Never for a public surface. */

/** An internal incident's updates count as told, a public one's drafts don't. */
const isTold = or(isNotNull(incidentUpdates.publishedAt), isNull(incidents.publishedAt))

/** Newest first. */
export const selectTeamUpdates = updatesThat(isTold)
/** By the ids of updates. */
export const selectTeamUpdateComponents = updateComponentsThat()
export const selectTeamWindows = windowsThat()
export const selectTeamSchedules = schedulesThat()

/** What each update promised, the oldest first: the last of an incident counts. */
export const selectTeamPromises = preparedForIds((db) =>
  db
    .select({
      incidentId: incidentUpdates.incidentId,
      nextUpdateBy: incidentUpdates.nextUpdateBy,
      promisesNone: incidentUpdates.promisesNone,
    })
    .from(incidentUpdates)
    .innerJoin(incidents, eq(incidents.id, incidentUpdates.incidentId))
    .where(and(isListed(incidentUpdates.incidentId), isTold))
    .orderBy(...oldestFirst)
    .prepare(),
)
