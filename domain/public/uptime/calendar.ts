import { monthBack, monthOf, monthsSince, type CalendarMonth } from '../../calendar.ts'
import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import type { State } from '../../status.ts'
import {
  meanHundredths,
  observedUntil,
  sumTallies,
  tally,
  uptimeHundredths,
  type Tally,
  type Window,
} from '../../uptime.ts'
import { allComponents, listMeasuredGroups, readMeasuredGroup } from './group-figure.ts'
import { monthNameOf, monthPeriod } from './periods.ts'
import { selectComponent, selectComponents, selectWindows, type ComponentColumns } from '../rows.ts'
import { readPublicPage, type PublicPage } from '../status-page.ts'

export const calendarMonths = 3

/** What an address asks for, as it stands there; empty is nothing. */
export interface CalendarQuery {
  component: string
  group: string
  /** The newest month that is shown, `2026-11`. */
  month: string
}

/** What of an address can't be used. */
export type CalendarProblem =
  | 'unknown_component'
  | 'unknown_group'
  | 'not_shown'
  | 'component_and_group'
  | 'invalid_month'
  | 'month_ahead'
  | 'month_before_start'

/** Whose calendar it is: a component's, a group's, or that of all components. */
export type CalendarSubject =
  | { kind: 'component'; slug: string; name: string; archivedAt: number | null }
  | { kind: 'group'; id: string; name: string }
  | { kind: 'all' }

export interface DayInCalendar {
  date: string
  worst: State
  /** How long what lasted, added up over the components. */
  time: Tally
  /** How many components had trouble or maintenance. */
  affected: number
}

export interface MonthInCalendar extends CalendarMonth {
  /** As it stands in addresses. */
  name: string
  /** Hundredths of a percent; of several components their mean; null where nothing was observed. */
  weighted: number | null
  strict: number | null
  days: DayInCalendar[]
}

export interface UptimeCalendar {
  page: PublicPage
  subject: CalendarSubject
  /** How many components it tells of. */
  componentCount: number
  problems: CalendarProblem[]
  components: { slug: string; name: string }[]
  groups: { id: string; name: string }[]
  /** The newest first. */
  months: MonthInCalendar[]
  /** The newest months of the pages beside this one; null at the ends. */
  newer: string | null
  older: string | null
}

/** Three months, day by day, of a component, of a group or of all; null where no component shows its uptime. */
export function readUptimeCalendar(db: Db, query: CalendarQuery, now: number): UptimeCalendar | null {
  const page = readPublicPage(db)
  const shown = selectComponents(db).filter(({ showsUptime }) => showsUptime)
  const { subject, members, problems } = chooseSubject(db, query, shown)
  if (members.length === 0) return null
  const end = Math.max(...members.map((member) => observedUntil(member, now)))
  const start = Math.min(...members.map(({ startsAt }) => startsAt), end)
  const { newest, problem } = chooseMonth(query.month, start, end, page.timeZone)
  const back = (months: number) => monthBack(months, newest.from, page.timeZone)
  const count = Math.min(calendarMonths, monthsSince(start, newest.from, page.timeZone) + 1)
  const months = Array.from({ length: count }, (_, index) => back(index))
  const oldest = months.at(-1) ?? newest
  const windows = groupBy(selectWindows(db, oldest.from, Math.min(newest.to, now + 1)), (window) => window.componentId)
  const last = monthBack(0, Math.max(end - 1, start), page.timeZone)
  const newer = Math.max(0, monthsSince(newest.from, last.from, page.timeZone) - calendarMonths)
  return {
    page,
    subject,
    componentCount: members.length,
    problems: problem ? [...problems, problem] : problems,
    components: shown.map(({ slug, name }) => ({ slug, name })),
    groups: listMeasuredGroups(db).map(({ id, name }) => ({ id, name: name ?? '' })),
    months: months.map((month) => viewMonth(month, members, windows, page.timeZone, now)),
    newer: newest.from < last.from ? monthNameOf(monthBack(newer, last.from, page.timeZone).from, page.timeZone) : null,
    older: oldest.from > start ? monthNameOf(monthBack(1, oldest.from, page.timeZone).from, page.timeZone) : null,
  }
}

interface Chosen {
  subject: CalendarSubject
  members: ComponentColumns[]
  problems: CalendarProblem[]
}

function chooseSubject(db: Db, { component: slug, group: id }: CalendarQuery, shown: ComponentColumns[]): Chosen {
  const all: Chosen = { subject: { kind: 'all' }, members: shown, problems: [] }
  const both: CalendarProblem[] = slug !== '' && id !== '' ? ['component_and_group'] : []
  if (slug !== '') {
    const component = selectComponent(db, slug)
    if (!component) return { ...all, problems: [...both, 'unknown_component'] }
    if (!component.showsUptime) return { ...all, problems: [...both, 'not_shown'] }
    const { name, archivedAt } = component
    return { subject: { kind: 'component', slug, name, archivedAt }, members: [component], problems: both }
  }
  if (id === '' || id === allComponents) return all
  const group = readMeasuredGroup(db, id)
  if (!group) return { ...all, problems: ['unknown_group'] }
  return { subject: { kind: 'group', id, name: group.name ?? '' }, members: group.members, problems: [] }
}

/** The month that is asked for, or the nearest one that there is. */
function chooseMonth(
  asked: string,
  start: number,
  end: number,
  timeZone: string,
): { newest: CalendarMonth; problem: CalendarProblem | null } {
  const last = monthBack(0, Math.max(end - 1, start), timeZone)
  if (asked === '') return { newest: last, problem: null }
  const month = monthOf(asked, timeZone)
  if (!month) return { newest: last, problem: 'invalid_month' }
  if (month.from > last.from) return { newest: last, problem: 'month_ahead' }
  const first = monthBack(0, start, timeZone)
  if (month.from < first.from) return { newest: first, problem: 'month_before_start' }
  return { newest: month, problem: null }
}

function viewMonth(
  month: CalendarMonth,
  members: readonly ComponentColumns[],
  windows: ReadonlyMap<string, readonly Window[]>,
  timeZone: string,
  now: number,
): MonthInCalendar {
  const { name, days } = monthPeriod(month, timeZone)
  const rows = members.map((member) => {
    const own = windows.get(member.id) ?? []
    const until = observedUntil(member, now)
    return days.map((day) => tally(own, day, member.startsAt, until))
  })
  const totals = rows.map((row) => sumTallies(row))
  return {
    ...month,
    name,
    weighted: meanHundredths(totals.map((time) => uptimeHundredths(time))),
    strict: meanHundredths(totals.map((time) => uptimeHundredths(time, 'strict'))),
    days: days.map(({ date }, index) => {
      const tallies = rows.flatMap((row) => row[index] ?? [])
      const time = sumTallies(tallies)
      const affected = tallies.filter(({ worst }) => worst !== 'operational' && worst !== 'no_data').length
      return { date, worst: time.worst, time, affected }
    }),
  }
}
