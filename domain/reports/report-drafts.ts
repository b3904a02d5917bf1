import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditLog } from '#db/schema/audit'
import { reports, reportVersions } from '#db/schema/reports'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { prose } from '../input.ts'
import { StaleViewError, type NewerChange } from '../stale-view.ts'
import {
  ensureReport,
  listPublishedVersions,
  readAuthor,
  readDraft,
  readReport,
  requireReportable,
  requireSeenDraft,
  type ReportVersionRow,
} from './report-record.ts'
import { missingSections, reportHeadings, reportSections, type ReportSection, type ReportText } from './reports.ts'

/** Saves of one person within this time are one sitting, and leave one row in the audit log. */
const sittingMs = 15 * 60_000

export const reportDraftInput = z.object({
  incidentId: z.string(),
  /** When the draft that was loaded had been saved last; null where there was none. */
  seen: z.number().int().nullable(),
  isPreliminary: z.boolean().default(false),
  summary: prose('The summary').default(''),
  affected: prose('Who was affected').default(''),
  happened: prose('What happened').default(''),
  prevention: prose('What we are doing').default(''),
  customerAction: prose('What they can do').default(''),
})

export type ReportDraftInput = z.input<typeof reportDraftInput>

/**
 * Saves the report as it is being written. A change takes an approval, or a request for one, back.
 * Returns when the draft was saved, which the next save must have seen. Throws `forbidden` below
 * responder, `invalid`, `not_found`, and a StaleViewError where another text was saved since `seen`.
 */
export function saveReportDraft(db: Db, actor: Actor, rawInput: ReportDraftInput, now: number): number {
  mustAct(actor, 'responder')
  const { incidentId, seen, ...input } = reportDraftInput.parse(rawInput)
  return write(db, (tx) => {
    requireReportable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    if (readReport(tx, incidentId)?.waivedAt) {
      throw new DomainError('conflict', 'An owner said that no report is planned. That must be undone first.')
    }
    const text = { ...input, customerAction: input.customerAction || null }
    const draft = readDraft(tx, incidentId)
    if (draft && isSame(draft, text)) return draft.updatedAt
    refuseUnseen(tx, actor, incidentId, draft, text, seen)
    ensureReport(tx, incidentId, now)
    const authorId = personOf(actor)
    const isAnothers = draft !== null && readReport(tx, incidentId)?.authorId !== authorId
    // Two saves never carry the same instant, so that each can tell whether it saw the other.
    const savedAt = draft ? Math.max(now, draft.updatedAt + 1) : now
    if (draft) {
      const own = eq(reportVersions.id, draft.id)
      tx.update(reportVersions)
        .set({ ...text, format: 'markdown', updatedAt: savedAt })
        .where(own)
        .run()
    } else {
      tx.insert(reportVersions)
        .values({ id: newId(), incidentId, format: 'markdown', ...text, createdAt: now, updatedAt: savedAt })
        .run()
    }
    tx.update(reports)
      .set({ status: 'draft', authorId, approvedAt: null, reviewerId: null, updatedAt: now })
      .where(eq(reports.incidentId, incidentId))
      .run()
    if (isAnothers || !isSameSitting(tx, actor, incidentId, now)) {
      const before = isAnothers && draft ? { before: sizesOf(textOf(draft)) } : {}
      recordAudit(
        tx,
        actor,
        { action: 'report.save_draft', subjectKind: 'incident', subjectId: incidentId, ...before },
        now,
      )
    }
    return savedAt
  })
}

export const seenDraftInput = z.object({ incidentId: z.string(), seen: z.number().int().nullable() })

export type SeenDraftInput = z.input<typeof seenDraftInput>

/** Asks somebody else to review the draft. Throws `forbidden` below responder, `conflict`, and `invalid` where a heading is empty. */
export function submitReport(db: Db, actor: Actor, rawInput: SeenDraftInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, seen } = seenDraftInput.parse(rawInput)
  write(db, (tx) => {
    requireReportable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    refuseMissing(requireSeenDraft(tx, incidentId, seen))
    if (readReport(tx, incidentId)?.status === 'in_review')
      throw new DomainError('conflict', 'This report is in review already.')
    tx.update(reports).set({ status: 'in_review', updatedAt: now }).where(eq(reports.incidentId, incidentId)).run()
    recordAudit(tx, actor, { action: 'report.submit', subjectKind: 'incident', subjectId: incidentId }, now)
  })
}

