import { and, eq, isNull } from 'drizzle-orm'
import { reports } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { selectOwing, selectReportPolicy } from '../public/report-rows.ts'
import { ensureReport } from './report-record.ts'

/**
 * Keeps the dates of the reports that are owed, because the page's policy is about to change: a new
 * one holds for incidents that end after it, and takes back nothing that customers were told. Within
 * the transaction of that change, before it.
 */
export function keepOwedReports(tx: Db, now: number): void {
  for (const { incidentId, dates } of selectOwing(tx, selectReportPolicy(tx), { limit: Number.MAX_SAFE_INTEGER })) {
    ensureReport(tx, incidentId, now)
    tx.update(reports)
      .set({ ...dates, updatedAt: now })
      .where(and(eq(reports.incidentId, incidentId), isNull(reports.dueAt)))
      .run()
  }
}
