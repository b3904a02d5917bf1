import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import { textToInlineHtml } from '../../text.ts'
import { readHistoryPage, type HistoryMonth } from '../history-page.ts'
import { selectUpdates } from '../incident-rows.ts'
import type { PublicIncidentSummary } from '../incidents.ts'
import { componentObjects, pageObject } from './objects.ts'
import type { HistoryDocument } from './schemas.ts'
import { markupOfIncident, markupOfInstant } from './shown-times.ts'
import { readPageAndComponents, type StatusApi } from './status-api.ts'
import type { Times } from './times.ts'

export type ToldHistory = Pick<StatusApi, 'page' | 'components'> & {
  months: readonly HistoryMonth[]
  /** The newest words of each incident, as HTML. */
  messages: ReadonlyMap<string, string>
}

/** Three months of what ended in them, as the page's own history shows them; page 1 is the newest. */
export function readToldHistory(db: Db, number: number, url: string, now: number): ToldHistory {
  const { months } = readHistoryPage(db, { number, componentSlug: null }, now)
  const ids = months.flatMap((month) => month.incidents.map((incident) => incident.id))
  const updates = groupBy(selectUpdates(db, ids), (update) => update.incidentId)
  const messages = [...updates].map(([id, [newest]]): [string, string] => [
    id,
    newest ? textToInlineHtml(newest.body, newest.bodyFormat) : '',
  ])
  return { ...readPageAndComponents(db, url, now), months, messages: new Map(messages) }
}

/** `/history.json`: the object behind a Statuspage's history, by which importers find every incident. */
export function historyDocument(history: ToldHistory): HistoryDocument {
  const { page, months } = history
  const { id, name, url, time_zone, updated_at } = pageObject(page)
  const own = { page_description: page.description, support_url: page.supportUrl }
  const range = { from: months.at(-1)?.from ?? 0, to: months[0]?.to ?? 0 }
  return {
    page_status: { page: { id, name, domain: new URL(url).host, url, time_zone, ...own, updated_at } },
    components: componentObjects(history),
    months: months.map((month) => monthObject(month, history)),
    show_component_filter: false,
    show_uptime_calendar: true,
    component_filter: null,
    start_time: page.times.stamp(range.from),
    end_time: page.times.stamp(range.to - 1),
  }
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function monthObject({ year, month, incidents }: HistoryMonth, { page, messages }: ToldHistory) {
  return {
    name: monthNames[month - 1] as string,
    year,
    starts_on: new Date(Date.UTC(year, month - 1, 1)).getUTCDay(),
    days: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    incidents: incidents.map((incident) => ({
      code: incident.id,
      name: incident.title,
      message: messages.get(incident.id) ?? '',
      impact: incident.impact,
      timestamp: timestampOf(incident, page.times),
    })),
  }
}

/** From its start to its end, or its start alone while it lasts. */
function timestampOf({ startedAt, resolvedAt }: PublicIncidentSummary, times: Times): string {
  return resolvedAt === null ? markupOfInstant(startedAt, times) : markupOfIncident(startedAt, resolvedAt, times)
}
