import { sql, type SQL } from 'drizzle-orm'
import { incidentUpdates } from '#db/schema/incidents'

/**
 * Updates stand in the order in which they were told, whenever they happened: what comes later is
 * the newer word, and its status is the incident's. An imported page's own order is by when things
 * happened, and what only the team sees was told to it as it was written.
 */
const toldAt = sql`coalesce(
  case when ${incidentUpdates.sourceId} is null then ${incidentUpdates.publishedAt} else ${incidentUpdates.happenedAt} end,
  ${incidentUpdates.createdAt})`

export const newestFirst: SQL[] = [
  sql`${toldAt} desc`,
  sql`${incidentUpdates.createdAt} desc`,
  sql`${incidentUpdates}._rowid_ desc`,
]

export const oldestFirst: SQL[] = [sql`${toldAt}`, sql`${incidentUpdates.createdAt}`, sql`${incidentUpdates}._rowid_`]
