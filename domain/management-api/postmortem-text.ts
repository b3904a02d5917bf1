import { reportHeadings, reportSections, type ReportSection, type ReportText } from '../reports/reports.ts'

/**
 * A follow-up report as the one text that Statuspage's post-mortem is, and back: each section stands
 * below its heading. Text without any of the headings is all of it about what happened.
 */

/** The one text of a report; of a single section without its heading. */
export function postmortemBody(text: ReportText): string {
  const sections = reportSections.filter((section) => text[section].trim() !== '')
  const [only] = sections
  if (sections.length === 1 && only === 'happened') return text.happened
  return sections.map((section) => `## ${reportHeadings[section]}\n\n${text[section].trim()}`).join('\n\n')
}

const names = new Map<string, ReportSection>(reportSections.map((section) => [plain(reportHeadings[section]), section]))
/** What people at other pages call the same. */
const otherNames: readonly [string, ReportSection][] = [
  ['overview', 'summary'],
  ['impact', 'affected'],
  ['who was affected', 'affected'],
  ['what happened', 'happened'],
  ['root cause', 'happened'],
  ['next steps', 'prevention'],
  ['prevention', 'prevention'],
  ['action items', 'prevention'],
  ['what are we doing', 'prevention'],
]
for (const [name, section] of otherNames) names.set(name, section)

/** A report's sections in a text with headings in Markdown. */
export function sectionsOf(body: string): ReportText {
  const text: ReportText = { summary: '', affected: '', happened: '', prevention: '', customerAction: '' }
  let section: ReportSection = 'happened'
  let isInCode = false
  for (const line of body.replace(/\r\n?/g, '\n').split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) isInCode = !isInCode
    const heading = isInCode ? null : /^ {0,3}#{1,6}\s+(.+?)\s*#*$/.exec(line)
    const named = heading ? names.get(plain(heading[1] ?? '')) : undefined
    if (named) section = named
    else text[section] += `${line}\n`
  }
  for (const name of reportSections) text[name] = text[name].trim()
  return text
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[*_`’'?!:]/g, '')
    .trim()
}
