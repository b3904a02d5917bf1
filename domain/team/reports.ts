import { and, asc, eq, isNull } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { actionItems, reports, reportVersions } from '#db/schema/reports'
import { rehearse, type Db } from '../database.ts'
import { htmlToMarkdown } from '../markdown.ts'
import { readPage } from '../page.ts'
import {
  listOwedReports,
  readIncidentReports,
  viewActionItem,
  type IncidentReports,
  type OwedReport,
  type PublicActionItem,
} from '../public/reports.ts'
import { selectOwing, selectReportPolicy } from '../public/report-rows.ts'
import { listActionItems } from '../reports/action-items.ts'
import { textOf } from '../reports/report-drafts.ts'
import { listPublishedVersions, readAuthor, readDraft, readReport, type ReportRow } from '../reports/report-record.ts'
import { reportSections, type ReportDebt, type ReportText } from '../reports/reports.ts'

const mostListed = 200

/** How far the next version is: nothing written, being written, asked to be reviewed, approved. */
export type ReportWork = 'none' | 'draft' | 'in_review' | 'approved'

/** An incident's report with all that the team may know of it. */
export interface TeamReport {
  work: ReportWork
  draft: { text: ReportText; isPreliminary: boolean; savedAt: number } | null
  /** Where no draft is: the newest published text, with which the next version begins; null where none is. */
  published: { text: ReportText; isPreliminary: boolean } | null
  author: { id: string; name: string } | null
  approval: { at: number; by: string } | null
  /** Whether the page asks for somebody else's approval before a report is published. */
  isReviewed: boolean
  canBeWaived: boolean
  items: PublicActionItem[]
  /** What customers read of it now. */
  public: IncidentReports
}

/** What there is of an incident's report; for the team only, as all of this file. */
export function readTeamReport(db: Db, incidentId: string, now: number): TeamReport {
  const row = readReport(db, incidentId)
  const draft = readDraft(db, incidentId)
  const newest = listPublishedVersions(db, incidentId).at(-1)
  const seen = readIncidentReports(db, incidentId, now)
  const owing = selectOwing(db, selectReportPolicy(db), { incidentId }).length > 0
  const reviewer = row?.reviewerId ? nameOf(db, row.reviewerId) : null
  return {
    work: workOf(row, draft !== null),
    draft: draft && { text: textOf(draft), isPreliminary: draft.isPreliminary, savedAt: draft.updatedAt },
    published: newest ? { text: markdownOf(textOf(newest), newest.format), isPreliminary: newest.isPreliminary } : null,
    author: draft && readAuthor(db, incidentId),
    approval: draft && row?.approvedAt ? { at: row.approvedAt, by: reviewer ?? 'somebody' } : null,
    isReviewed: readPage(db).reviewsReports,
    canBeWaived: owing && newest === undefined && !row?.waivedAt,
    items: listActionItems(db, incidentId).map((item) => viewActionItem(item, now)),
    public: seen,
  }
}

/** The same in few words, for beside the incident. */
export interface ReportStanding {
  work: ReportWork
  authorName: string | null
  debt: ReportDebt | null
  /** The number of the newest published version; null where none is. */
  version: number | null
  isWaived: boolean
}

export function readReportStanding(db: Db, incidentId: string, now: number): ReportStanding {
  const { newest, debt, waived } = readIncidentReports(db, incidentId, now)
  const work = workOf(readReport(db, incidentId), readDraft(db, incidentId) !== null)
  return {
    work,
    authorName: work === 'none' ? null : (readAuthor(db, incidentId)?.name ?? null),
    debt,
    version: newest?.number ?? null,
    isWaived: waived !== null,
  }
}

export interface ReportInWork {
  incidentId: string
  title: string
  work: ReportWork
  authorName: string | null
  /** Null where nobody outside waits for it. */
  owed: OwedReport | null
}

export interface OpenActionItem extends PublicActionItem {
  incidentId: string
  incidentTitle: string
}

export interface ReportDesk {
  /** Those that readers wait for, the most urgent first, then those that are written besides. */
  reports: ReportInWork[]
  /** What was promised and is neither done nor dropped, the most urgent first. */
  items: OpenActionItem[]
}

/** The reports that are to be written or are being written, and the promises that are to be kept. */
export function readReportDesk(db: Db, now: number): ReportDesk {
  const drafts = new Map(listDrafts(db).map((draft) => [draft.incidentId, draft]))
  const owed = listOwedReports(db, now, mostListed)
  const awaited = new Set(owed.map((debt) => debt.incidentId))
  const besides = [...drafts.values()].filter((draft) => !awaited.has(draft.incidentId))
  return {
    reports: [
      ...owed.map((debt): ReportInWork => {
        const { incidentId, title } = debt
        const draft = drafts.get(incidentId)
        return { incidentId, title, work: draft?.work ?? 'none', authorName: draft?.authorName ?? null, owed: debt }
      }),
      ...besides.map((draft): ReportInWork => ({ ...draft, owed: null })),
    ],
    items: listOpenItems(db, now),
  }
}

/** Runs a write of a report, reads what customers would see of it, and undoes it. What `run` throws is thrown. */
export function rehearseReport(db: Db, incidentId: string, run: (tx: Db) => void, now: number): IncidentReports {
  return rehearse(db, (tx) => {
    run(tx)
    return readIncidentReports(tx, incidentId, now)
  })
}

function listDrafts(db: Db) {
  const rows = db
    .select({ incidentId: incidents.id, title: incidents.title, report: reports, authorName: people.name })
    .from(reportVersions)
    .innerJoin(reports, eq(reports.incidentId, reportVersions.incidentId))
    .innerJoin(incidents, eq(incidents.id, reports.incidentId))
    .leftJoin(people, eq(people.id, reports.authorId))
    .where(and(isNull(reportVersions.publishedAt), isNull(reports.waivedAt), isNull(incidents.mergedIntoId)))
    .orderBy(asc(reportVersions.updatedAt))
    .limit(mostListed)
    .all()
  return rows.map(({ report, ...row }) => ({ ...row, work: workOf(report, true) }))
}

function listOpenItems(db: Db, now: number): OpenActionItem[] {
  return db
    .select({ item: actionItems, incidentTitle: incidents.title })
    .from(actionItems)
    .innerJoin(incidents, eq(incidents.id, actionItems.incidentId))
    .where(and(isNull(actionItems.doneAt), isNull(actionItems.droppedAt), isNull(incidents.mergedIntoId)))
    .orderBy(asc(actionItems.dueAt), asc(actionItems.id))
    .limit(mostListed)
    .all()
    .map(({ item, incidentTitle }) => ({ ...viewActionItem(item, now), incidentId: item.incidentId, incidentTitle }))
}

function workOf(row: ReportRow | null, hasDraft: boolean): ReportWork {
  if (!row || !hasDraft) return 'none'
  if (row.status !== 'in_review') return 'draft'
  return row.approvedAt === null ? 'in_review' : 'approved'
}

function markdownOf(text: ReportText, format: 'markdown' | 'html'): ReportText {
  if (format === 'markdown') return text
  return Object.fromEntries(reportSections.map((key) => [key, htmlToMarkdown(text[key])])) as ReportText
}

function nameOf(db: Db, personId: string): string {
  return db.select({ name: people.name }).from(people).where(eq(people.id, personId)).get()?.name ?? 'somebody'
}
