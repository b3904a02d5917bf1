import { and, count, desc, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { customerLinks, incidents, incidentUpdates } from '#db/schema/incidents'
import { dayOf } from '../calendar.ts'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { cleanLine } from '../input.ts'
import { readPage } from '../page.ts'
import { fitsFilters } from '../search/incident-filters.ts'
import { matchingLine, rankTexts, readSearchWords, type MarkedText, type SearchWord } from '../search/search-words.ts'
import { textToPlain } from '../text.ts'
import { summarizeForTeam, type IncidentList } from './incidents.ts'

const perPage = 50
const longestQuery = 200

export const searchedStates = ['open', 'ended', 'internal'] as const
export type SearchedState = (typeof searchedStates)[number]

/** What an address asks for, as it stands there; empty is nothing. */
export interface TeamQuery {
  q: string
  /** A component's id. */
  component: string
  /** ISO dates, both of them included. */
  from: string
  to: string
  state: string
  /** 1 is the newest. */
  number: number
}

export interface TeamSearch extends IncidentList {
  /** The line that shows why it was found, by the incident's id; missing where the title does. */
  lines: Record<string, MarkedText[]>
}

/** Whether an address asks for less than everything. */
export function isNarrowed({ q, component, from, to, state }: TeamQuery): boolean {
  return [q, component, from, to, state].some((value) => value !== '')
}

/**
 * Incidents and maintenances that fit, internal ones too, the newest news first: every word in the
 * title, an update or the report, or in a linked customer's reference or name; of a component; within
 * days of the page's calendar. What can't be understood narrows nothing. For the team only.
 */
export function searchIncidents(db: Db, query: TeamQuery, now: number): TeamSearch {
  const { timeZone } = readPage(db)
  const words = readSearchWords(cleanLine(query.q).slice(0, longestQuery))
  const [first, last] = [dayOf(query.from, timeZone), dayOf(query.to, timeZone)]
  const filters = {
    ...(query.component === '' ? {} : { componentId: query.component }),
    ...(first ? { from: first.from } : {}),
    ...(last ? { to: last.to } : {}),
  }
  const fits = and(fitsState(query.state), fitsFilters(filters, 'team'), holds(words, cleanLine(query.q)))
  const total = db.select({ total: count() }).from(incidents).where(fits).get()?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / perPage))
  const number = Math.min(Math.max(1, query.number), pages)
  const rows = db
    .select()
    .from(incidents)
    .where(fits)
    .orderBy(desc(incidents.latestUpdateAt), desc(incidents.number))
    .limit(perPage)
    .offset((number - 1) * perPage)
    .all()
  const ids = rows.map(({ id }) => id)
  return { number, pages, total, incidents: summarizeForTeam(db, rows, now), lines: linesOf(db, ids, words) }
}

function fitsState(asked: string): SQL | undefined {
  const state = searchedStates.find((known) => known === asked)
  if (state === 'open') return isNull(incidents.resolvedAt)
  if (state === 'ended') return isNotNull(incidents.resolvedAt)
  return state === 'internal' ? isNull(incidents.publishedAt) : undefined
}

function holds(words: readonly SearchWord[], typed: string): SQL | undefined {
  if (words.length === 0) return undefined
  const customer = sql`${incidents.id} in (
    select ${customerLinks.incidentId} from ${customerLinks}
    where instr(lower(${customerLinks.reference}), ${typed.toLowerCase()}) > 0
      or instr(lower(${customerLinks.name}), ${typed.toLowerCase()}) > 0)`
  return or(fitsFilters({ words }, 'team'), customer)
}

function linesOf(db: Db, ids: readonly string[], words: readonly SearchWord[]): Record<string, MarkedText[]> {
  if (ids.length === 0 || words.length === 0) return {}
  const updates = db
    .select({
      incidentId: incidentUpdates.incidentId,
      body: incidentUpdates.body,
      bodyFormat: incidentUpdates.bodyFormat,
    })
    .from(incidentUpdates)
    .where(inArray(incidentUpdates.incidentId, [...ids]))
    .orderBy(desc(incidentUpdates.happenedAt))
    .all()
  const lines: Record<string, MarkedText[]> = {}
  for (const [id, own] of groupBy(updates, (update) => update.incidentId)) {
    const [place] = rankTexts(
      own.map(({ body }) => body),
      words,
    )
    const best = own[place ?? -1]
    const line = best && matchingLine([textToPlain(best.body, best.bodyFormat)], words)
    if (line) lines[id] = line
  }
  return lines
}
