import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { people } from '#db/schema/people'
import { reports, reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { requireIncident, type IncidentRow } from '../incidents/incident-record.ts'

export type ReportRow = typeof reports.$inferSelect
export type ReportVersionRow = typeof reportVersions.$inferSelect

/** What there is of an incident's report, for the team; null where nobody has begun one. */
export function readReport(db: Db, incidentId: string): ReportRow | null {
  return db.select().from(reports).where(eq(reports.incidentId, incidentId)).get() ?? null
}

/** The version that is being written; null where none is. */
export function readDraft(db: Db, incidentId: string): ReportVersionRow | null {
  return (
    db
      .select()
      .from(reportVersions)
      .where(and(eq(reportVersions.incidentId, incidentId), isNull(reportVersions.publishedAt)))
      .orderBy(sql`${reportVersions.createdAt} desc`)
      .get() ?? null
  )
}

/** The versions that were published, oldest first: a version's number is its place among them. */
export function listPublishedVersions(db: Db, incidentId: string): ReportVersionRow[] {
  return db
    .select()
    .from(reportVersions)
    .where(and(eq(reportVersions.incidentId, incidentId), isNotNull(reportVersions.publishedAt)))
    .orderBy(sql`${reportVersions.publishedAt}`, sql`${reportVersions}._rowid_`)
    .all()
}

/** Makes sure that an incident has a report to which a draft or an action item can belong. */
export function ensureReport(tx: Db, incidentId: string, now: number): void {
  tx.insert(reports).values({ incidentId, status: 'owed', createdAt: now, updatedAt: now }).onConflictDoNothing().run()
}

/** The incident that a report can be written of. Throws `not_found`, and `conflict` for what has none. */
export function requireReportable(tx: Db, incidentId: string): IncidentRow {
  const incident = requireIncident(tx, incidentId)
  if (incident.kind !== 'incident')
    throw new DomainError('conflict', 'Follow-up reports are of incidents, and this is a maintenance.')
  if (incident.mergedIntoId !== null)
    throw new DomainError('conflict', 'This incident was merged into another one. Write the report there.')
  return incident
}

/** The draft as somebody saw it. Throws `conflict` where there is none, or where it was changed since. */
export function requireSeenDraft(tx: Db, incidentId: string, seen: number | null): ReportVersionRow {
  const draft = readDraft(tx, incidentId)
  if (!draft) throw new DomainError('conflict', 'There is no draft of this report. Load the page again.')
  if (draft.updatedAt !== seen) {
    const who = readAuthor(tx, incidentId)?.name ?? 'Somebody'
    throw new DomainError('conflict', `${who} changed the draft since you loaded it. Load the page again and look.`)
  }
  return draft
}

/** Who changed the draft last. */
export function readAuthor(db: Db, incidentId: string): { id: string; name: string } | null {
  return (
    db
      .select({ id: people.id, name: people.name })
      .from(reports)
      .innerJoin(people, eq(people.id, reports.authorId))
      .where(eq(reports.incidentId, incidentId))
      .get() ?? null
  )
}
