import { lastDays, monthBack, monthsSince, type CalendarDay, type CalendarMonth } from '../calendar.ts'
import type { Db } from '../database.ts'
import { summarizeIncidents, type PublicIncidentSummary } from './incidents.ts'
import {
  selectComponentIncidents,
  selectEndedIncidents,
  selectOldestEnd,
  selectOpenIncidents,
} from './incident-rows.ts'
import { selectComponent, selectComponents, selectWindows } from './rows.ts'
import { barDays, readPublicPage, viewComponent, type PublicComponent, type PublicPage } from './status-page.ts'

export const monthsPerPage = 3
const componentIncidents = 25

export interface HistoryMonth extends CalendarMonth {
  /** Open ones that began in it, then what ended in it, newest first. */
  incidents: PublicIncidentSummary[]
}

export interface HistoryPage {
  page: PublicPage
  /** 1 is the newest. */
  number: number
  pages: number
  months: HistoryMonth[]
  components: { slug: string; name: string }[]
  /** The component that the list is narrowed to; null for all. */
  component: { slug: string; name: string } | null
  /** Set where a slug was asked for that no public component has. */
  unknownComponent: boolean
}

/**
 * Three calendar months of what ended in them, as Statuspage files it, and of what began in them and
 * is still open; page 1 begins with the current month. Numbers past the end give the last page.
 */
export function readHistoryPage(
  db: Db,
  options: { number: number; componentSlug: string | null },
  now: number,
): HistoryPage {
  const page = readPublicPage(db)
  const component = options.componentSlug === null ? null : (selectComponent(db, options.componentSlug) ?? null)
  const open = selectOpenIncidents(db, component?.id).filter((row) => row.status !== 'scheduled')
  const oldest = Math.min(selectOldestEnd(db) ?? now, now, ...open.map((row) => row.startedAt))
  const monthCount = monthsSince(oldest, now, page.timeZone) + 1
  const pages = Math.max(1, Math.ceil(monthCount / monthsPerPage))
  const number = Math.min(Math.max(1, options.number), pages)
  const months: HistoryMonth[] = []
  for (let back = (number - 1) * monthsPerPage; back < number * monthsPerPage; back++) {
    const month = monthBack(back, now, page.timeZone)
    const begun = open.filter((row) => row.startedAt >= month.from && row.startedAt < month.to)
    const rows = [...begun, ...selectEndedIncidents(db, month.from, month.to, component?.id)]
    months.push({ ...month, incidents: summarizeIncidents(db, rows) })
  }
  return {
    page,
    number,
    pages,
    months,
    components: selectComponents(db).map(({ slug, name }) => ({ slug, name })),
    component: component && { slug: component.slug, name: component.name },
    unknownComponent: options.componentSlug !== null && component === null,
  }
}

export interface ComponentPage {
  page: PublicPage
  component: PublicComponent
  /** Open ones first, then the newest 25. */
  incidents: PublicIncidentSummary[]
}

/** A component's own page; null where no public component has the slug. */
export function readComponentPage(db: Db, slug: string, now: number): ComponentPage | null {
  const row = selectComponent(db, slug)
  if (!row) return null
  const page = readPublicPage(db)
  const days = lastDays(barDays, now, page.timeZone)
  const windows = selectWindows(db, (days[0] as CalendarDay).from, now + 1, row.id)
  return {
    page,
    component: viewComponent(row, windows, days, now),
    incidents: summarizeIncidents(db, selectComponentIncidents(db, row.id, componentIncidents)),
  }
}
