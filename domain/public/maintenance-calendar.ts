import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { Db } from '../database.ts'
import { textToPlain } from '../text.ts'
import { selectComponent } from './rows.ts'
import { selectNewestMaintenances } from './status-api-rows.ts'
import type { ToldComponents } from './status-api/components.ts'
import { tellIncidents, type ToldIncident } from './status-api/incidents.ts'
import { readPageAndComponents, type ToldPage } from './status-api/status-api.ts'

/** Far more than any page plans; the latest plans stay. */
const mostEvents = 200
const hourSeconds = 3_600
const shortestMs = 60_000

export interface MaintenanceCalendar {
  page: ToldPage
  components: ToldComponents
  /** The component that it is narrowed to; null for all. */
  componentName: string | null
  /** The page of the same things for people. */
  pageUrl: string
  maintenances: ToldIncident[]
}

/** The page's maintenances, past and cancelled ones too; of one component where a slug is given, null where none has it. */
export function readMaintenanceCalendar(
  db: Db,
  slug: string | null,
  url: string,
  now: number,
): MaintenanceCalendar | null {
  const component = slug === null ? null : selectComponent(db, slug)
  if (component === undefined) return null
  return {
    ...readPageAndComponents(db, url, now),
    componentName: component?.name ?? null,
    pageUrl: component ? `${url}/components/${encodeURIComponent(component.slug)}` : url,
    maintenances: tellIncidents(db, selectNewestMaintenances(db, mostEvents, component?.id)),
  }
}

/**
 * The calendar as iCalendar (RFC 5545). Times are in UTC, which every calendar shows in its reader's
 * zone; a moved or cancelled maintenance keeps its UID and has a higher SEQUENCE.
 */
export function calendarDocument(calendar: MaintenanceCalendar): string {
  const { page, componentName, maintenances } = calendar
  const subject = componentName === null ? page.name : `${page.name}: ${componentName}`
  const written = new ICalCalendar({
    prodId: { company: 'Candor', product: 'Status page', language: 'EN' },
    name: `${subject} maintenance`,
    method: ICalCalendarMethod.PUBLISH,
    url: calendar.pageUrl,
    ttl: hourSeconds,
    events: maintenances.map((maintenance) => eventOf(maintenance, calendar)),
  }).toString()
  // Every line ends in a break (RFC 5545, 3.1), the last one too.
  return `${written}\r\n`
}

function eventOf(maintenance: ToldIncident, { page, components }: MaintenanceCalendar) {
  const { from, until } = timesOf(maintenance)
  const names = maintenance.componentIds.flatMap((id) => components.known.get(id)?.name ?? [])
  const newest = maintenance.updates[0]
  const url = `${page.url}/incidents/${maintenance.id}`
  return {
    id: `${maintenance.id}@${new URL(page.url).hostname}`,
    // Every move, extension and cancellation writes an update, and nothing takes one away.
    sequence: maintenance.updates.length - 1,
    start: new Date(from),
    end: new Date(until),
    stamp: new Date(maintenance.updatedAt),
    created: new Date(maintenance.createdAt),
    lastModified: new Date(maintenance.updatedAt),
    summary: maintenance.name,
    description: [
      newest ? textToPlain(newest.body, 'html') : '',
      ...(names.length > 0 ? [`Affects: ${names.join(', ')}`] : []),
      url,
    ].join('\n\n'),
    url,
    status: maintenance.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  }
}

/** As planned, except that one which is over ended when it did. */
function timesOf({ plan, resolvedAt, isCancelled, startedAt }: ToldIncident): { from: number; until: number } {
  const from = plan?.from ?? startedAt
  const until = resolvedAt !== null && !isCancelled && resolvedAt > from ? resolvedAt : (plan?.until ?? from)
  return { from, until: Math.max(until, from + shortestMs) }
}
