import type { ReportWork } from '#domain/team/reports'

/** How far the next version of a report is, as a sentence. */
export function workWords(work: ReportWork, authorName: string | null): string {
  const by = authorName === null ? '' : ` by ${authorName}`
  const words: Record<ReportWork, string> = {
    none: 'Nothing is written yet.',
    draft: `A draft was changed last${by}.`,
    in_review: `In review; changed last${by}.`,
    approved: 'Approved: it can be published.',
  }
  return authorName === null && work === 'draft' ? 'There is a draft.' : words[work]
}
