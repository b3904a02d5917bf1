import { impacts } from '#db/schema/incidents'
import { dayOf } from '../calendar.ts'
import type { Db } from '../database.ts'
import { cleanLine } from '../input.ts'
import { reportSections } from '../reports/reports.ts'
import type { IncidentFilters } from '../search/incident-filters.ts'
import { markWords, matchingLine, rankTexts, readSearchWords } from '../search/search-words.ts'
import type { MarkedText, SearchWord } from '../search/search-words.ts'
import type { Impact } from '../status.ts'
import { textToPlain, type TextFormat } from '../text.ts'
import { selectFittingNumbers, selectIncidentsOf } from './incident-rows.ts'
import { selectIncidentParts, summarizeIncident, type PublicIncidentSummary } from './incidents.ts'
import { selectNewestTexts } from './report-rows.ts'
import { selectComponent, selectComponents } from './rows.ts'
import { readPublicPage, type PublicPage } from './status-page.ts'

export const resultsPerPage = 20
const longestQuery = 200

/** What an address asks for, as it stands there; empty is nothing. */
export interface HistoryQuery {
  q: string
  component: string
  impact: string
  from: string
  to: string
  /** 1 is the newest. */
  number: number
}

/** What of an address can't be used, and so narrows nothing. */
export type QueryProblem =
  'no_words' | 'unknown_component' | 'unknown_impact' | 'invalid_from' | 'invalid_to' | 'reversed_dates'

export interface SearchResult {
  incident: PublicIncidentSummary
  title: MarkedText[]
  /** The line that shows why it was found; null where the title alone does, or no words were asked for. */
  line: MarkedText[] | null
  isLineOfReport: boolean
}

export interface HistorySearch {
  page: PublicPage
  /** What is looked for, cleaned; what can't be used is empty. */
  query: HistoryQuery
  problems: QueryProblem[]
  components: { slug: string; name: string }[]
  component: { slug: string; name: string } | null
  pages: number
  total: number
  results: SearchResult[]
}

/** Whether an address asks for more than the months of all components or of one. */
export function isSearch({ q, impact, from, to }: HistoryQuery): boolean {
  return [q, impact, from, to].some((value) => value !== '')
}

/**
 * The public incidents and maintenances that fit, the newest first: every word in the title, in an
 * update or in the report, and the component, the impact and the days. Numbers past the end give the last page.
 */
export function readHistorySearch(db: Db, asked: HistoryQuery): HistorySearch {
  const page = readPublicPage(db)
  const component = asked.component === '' ? null : (selectComponent(db, asked.component) ?? null)
  const { query, words, filters, problems } = understand(asked, component, page.timeZone)
  const fitting = problems.includes('reversed_dates') ? [] : selectFittingNumbers(db, filters)
  const total = fitting.length
  const pages = Math.max(1, Math.ceil(total / resultsPerPage))
  const number = Math.min(Math.max(1, asked.number), pages)
  const rows = selectIncidentsOf(db, fitting.slice((number - 1) * resultsPerPage, number * resultsPerPage))
  const parts = selectIncidentParts(db, rows)
  const reported = rows.map((row) => row.id).filter((id) => parts.reported.has(id))
  const reports = new Map(selectNewestTexts(db, reported).map((report) => [report.incidentId, report]))
  return {
    page,
    query: { ...query, number },
    problems,
    components: selectComponents(db).map(({ slug, name }) => ({ slug, name })),
    component: component && { slug: component.slug, name: component.name },
    pages,
    total,
    results: rows.map((row) => ({
      incident: summarizeIncident(row, parts),
      title: markWords(row.title, words),
      ...lineOf(textsOf(parts.updates.get(row.id) ?? [], reports.get(row.id)), words),
    })),
  }
}

function understand(asked: HistoryQuery, component: { id: string; slug: string } | null, timeZone: string) {
  const q = cleanLine(asked.q).slice(0, longestQuery)
  const words = readSearchWords(q)
  const impact = impacts.find((known): known is Impact => known === asked.impact)
  const [first, last] = [dayOf(asked.from, timeZone), dayOf(asked.to, timeZone)]
  const problems: [QueryProblem, boolean][] = [
    ['no_words', q !== '' && words.length === 0],
    ['unknown_component', asked.component !== '' && component === null],
    ['unknown_impact', asked.impact !== '' && impact === undefined],
    ['invalid_from', asked.from !== '' && first === null],
    ['invalid_to', asked.to !== '' && last === null],
    ['reversed_dates', first !== null && last !== null && first.from > last.from],
  ]
  const filters: IncidentFilters = {
    words,
    ...(component ? { componentId: component.id } : {}),
    ...(impact ? { impact } : {}),
    ...(first ? { from: first.from } : {}),
    ...(last ? { to: last.to } : {}),
  }
  return {
    query: {
      q,
      component: component?.slug ?? '',
      impact: impact ?? '',
      from: first?.date ?? '',
      to: last?.date ?? '',
      number: asked.number,
    },
    words,
    filters,
    problems: problems.filter(([, holds]) => holds).map(([problem]) => problem),
  }
}

interface Text {
  text: string
  format: TextFormat
  isReport: boolean
}

/** What was written of an incident, the newest update first, then its report. */
function textsOf(
  updates: readonly { body: string; bodyFormat: TextFormat }[],
  report: ReturnType<typeof selectNewestTexts>[number] | undefined,
): Text[] {
  const sections = report ? reportSections.map((section) => report[section] ?? '') : []
  return [
    ...updates.map(({ body, bodyFormat }) => ({ text: body, format: bodyFormat, isReport: false })),
    ...sections.map((text) => ({ text, format: report?.format ?? 'markdown', isReport: true })),
  ]
}

/** Texts are ranked as they were written, and rendered, which takes much longer, one by one until one matches. */
function lineOf(texts: readonly Text[], words: readonly SearchWord[]): Pick<SearchResult, 'line' | 'isLineOfReport'> {
  const ranked = rankTexts(
    texts.map(({ text }) => text),
    words,
  )
  for (const place of ranked) {
    const { text, format, isReport } = texts[place] as Text
    const line = matchingLine([textToPlain(text, format)], words)
    if (line) return { line, isLineOfReport: isReport }
  }
  return { line: null, isLineOfReport: false }
}
