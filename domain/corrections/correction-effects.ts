import { monthsOf } from '../calendar.ts'
import type { ComponentStatus, Impact } from '../status.ts'
import { statusAt, tally, uptimeHundredths, type Tally, type Window } from '../uptime.ts'

/** A component's uptime in a calendar month, in hundredths of a percent; null where nothing of it was observed. */
export interface MonthEffect {
  year: number
  /** 1 to 12. */
  month: number
  before: number | null
  after: number | null
}

/** What a correction makes of one component, as customers see it. */
export interface ComponentEffect {
  componentId: string
  name: string
  isHidden: boolean
  /** What it is now, without the correction and with it. */
  status: { before: ComponentStatus; after: ComponentStatus }
  /** The months in which something changes, the newest first. */
  months: MonthEffect[]
}

/** What a correction changes besides the words. */
export interface CorrectionEffects {
  components: ComponentEffect[]
  /** How long the incident lasted, or has lasted so far, in milliseconds; null where that stays. */
  duration: { before: number; after: number; isOver: boolean } | null
  impact: { before: Impact; after: Impact } | null
}

/** A component with the windows that count for it in public, without the correction and with it. */
export interface ComparedComponent {
  componentId: string
  name: string
  isHidden: boolean
  startsAt: number
  before: readonly Window[]
  after: readonly Window[]
}

/** Compares a component's status now and its uptime by month of the page's time zone, over a range that holds all that differs. */
export function compareComponent(
  component: ComparedComponent,
  range: { from: number; to: number },
  timeZone: string,
  now: number,
): ComponentEffect {
  const { componentId, name, isHidden, startsAt, before, after } = component
  const months = monthsOf(range.from, range.to, timeZone).flatMap((month): MonthEffect[] => {
    const [was, is] = [tally(before, month, startsAt, now), tally(after, month, startsAt, now)]
    if (isSameTime(was, is)) return []
    return [{ year: month.year, month: month.month, before: uptimeHundredths(was), after: uptimeHundredths(is) }]
  })
  return {
    componentId,
    name,
    isHidden,
    status: { before: statusAt(before, now), after: statusAt(after, now) },
    months: months.reverse(),
  }
}

function isSameTime(one: Tally, other: Tally): boolean {
  return (
    one.majorMs === other.majorMs &&
    one.partialMs === other.partialMs &&
    one.degradedMs === other.degradedMs &&
    one.maintenanceMs === other.maintenanceMs
  )
}
