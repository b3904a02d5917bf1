import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import { meanHundredths, observedUntil, sumTallies, tally, uptimeHundredths, type Tally } from '../../uptime.ts'
import { readPeriod, type Period } from './periods.ts'
import { selectComponents, selectGroups, selectWindows, type ComponentColumns } from '../rows.ts'
import { readPublicPage, type PublicPage } from '../status-page.ts'
import type { NoFigure } from './component-figure.ts'

/** The id that stands for all components together. */
export const allComponents = 'all'

/** A component's part in a mean. */
export interface MemberFigure {
  slug: string
  name: string
  time: Tally
  /** Hundredths of a percent; null where nothing was observed, and so nothing counts. */
  weighted: number | null
  strict: number | null
}

/** The mean of a group's figures over a period, and each of them. */
export interface GroupFigure {
  page: PublicPage
  asOf: number
  /** `all` and null for all components. */
  group: { id: string; name: string | null }
  period: Period
  weighted: number | null
  strict: number | null
  /** In the page's order. */
  members: MemberFigure[]
  /** Components of the group whose uptime is not shown. */
  unshown: { slug: string; name: string }[]
}

/** The figure of a group (or of all components) over a period, by its names in an address; or why there is none. */
export function readGroupFigure(db: Db, id: string, periodName: string, now: number): GroupFigure | NoFigure {
  const group = readMeasuredGroup(db, id)
  if (!group) return 'no_group'
  const page = readPublicPage(db)
  const period = readPeriod(periodName, now, page.timeZone)
  if (!period) return 'no_period'
  const windows = groupBy(selectWindows(db, period.from, period.to), (window) => window.componentId)
  const members = group.members.map((component): MemberFigure => {
    const own = windows.get(component.id) ?? []
    const until = observedUntil(component, now)
    const time = sumTallies(period.days.map((day) => tally(own, day, component.startsAt, until)))
    return {
      slug: component.slug,
      name: component.name,
      time,
      weighted: uptimeHundredths(time),
      strict: uptimeHundredths(time, 'strict'),
    }
  })
  return {
    page,
    asOf: now,
    group: { id: group.id, name: group.name },
    period,
    weighted: meanHundredths(members.map((member) => member.weighted)),
    strict: meanHundredths(members.map((member) => member.strict)),
    members,
    unshown: group.unshown.map(({ slug, name }) => ({ slug, name })),
  }
}

export interface MeasuredGroup {
  id: string
  name: string | null
  /** The public components whose uptime is shown. */
  members: ComponentColumns[]
  unshown: ComponentColumns[]
}

/** A group, or all components, of which at least one shows its uptime; null where there is none such. */
export function readMeasuredGroup(db: Db, id: string): MeasuredGroup | null {
  const components = selectComponents(db)
  if (id === allComponents) return measured({ id, name: null }, components)
  const group = selectGroups(db).find((one) => one.id === id)
  return group
    ? measured(
        group,
        components.filter(({ groupId }) => groupId === id),
      )
    : null
}

/** The groups of which at least one public component shows its uptime, in the page's order. */
export function listMeasuredGroups(db: Db): MeasuredGroup[] {
  const members = groupBy(selectComponents(db), (component) => component.groupId)
  return selectGroups(db).flatMap((group) => measured(group, members.get(group.id) ?? []) ?? [])
}

function measured(group: { id: string; name: string | null }, components: ComponentColumns[]): MeasuredGroup | null {
  const members = components.filter(({ showsUptime }) => showsUptime)
  if (members.length === 0) return null
  return { id: group.id, name: group.name, members, unshown: components.filter(({ showsUptime }) => !showsUptime) }
}
