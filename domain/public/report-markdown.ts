import { dateOf } from '../calendar.ts'
import type { Db } from '../database.ts'
import { htmlToMarkdown, portableMarkdown } from '../markdown.ts'
import { reportHeadings, reportSections } from '../reports/reports.ts'
import { selectForwardedId, selectIncident } from './incident-rows.ts'
import { selectActionItems, selectVersions } from './report-rows.ts'
import { viewActionItem, type PublicActionItem } from './reports.ts'
import { readPublicPage } from './status-page.ts'

/**
 * An incident's newest published report as a Markdown document, or where an old permalink leads, or
 * null. `addressOf` makes a path the page's public address.
 */
export function readReportMarkdown(
  db: Db,
  id: string,
  addressOf: (path: string) => string,
  now: number,
): { markdown: string } | { forwardTo: string } | null {
  const incident = selectIncident(db, id)
  if (!incident) {
    const forwardTo = selectForwardedId(db, id)
    return forwardTo === null ? null : { forwardTo }
  }
  const versions = selectVersions(db, incident.id)
  const newest = versions.at(-1)
  if (!newest) return null
  const { name, timeZone } = readPublicPage(db)
  const kind = newest.isPreliminary ? 'Preliminary follow-up report' : 'Follow-up report'
  const facts = [
    `${name}, version ${versions.length}, published ${dateOf(newest.publishedAt, timeZone)}`,
    addressOf(`/incidents/${incident.id}`),
  ]
  const sections = reportSections.flatMap((key) => {
    const text = newest[key] ?? ''
    const markdown = newest.format === 'html' ? htmlToMarkdown(text) : portableMarkdown(text)
    return markdown.trim() === '' ? [] : [`## ${reportHeadings[key]}\n\n${markdown.trim()}`]
  })
  const items = selectActionItems(db, incident.id).map((item) => itemLine(viewActionItem(item, now), timeZone))
  const list = items.length > 0 ? [`## Action items\n\n${items.join('\n')}`] : []
  const title = `# ${kind}: ${escapeLine(incident.title)}`
  return { markdown: `${[title, facts.join('  \n'), ...sections, ...list].join('\n\n')}\n` }
}

function itemLine({ title, ownerRole, dueAt, state, doneAt, dropped }: PublicActionItem, timeZone: string): string {
  const day = (at: number | null) => (at === null ? '' : ` ${dateOf(at, timeZone)}`)
  const words = {
    open: `due${day(dueAt)}`,
    late: `late, due${day(dueAt)}`,
    done: `done${day(doneAt)}`,
    dropped: `dropped${day(dropped?.at ?? null)}: ${escapeLine(dropped?.reason ?? '')}`,
  }
  return `- [${state === 'done' ? 'x' : ' '}] ${escapeLine(title)} (${escapeLine(ownerRole)}, ${words[state]})`
}

function escapeLine(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&')
}
