import type { Impact } from '../status.ts'

const hourMs = 3_600_000
const preliminaryWithinHours = 72
const finalWithinHours = 14 * 24

/** Whether an incident of this impact owes its readers a follow-up report by default. */
export function owesReport(impact: Impact): boolean {
  return impact === 'major' || impact === 'critical'
}

/** When a report that is owed is due, counted from the incident's end: a preliminary one in 72 hours, the final one in 14 days. */
export function reportDueDates(resolvedAt: number): { preliminaryDueAt: number; dueAt: number } {
  return {
    preliminaryDueAt: resolvedAt + preliminaryWithinHours * hourMs,
    dueAt: resolvedAt + finalWithinHours * hourMs,
  }
}

/** The four headings, in their order, and the optional fifth. */
export const reportHeadings = {
  summary: 'Summary',
  affected: 'Who was affected?',
  happened: 'What happened?',
  prevention: 'What are we doing to make sure it doesn’t happen again?',
  customerAction: 'What can you do?',
} as const
