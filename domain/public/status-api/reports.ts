import type { Db } from '../../database.ts'
import { reportHeadings, reportSections } from '../../reports/reports.ts'
import { textToInlineHtml } from '../../text.ts'
import { selectNewestTexts } from '../report-rows.ts'

/** A published follow-up report as one text: what Statuspage calls a post-mortem. */
export interface ToldReport {
  /** With a heading above each section, unless there is only one. */
  html: string
  /** When the newest version was published. */
  publishedAt: number
}

/** The newest published report of each incident that has one. */
export function readToldReports(db: Db, incidentIds: readonly string[]): Map<string, ToldReport> {
  return new Map(
    selectNewestTexts(db, incidentIds).map(({ incidentId, publishedAt, format, ...texts }) => {
      const sections = reportSections
        .map((key) => ({ heading: reportHeadings[key], html: textToInlineHtml(texts[key] ?? '', format) }))
        .filter((section) => section.html !== '')
      const [only] = sections
      const html =
        only && sections.length === 1
          ? only.html
          : sections.map(({ heading, html }) => `<h3>${heading}</h3>${inParagraph(html)}`).join('')
      return [incidentId, { html, publishedAt }]
    }),
  )
}

/** Text without blocks of its own needs one below a heading. */
function inParagraph(html: string): string {
  return /^<(?:p|ul|ol|table|blockquote|h\d|hr|pre)[\s/>]/.test(html) ? html : `<p>${html}</p>`
}
