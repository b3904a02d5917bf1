import type { Db } from '../database.ts'
import {
  actionStateAt,
  debtAt,
  reportSections,
  type ActionState,
  type ReportDebt,
  type ReportPolicy,
  type ReportSection,
} from '../reports/reports.ts'
import { excerptOf, textToHtml, type TextFormat } from '../text.ts'
import {
  countReports,
  selectActionItems,
  selectOwing,
  selectReportList,
  selectReportPolicy,
  selectVersions,
  type OwingRow,
} from './report-rows.ts'
import { readPublicPage, type PublicPage } from './status-page.ts'

const reportsPerPage = 20
/** As many debts as a list shows; the rest are counted. */
const mostDebts = 50

export interface PublicReportVersion {
  /** 1 is the first that was published. */
  number: number
  isPreliminary: boolean
  publishedAt: number
}

/** A published version with its text. */
export interface PublicReport extends PublicReportVersion {
  /** Safe HTML by heading, in their order; headings without text are left out. */
  sections: { key: ReportSection; html: string }[]
}

export interface PublicActionItem {
  id: string
  title: string
  ownerRole: string
  dueAt: number | null
  state: ActionState
  /** Milliseconds since its day was over; 0 unless it is late. */
  lateByMs: number
  doneAt: number | null
  dropped: { at: number; reason: string } | null
}

/** All that customers may read of an incident's follow-up report. */
export interface IncidentReports {
  /** The newest published version; null where none is. */
  newest: PublicReport | null
  /** Every published version, the newest first. */
  versions: PublicReportVersion[]
  actionItems: PublicActionItem[]
  /** What is still awaited; null where nothing is. */
  debt: ReportDebt | null
  /** Set where an owner said that no report is planned. */
  waived: { at: number; reason: string } | null
  /** When the final one was or is due; null where none is owed. */
  dueAt: number | null
}

/** What is public of the report of an incident that was read as public. */
export function readIncidentReports(db: Db, incidentId: string, now: number): IncidentReports {
  const versions = selectVersions(db, incidentId).map(viewVersion)
  const [owing] = selectOwing(db, selectReportPolicy(db), { incidentId })
  return {
    newest: versions.at(-1) ?? null,
    versions: versions
      .map(({ number, isPreliminary, publishedAt }) => ({ number, isPreliminary, publishedAt }))
      .reverse(),
    actionItems: selectActionItems(db, incidentId).map((item) => viewActionItem(item, now)),
    debt: owing ? debtOf(owing, now) : null,
    waived: owing?.waivedAt ? { at: owing.waivedAt, reason: owing.waivedReason ?? '' } : null,
    dueAt: owing?.dates.dueAt ?? null,
  }
}

/** One published version by its number; null where there is no such one. */
export function readReportVersion(db: Db, incidentId: string, number: number): PublicReport | null {
  const version = selectVersions(db, incidentId)[number - 1]
  return version ? viewVersion(version, number - 1) : null
}

export interface ReportSummary {
  incidentId: string
  title: string
  startedAt: number
  resolvedAt: number | null
  publishedAt: number
  isPreliminary: boolean
  versions: number
  /** How it begins, as plain text. */
  excerpt: string
}

export interface OwedReport extends ReportDebt {
  incidentId: string
  title: string
  resolvedAt: number
}

export interface ReportsPage {
  page: PublicPage
  policy: ReportPolicy
  /** 1 is the newest. */
  number: number
  pages: number
  total: number
  reports: ReportSummary[]
  /** What is awaited, the latest first; on the first page only. */
  owed: OwedReport[]
  /** Whether more is awaited than `owed` holds. */
  hasMoreOwed: boolean
}

/** Every published report, the newest first, after those that are owed. Numbers past the end give the last page. */
export function readReportsPage(db: Db, asked: number, now: number): ReportsPage {
  const total = countReports(db)
  const pages = Math.max(1, Math.ceil(total / reportsPerPage))
  const number = Math.min(Math.max(1, asked), pages)
  const rows = selectReportList(db, reportsPerPage, (number - 1) * reportsPerPage)
  const owed = number === 1 ? listOwedReports(db, now, mostDebts + 1) : []
  return {
    page: readPublicPage(db),
    policy: selectReportPolicy(db),
    number,
    pages,
    total,
    reports: rows.map(({ format, summary, happened, ...row }) => ({
      ...row,
      excerpt: excerptOf(summary || happened, format),
    })),
    owed: owed.slice(0, mostDebts),
    hasMoreOwed: owed.length > mostDebts,
  }
}

/** The reports that readers wait for, those that are due first coming first. */
export function listOwedReports(db: Db, now: number, limit: number): OwedReport[] {
  return selectOwing(db, selectReportPolicy(db), { isAwaited: true, limit })
    .flatMap((owing) => {
      const debt = debtOf(owing, now)
      const { incidentId, title, resolvedAt } = owing
      return debt ? [{ incidentId, title, resolvedAt, ...debt }] : []
    })
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** A version as customers read it; `index` is its place among the published ones. */
export function viewVersion(version: ReportColumns & { publishedAt: number }, index: number): PublicReport {
  return {
    number: index + 1,
    isPreliminary: version.isPreliminary,
    publishedAt: version.publishedAt,
    sections: reportSections
      .map((key) => ({ key, html: textToHtml(version[key] ?? '', version.format) }))
      .filter((section) => section.html !== ''),
  }
}

type ReportColumns = Record<Exclude<ReportSection, 'customerAction'>, string> & {
  customerAction: string | null
  format: TextFormat
  isPreliminary: boolean
}

type ActionItemColumns = Omit<
  ReturnType<typeof selectActionItems>[number],
  'incidentId' | 'incidentTitle' | 'createdAt'
>

/** An action item as customers read it. */
export function viewActionItem(item: ActionItemColumns, now: number): PublicActionItem {
  const { id, title, ownerRole, dueAt, doneAt, droppedAt, droppedReason } = item
  const state = actionStateAt(item, now)
  return {
    id,
    title,
    ownerRole,
    dueAt,
    state,
    lateByMs: state === 'late' && dueAt !== null ? now - dueAt : 0,
    doneAt,
    dropped: droppedAt === null ? null : { at: droppedAt, reason: droppedReason ?? '' },
  }
}

/** What is still awaited of a report that is owed; null where it came whole or was excused. */
function debtOf({ waivedAt, hasFinal, hasPreliminary, dates }: OwingRow, now: number): ReportDebt | null {
  return waivedAt !== null || hasFinal ? null : debtAt(dates, hasPreliminary, now)
}
