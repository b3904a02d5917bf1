import { dateOf, dayOf, daysOf, lastDays, monthOf, type CalendarDay } from '../../calendar.ts'
import { barDays } from '../status-page.ts'

/** What a figure tells of: a calendar day, a calendar month, or the days that the bars show. */
export interface Period {
  kind: 'day' | 'month' | 'last_days'
  /** As it stands in an address: `2026-11-24`, `2026-11`, `last-90-days`. */
  name: string
  from: number
  to: number
  /** Oldest first; those of a month that has not ended go on to its end. */
  days: CalendarDay[]
}

export const lastDaysName = `last-${barDays}-days`

/** A period by its name in an address; null for what is none, and for what has not begun. */
export function readPeriod(name: string, now: number, timeZone: string): Period | null {
  const found = name === lastDaysName ? barsPeriod(now, timeZone) : calendarPeriod(name, timeZone)
  return found && found.from <= now ? found : null
}

/** A calendar month as a period. */
export function monthPeriod(
  month: { year: number; month: number; from: number; to: number },
  timeZone: string,
): Period {
  return {
    kind: 'month',
    name: `${month.year}-${String(month.month).padStart(2, '0')}`,
    from: month.from,
    to: month.to,
    days: daysOf(month.from, month.to, timeZone),
  }
}

/** The month in which an instant lies, by its name. */
export function monthNameOf(instant: number, timeZone: string): string {
  return dateOf(instant, timeZone).slice(0, 7)
}

function barsPeriod(now: number, timeZone: string): Period {
  const days = lastDays(barDays, now, timeZone)
  const [first, last] = [days[0], days.at(-1)] as [CalendarDay, CalendarDay]
  return { kind: 'last_days', name: lastDaysName, from: first.from, to: last.to, days }
}

function calendarPeriod(name: string, timeZone: string): Period | null {
  const day = dayOf(name, timeZone)
  if (day) return { kind: 'day', name, from: day.from, to: day.to, days: [day] }
  const month = monthOf(name, timeZone)
  return month && monthPeriod(month, timeZone)
}
