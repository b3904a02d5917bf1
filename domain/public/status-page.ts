import { dateOf, lastDays, type CalendarDay } from '../calendar.ts'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { headline, type Headline } from '../headline.ts'
import {
  selectIncidentParts,
  summarizeIncident,
  viewIncident,
  type PublicIncident,
  type PublicIncidentSummary,
} from './incidents.ts'
import { selectCurrentIncidents } from './incident-rows.ts'
import {
  selectComponents,
  selectGroups,
  selectPage,
  selectRevision,
  selectWindows,
  type ComponentColumns,
} from './rows.ts'
import { isOver, type ComponentStatus } from '../status.ts'
import {
  meanHundredths,
  observedUntil,
  statusAt,
  sumTallies,
  tally,
  uptimeHundredths,
  type Tally,
  type Window,
} from '../uptime.ts'

export const barDays = 90
const recentDays = 15

export interface PublicPage {
  id: string
  name: string
  timeZone: string
  description: string | null
  supportUrl: string | null
  supportEmail: string | null
  links: { label: string; url: string }[]
  /** `#rrggbb`; null for Candor's own. */
  accentLight: string | null
  accentDark: string | null
  logo: PublicLogo | null
  updatedAt: number
}

export interface PublicLogo {
  updatedAt: number
  /** Whether it suits a dark page by itself, and so needs no light ground there. */
  knowsDark: boolean
}

export interface BarDay {
  date: string
  tally: Tally
}

export interface PublicComponent {
  id: string
  slug: string
  name: string
  description: string | null
  groupId: string | null
  position: number
  startsAt: number
  archivedAt: number | null
  createdAt: number
  updatedAt: number
  onlyShownIfDegraded: boolean
  status: ComponentStatus
  /** Since when it has a status other than operational; null while it is operational. */
  since: number | null
  showsUptime: boolean
  /** Oldest first, the last one being today. */
  days: BarDay[]
  /** Hundredths of a percent over `days`; null where nothing was observed, and where it is not to be shown. */
  uptime: number | null
}

export interface PublicGroup {
  id: string
  name: string
  description: string | null
  position: number
  createdAt: number
  updatedAt: number
  components: PublicComponent[]
  /** The mean of its components' uptimes, also of those that stand on the page only while they are degraded. */
  uptime: number | null
  /** Of how many components that is the mean. */
  uptimeOf: number
}

export interface RecentDay {
  date: string
  from: number
  incidents: PublicIncidentSummary[]
}

export interface StatusPage {
  revision: number
  asOf: number
  page: PublicPage
  headline: Headline
  /** Whether there is nothing to tell yet: no public component, no open or recent incident. */
  isBeingSetUp: boolean
  /** Open incidents, newest first. */
  open: PublicIncident[]
  /** Maintenance in progress, then what is planned, soonest first. */
  activeMaintenance: PublicIncident[]
  plannedMaintenance: PublicIncident[]
  ungrouped: PublicComponent[]
  groups: PublicGroup[]
  /** Today and the 14 days before it, newest first. */
  recent: RecentDay[]
}

/** Which state of all that is public is committed now. */
export function readRevision(db: Db): number {
  return selectRevision(db)
}

/** Everything that the home page, its feeds and its API say, in one read of a fixed number of statements. */
export function readStatusPage(db: Db, now: number): StatusPage {
  const page = readPublicPage(db)
  const days = lastDays(barDays, now, page.timeZone)
  const recent = lastDays(recentDays, now, page.timeZone).reverse()
  const all = readComponentsOf(db, days, now)
  const components = all.filter((component) => !component.onlyShownIfDegraded || component.status !== 'operational')
  const rows = selectCurrentIncidents(db, (recent.at(-1) as CalendarDay).from)
  const parts = selectIncidentParts(db, rows)
  const current = rows.filter((row) => !isOver(row.status)).map((row) => viewIncident(row, parts, now))
  const ended = rows.filter((row) => isOver(row.status)).map((row) => summarizeIncident(row, parts))
  const open = current.filter((incident) => incident.kind === 'incident').sort((a, b) => b.startedAt - a.startedAt)
  const maintenance = current
    .filter((incident) => incident.kind === 'maintenance')
    .sort((a, b) => (a.scheduledFor ?? a.startedAt) - (b.scheduledFor ?? b.startedAt))
  return {
    revision: selectRevision(db),
    asOf: now,
    page,
    headline: headline({ components, incidents: open, staleSince: null }),
    isBeingSetUp: all.length === 0 && rows.length === 0,
    open,
    activeMaintenance: maintenance.filter((incident) => incident.status !== 'scheduled'),
    plannedMaintenance: maintenance.filter((incident) => incident.status === 'scheduled'),
    ungrouped: components.filter((component) => component.groupId === null),
    groups: selectGroups(db)
      .map((group): PublicGroup => {
        const figures = all.filter(({ groupId }) => groupId === group.id).map((member) => member.uptime)
        return {
          ...group,
          components: components.filter((component) => component.groupId === group.id),
          uptime: meanHundredths(figures),
          uptimeOf: figures.filter((figure) => figure !== null).length,
        }
      })
      .filter((group) => group.components.length > 0),
    recent: recent.map((day) => ({
      date: day.date,
      from: day.from,
      incidents: ended.filter(
        (incident) => incident.resolvedAt !== null && dateOf(incident.resolvedAt, page.timeZone) === day.date,
      ),
    })),
  }
}

/** The page's public settings. Throws where the database holds no page at all. */
export function readPublicPage(db: Db): PublicPage {
  const found = selectPage(db)
  if (!found) throw new Error('the database holds no page')
  const { logoUpdatedAt, logoKnowsDark, ...page } = found
  return {
    ...page,
    logo: logoUpdatedAt === null ? null : { updatedAt: logoUpdatedAt, knowsDark: Boolean(logoKnowsDark) },
  }
}

/** A component's public view over days: status now, bars, uptime. */
export function viewComponent(
  row: ComponentColumns,
  windows: readonly Window[],
  days: readonly CalendarDay[],
  now: number,
): PublicComponent {
  const status = statusAt(windows, now)
  const until = observedUntil(row, now)
  const bars = days.map((day): BarDay => ({ date: day.date, tally: tally(windows, day, row.startsAt, until) }))
  return {
    ...row,
    status,
    since: status === 'operational' ? null : sinceOf(windows, now),
    days: bars,
    uptime: row.showsUptime ? uptimeHundredths(sumTallies(bars.map((bar) => bar.tally))) : null,
  }
}

function readComponentsOf(db: Db, days: readonly CalendarDay[], now: number): PublicComponent[] {
  const from = (days[0] as CalendarDay).from
  const windows = groupBy(selectWindows(db, from, now + 1), (window) => window.componentId)
  return selectComponents(db).map((row) => viewComponent(row, windows.get(row.id) ?? [], days, now))
}

/** The earliest start among the windows that cover now: when the trouble that lasts began. */
function sinceOf(windows: readonly Window[], now: number): number {
  const covering = windows.filter(
    (window) => window.startedAt <= now && (window.endedAt === null || window.endedAt > now),
  )
  return Math.min(...covering.map((window) => window.startedAt))
}
