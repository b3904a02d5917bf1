import { viewVersion, type PublicReport } from '#domain/public/reports'
import type { ReportText } from '#domain/reports/reports'

/** A text as the page would show it once it is published. */
export function previewOf(text: ReportText, isPreliminary: boolean, now: number): PublicReport {
  return viewVersion({ ...text, isPreliminary, format: 'markdown', publishedAt: now }, 0)
}
