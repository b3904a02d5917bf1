import { and, desc, eq, gte, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { IncidentRow } from '../incidents/incident-record.ts'
import { summarizeForTeam, type TeamIncidentSummary } from './incidents.ts'

const daysBack = 90
const mostTargets = 50

/**
 * The incidents that another one could be merged into, open ones first, then those that ended last: of
 * 90 days, and at most 50. Says the same as the refusals of mergeIncident, which has the last word.
 */
export function listMergeTargets(
  db: Db,
  source: Pick<IncidentRow, 'id' | 'publishedAt' | 'resolvedAt'>,
  now: number,
): TeamIncidentSummary[] {
  const rows = db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.kind, 'incident'),
        ne(incidents.id, source.id),
        isNull(incidents.mergedIntoId),
        isNull(incidents.falseAlarmAt),
        source.publishedAt === null ? undefined : isNotNull(incidents.publishedAt),
        source.resolvedAt === null
          ? isNull(incidents.resolvedAt)
          : or(isNull(incidents.resolvedAt), gte(incidents.resolvedAt, now - daysBack * 86_400_000)),
      ),
    )
    .orderBy(sql`${incidents.resolvedAt} is not null`, desc(incidents.resolvedAt), desc(incidents.startedAt))
    .limit(mostTargets)
    .all()
  return summarizeForTeam(db, rows, now)
}