/** Approves the draft as it was seen. Throws `forbidden` below responder and for its author, and `conflict`. */
export function approveReport(db: Db, actor: Actor, rawInput: SeenDraftInput, now: number): void {
  mustAct(actor, 'responder')
  const { incidentId, seen } = seenDraftInput.parse(rawInput)
  write(db, (tx) => {
    requireReportable(tx, incidentId)
    mustReachIncident(tx, actor, incidentId)
    requireSeenDraft(tx, incidentId, seen)
    const report = readReport(tx, incidentId)
    if (report?.status !== 'in_review')
      throw new DomainError('conflict', 'Nobody has asked for a review of this report, or it was changed since.')
    if (report.authorId !== null && report.authorId === personOf(actor))
      throw new DomainError('forbidden', 'You changed this draft last. Somebody else must approve it.')
    if (report.approvedAt !== null) throw new DomainError('conflict', 'This report is approved already.')
    tx.update(reports)
      .set({ approvedAt: now, reviewerId: personOf(actor), updatedAt: now })
      .where(eq(reports.incidentId, incidentId))
      .run()
    recordAudit(tx, actor, { action: 'report.approve', subjectKind: 'incident', subjectId: incidentId }, now)
  })
}

/** A version's text by its headings; empty where nothing stands. */
export function textOf(version: Pick<ReportVersionRow, ReportSection>): ReportText {
  const { summary, affected, happened, prevention, customerAction } = version
  return { summary, affected, happened, prevention, customerAction: customerAction ?? '' }
}

/** What the audit log says of a draft that was written over: how long it was, and none of its words. */
function sizesOf(text: ReportText): Partial<Record<ReportSection, string>> {
  const written = reportSections.filter((section) => text[section] !== '')
  return Object.fromEntries(written.map((section) => [section, `${text[section].length} characters`]))
}

/** Throws `invalid` with the headings under which something must still be written. */
export function refuseMissing(draft: ReportVersionRow): void {
  const missing = missingSections(textOf(draft), draft.isPreliminary)
  const [first] = missing
  if (!first) return
  const names = missing.map((section) => `“${reportHeadings[section]}”`).join(', ')
  throw new DomainError('invalid', `Something is missing under ${names}.`, first)
}

type DraftText = Omit<z.output<typeof reportDraftInput>, 'incidentId' | 'seen' | 'customerAction'> & {
  customerAction: string | null
}

function isSame(draft: ReportVersionRow, text: DraftText): boolean {
  return (Object.keys(text) as (keyof DraftText)[]).every((key) => draft[key] === text[key])
}

/** Refuses to write over what somebody has not seen: what stands there now is told, heading by heading. */
function refuseUnseen(
  tx: Db,
  actor: Actor,
  incidentId: string,
  draft: ReportVersionRow | null,
  text: DraftText,
  seen: number | null,
): void {
  if ((draft?.updatedAt ?? null) === seen) return
  const newest = draft ?? listPublishedVersions(tx, incidentId).at(-1)
  const author = draft ? readAuthor(tx, incidentId) : readPublisher(tx, incidentId)
  const change = {
    by: author?.name ?? null,
    isOwn: author !== null && author.id !== null && author.id === personOf(actor),
    at: newest?.updatedAt ?? 0,
    did: draft ? 'saved another text' : 'published the draft',
    parts: newest ? partsOf(newest, text) : [],
  }
  throw new StaleViewError([change], String(draft?.updatedAt ?? ''))
}

/** Who published the newest version; only the audit log knows. */
function readPublisher(tx: Db, incidentId: string): { id: string | null; name: string } | null {
  const published = and(eq(auditLog.action, 'report.publish'), eq(auditLog.subjectId, incidentId))
  return (
    tx
      .select({ id: auditLog.actorId, name: auditLog.actorName })
      .from(auditLog)
      .where(published)
      .orderBy(desc(auditLog.number))
      .limit(1)
      .get() ?? null
  )
}

/** What a version says under the headings of which a text says something else. */
function partsOf(version: ReportVersionRow, text: DraftText): NewerChange['parts'] {
  return reportSections
    .filter((section) => (version[section] ?? '') !== (text[section] ?? ''))
    .map((section) => ({ label: reportHeadings[section], text: version[section] ?? '' }))
}

/** Whether the newest thing that was done to this incident is the same person's save of a moment ago. */
function isSameSitting(tx: Db, actor: Actor, incidentId: string, now: number): boolean {
  const newest = tx
    .select({ at: auditLog.at, actorId: auditLog.actorId, action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, 'incident'), eq(auditLog.subjectId, incidentId)))
    .orderBy(desc(auditLog.number))
    .limit(1)
    .get()
  if (newest?.action !== 'report.save_draft' || now - newest.at >= sittingMs) return false
  return newest.actorId !== null && newest.actorId === personOf(actor)
}
