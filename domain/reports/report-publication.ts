import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { reports, reportVersions } from '#db/schema/reports'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import type { IncidentRow } from '../incidents/incident-record.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { prose } from '../input.ts'
import { announce } from '../outbox/announcements.ts'
import { readPage } from '../page.ts'
import { selectOwing, selectReportPolicy } from '../public/report-rows.ts'
import { isOver } from '../status.ts'
import { refuseMissing, seenDraftInput, type SeenDraftInput } from './report-drafts.ts'
import {
  ensureReport,
  listPublishedVersions,
  readDraft,
  readReport,
  requireReportable,
  requireSeenDraft,
  type ReportVersionRow,
} from './report-record.ts'

/**
 * Publishes the draft as it was seen, as the report's next version. Where the incident is over, an
 * update of the status `postmortem` tells it too, as the Status API does. Returns the version's
 * number. Throws `forbidden` below responder, `conflict`, and `invalid` where something is missing.
 */
export function publishReport(db: Db, actor: Actor, rawInput: SeenDraftInput, now: number): number {
  mustAct(actor, 'responder')
  const { incidentId, seen } = seenDraftInput.parse(rawInput)
  return write(db, (tx) => {
    const incident = requireReportable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    const draft = requireSeenDraft(tx, incidentId, seen)
    const earlier = listPublishedVersions(tx, incidentId)
    refuseMissing(draft)
    refuseTooEarly(incident, draft, earlier)
    if (readPage(tx).reviewsReports && !readReport(tx, incidentId)?.approvedAt)
      throw new DomainError('conflict', 'Somebody other than its author must approve this report first.')
    const published = { publishedAt: now, updatedAt: now }
    tx.update(reportVersions).set(published).where(eq(reportVersions.id, draft.id)).run()
    tx.update(reports).set({ status: 'published', updatedAt: now }).where(eq(reports.incidentId, incidentId)).run()
    const number = earlier.length + 1
    if (isOver(incident.status)) tellOfReport(tx, actor, incidentId, draft, number, now)
    announce(tx, { kind: 'report', incidentId, subjectId: draft.id, isEnd: true }, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'report.publish',
        subjectKind: 'incident',
        subjectId: incidentId,
        after: { number, isPreliminary: draft.isPreliminary, versionId: draft.id },
      },
      now,
    )
    return number
  })
}

export const waiveReportInput = z.object({
  incidentId: z.string(),
  reason: prose('The reason', { max: 1_000 }).refine(
    (reason) => reason !== '',
    'Write the reason. Customers read it on the incident’s page.',
  ),
})

/** Says in public that no report is planned, and why. Throws `forbidden` below owner, `conflict`, `invalid`. */
export function waiveReport(db: Db, actor: Actor, rawInput: z.input<typeof waiveReportInput>, now: number): void {
  mustAct(actor, 'owner')
  const { incidentId, reason } = waiveReportInput.parse(rawInput)
  write(db, (tx) => {
    requireReportable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    if (readReport(tx, incidentId)?.waivedAt)
      throw new DomainError('conflict', 'It is said already that no report is planned.')
    if (listPublishedVersions(tx, incidentId).length > 0)
      throw new DomainError('conflict', 'A report is published already, so it can’t be said that none is planned.')
    if (selectOwing(tx, selectReportPolicy(tx), { incidentId }).length === 0)
      throw new DomainError('conflict', 'This incident owes no report, so none has to be called off.')
    ensureReport(tx, incidentId, now)
    tx.update(reports)
      .set({ status: 'waived', waivedAt: now, waivedReason: reason, updatedAt: now })
      .where(eq(reports.incidentId, incidentId))
      .run()
    const subject = { subjectKind: 'incident', subjectId: incidentId }
    recordAudit(tx, actor, { action: 'report.waive', ...subject, after: { reason } }, now)
  })
}

/** Takes back that no report is planned: it is owed again, by the dates that it had. Throws `forbidden` below owner and `conflict`. */
export function unwaiveReport(db: Db, actor: Actor, rawInput: { incidentId: string }, now: number): void {
  mustAct(actor, 'owner')
  const { incidentId } = z.object({ incidentId: z.string() }).parse(rawInput)
  write(db, (tx) => {
    mustReachIncident(tx, actor, incidentId)
    const report = readReport(tx, incidentId)
    if (!report?.waivedAt) throw new DomainError('conflict', 'Nobody said that no report is planned.')
    const status = readDraft(tx, incidentId) ? 'draft' : 'owed'
    tx.update(reports)
      .set({ status, waivedAt: null, waivedReason: null, approvedAt: null, reviewerId: null, updatedAt: now })
      .where(eq(reports.incidentId, incidentId))
      .run()
    const subject = { subjectKind: 'incident', subjectId: incidentId }
    recordAudit(tx, actor, { action: 'report.unwaive', ...subject, before: { reason: report.waivedReason } }, now)
  })
}

function refuseTooEarly(incident: IncidentRow, draft: ReportVersionRow, earlier: readonly ReportVersionRow[]): void {
  if (incident.publishedAt === null)
    throw new DomainError('conflict', 'This incident is internal. Make it public before its report.')
  if (!isOver(incident.status) && !draft.isPreliminary)
    throw new DomainError(
      'invalid',
      'The incident is still open, so its report can only be a preliminary one.',
      'isPreliminary',
    )
  if (draft.isPreliminary && earlier.some((version) => !version.isPreliminary))
    throw new DomainError(
      'invalid',
      'A final report is published already, so the next version can’t be preliminary.',
      'isPreliminary',
    )
}

/** The incident's status stays as it is: `postmortem` is what an update may have, and what the Status API makes of it. */
function tellOfReport(tx: Db, actor: Actor, incidentId: string, draft: ReportVersionRow, number: number, at: number) {
  const what = draft.isPreliminary ? 'A preliminary follow-up report' : 'The follow-up report'
  const body = number === 1 ? `${what} is published.` : `${what} is published, version ${number}.`
  tx.insert(incidentUpdates)
    .values({
      id: newId(),
      incidentId,
      status: 'postmortem',
      body: `${body}\n\n${draft.summary}`,
      bodyFormat: 'markdown',
      happenedAt: at,
      publishedAt: at,
      authorId: personOf(actor),
      createdAt: at,
      updatedAt: at,
    })
    .run()
  tx.update(incidents).set({ latestUpdateAt: at, updatedAt: at }).where(eq(incidents.id, incidentId)).run()
}
