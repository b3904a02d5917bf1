import type { Impact } from '../status.ts'

const hourMs = 3_600_000

/** What the page's owner decided of reports; see the page's settings. */
export interface ReportPolicy {
  /** The mildest impact that owes one; `none` where no incident owes one by itself. */
  reportsOwedFrom: Impact
  preliminaryReportHours: number
  finalReportDays: number
}

/** The page's settings that make the policy up, by their names. */
export const policySettings = ['reportsOwedFrom', 'preliminaryReportHours', 'finalReportDays'] as const

const mildestFirst: readonly Impact[] = ['none', 'maintenance', 'minor', 'major', 'critical']

/** The impacts that owe their readers a follow-up report. */
export function owingImpacts({ reportsOwedFrom }: Pick<ReportPolicy, 'reportsOwedFrom'>): Impact[] {
  return reportsOwedFrom === 'none' ? [] : mildestFirst.slice(mildestFirst.indexOf(reportsOwedFrom))
}

export interface ReportDueDates {
  preliminaryDueAt: number
  dueAt: number
}

/** When a report that is owed is due, counted from the incident's end: a preliminary one in hours, the final one in days of 24 hours. */
export function reportDueDates(resolvedAt: number, policy: ReportPolicy): ReportDueDates {
  return {
    preliminaryDueAt: resolvedAt + policy.preliminaryReportHours * hourMs,
    dueAt: resolvedAt + policy.finalReportDays * 24 * hourMs,
  }
}

/** What an incident's readers still wait for. */
export interface ReportDebt {
  awaits: 'preliminary' | 'final'
  dueAt: number
  /** Milliseconds by which it is late; 0 while it can still come in time. */
  lateByMs: number
  /** When the final one is due, which may be the one that is awaited. */
  finalDueAt: number
}

/** What is due next of a report that is owed: the preliminary one until it is published or the final one is due. */
export function debtAt({ preliminaryDueAt, dueAt }: ReportDueDates, hasPreliminary: boolean, now: number): ReportDebt {
  const awaits = hasPreliminary || preliminaryDueAt >= dueAt || now > dueAt ? 'final' : 'preliminary'
  const due = awaits === 'final' ? dueAt : preliminaryDueAt
  return { awaits, dueAt: due, lateByMs: Math.max(0, now - due), finalDueAt: dueAt }
}

/** The four headings, in their order, and the optional fifth. */
export const reportHeadings = {
  summary: 'Summary',
  affected: 'Who was affected?',
  happened: 'What happened?',
  prevention: 'What are we doing to make sure it doesn’t happen again?',
  customerAction: 'What can you do?',
} as const

export type ReportSection = keyof typeof reportHeadings
export type ReportText = Record<ReportSection, string>

export const reportSections = Object.keys(reportHeadings) as ReportSection[]

/** The headings under which something must stand before a report can be published: for a preliminary one the summary alone. */
export function missingSections(text: ReportText, isPreliminary: boolean): ReportSection[] {
  const needed: ReportSection[] = isPreliminary ? ['summary'] : ['summary', 'affected', 'happened', 'prevention']
  return needed.filter((section) => text[section].trim() === '')
}

export const actionStates = ['open', 'late', 'done', 'dropped'] as const
export type ActionState = (typeof actionStates)[number]

/** How an action item stands: late is what is open past its day. */
export function actionStateAt(
  item: { dueAt: number | null; doneAt: number | null; droppedAt: number | null },
  now: number,
): ActionState {
  if (item.droppedAt !== null) return 'dropped'
  if (item.doneAt !== null) return 'done'
  return item.dueAt !== null && now > item.dueAt ? 'late' : 'open'
}
