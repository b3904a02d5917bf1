import { eq, sql } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { selectOwing, selectReportPolicy } from '../public/report-rows.ts'
import { isSomething, type Choices } from './choices.ts'

const dayMs = 24 * 3_600_000

/**
 * When there is nothing more to hear of an incident: at once where it is over and its final report is
 * published, or where it is a maintenance, of which there is no report; while a report is owed, after that
 * (null); else so many days after the last word as a report has time for, since one may come all the same.
 */
export type Ending = { isEnded: boolean; at: number } | null

/** When those who asked for this incident have heard all; null while it goes on or owes a report. */
export function endingOf(db: Db, incidentId: string, now: number): Ending {
  const incident = db
    .select({ kind: incidents.kind, resolvedAt: incidents.resolvedAt })
    .from(incidents)
    .where(eq(incidents.id, incidentId))
    .get()
  if (!incident || incident.resolvedAt === null) return null
  if (incident.kind === 'maintenance' || hasFinalReport(db, incidentId)) return { isEnded: true, at: now }
  const policy = selectReportPolicy(db)
  if (selectOwing(db, policy, { incidentId, isAwaited: true }).length > 0) return null
  const at = Math.max(incident.resolvedAt, lastWordAt(db, incidentId)) + policy.finalReportDays * dayMs
  return { isEnded: at <= now, at }
}

function hasFinalReport(db: Db, incidentId: string): boolean {
  const { found } = db.get<{ found: number }>(sql`select exists (select 1 from report_versions
    where incident_id = ${incidentId} and published_at is not null and not is_preliminary) as found`)
  return found === 1
}

function lastWordAt(db: Db, incidentId: string): number {
  return db.get<{ at: number }>(sql`select coalesce(max(created_at), 0) as at from announcements
    where incident_id = ${incidentId} and not is_quiet`).at
}

/** Whether there is nothing more to hear of an incident. */
export function isEnded(db: Db, incidentId: string, now: number): boolean {
  return endingOf(db, incidentId, now)?.isEnded ?? false
}

/** Choices without the incidents of which there is nothing more to hear; null where nothing else was chosen. */
export function stillToHear(db: Db, choices: Choices, now: number): Choices | null {
  const rest = { ...choices, incidentIds: choices.incidentIds.filter((id) => !isEnded(db, id, now)) }
  return isSomething(rest) ? rest : null
}

/**
 * Choices that can be written down: an incident that ended is refused, for its end would at once be the
 * subscription's; one that somebody `has` already is left out. Throws `invalid`.
 */
export function withoutEnded(db: Db, choices: Choices, has: readonly string[], now: number): Choices {
  const rest = stillToHear(db, choices, now)
  const left = choices.incidentIds.filter((id) => !rest?.incidentIds.includes(id))
  if (rest && left.every((id) => has.includes(id))) return rest
  throw new DomainError(
    'invalid',
    'An incident that you chose is over, and all there was to tell of it was told. Choose something else.',
    'incidentIds',
  )
}
