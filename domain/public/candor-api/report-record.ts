import { reportHeadings, type ReportDebt } from '../../reports/reports.ts'
import type { IncidentReports, PublicActionItem } from '../reports.ts'
import { iso, isoOrNull } from './instants.ts'
import type { ActionItemRecord } from './schemas.ts'

/** All that is public of an incident's follow-up report. */
export function recordOfReports({ newest, versions, actionItems, debt, waived }: IncidentReports) {
  return {
    published: newest && {
      number: newest.number,
      is_preliminary: newest.isPreliminary,
      published_at: iso(newest.publishedAt),
      sections: newest.sections.map(({ key, html }) => ({ key, heading: reportHeadings[key], html })),
    },
    versions: versions.map(({ number, isPreliminary, publishedAt }) => ({
      number,
      is_preliminary: isPreliminary,
      published_at: iso(publishedAt),
    })),
    due: debt && recordOfDebt(debt),
    waived: waived && { at: iso(waived.at), reason: waived.reason },
    action_items: actionItems.map(recordOfActionItem),
  }
}

/** What is still awaited, and how late it is. */
export function recordOfDebt({ awaits, dueAt, finalDueAt, lateByMs }: ReportDebt) {
  return {
    awaits,
    due_at: iso(dueAt),
    final_due_at: iso(finalDueAt),
    is_late: lateByMs > 0,
    late_by_seconds: lateByMs / 1_000,
  }
}

export function recordOfActionItem(item: PublicActionItem): ActionItemRecord {
  return {
    id: item.id,
    title: item.title,
    owner_role: item.ownerRole,
    due_at: isoOrNull(item.dueAt),
    state: item.state,
    late_by_seconds: item.lateByMs / 1_000,
    done_at: isoOrNull(item.doneAt),
    dropped_at: isoOrNull(item.dropped?.at ?? null),
    dropped_reason: item.dropped?.reason ?? null,
  }
}
