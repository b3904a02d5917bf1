import { Temporal } from 'temporal-polyfill'

/** A calendar day of the page's time zone: 23 or 25 hours when the clock changes. */
export interface CalendarDay {
  /** ISO date, `2026-11-24`. */
  date: string
  /** First instant, and the first instant of the day after. */
  from: number
  to: number
}

export interface CalendarMonth {
  year: number
  /** 1 to 12. */
  month: number
  from: number
  to: number
}

/** Whether the runtime knows a time zone by this IANA name. Offsets and timestamps, which Temporal takes too, are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z][a-z0-9_+\-/]*$/i.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The time zones to choose from, UTC among them, which the runtime's own list leaves out. */
export function timeZoneNames(): string[] {
  return [...new Set(['Etc/UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}

/** The ISO date of an instant in a time zone. */
export function dateOf(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString()
}

/** The `count` calendar days that end with the one in which `now` lies, oldest first. */
export function lastDays(count: number, now: number, timeZone: string): CalendarDay[] {
  const today = zoned(now, timeZone).toPlainDate()
  return daysBetween(today.subtract({ days: count - 1 }), today, timeZone)
}

/** The calendar days that a range of instants touches, oldest first. */
export function daysOf(from: number, to: number, timeZone: string): CalendarDay[] {
  return daysBetween(zoned(from, timeZone).toPlainDate(), zoned(to - 1, timeZone).toPlainDate(), timeZone)
}

/** The calendar month that lies `back` months before the one of `now`. */
export function monthBack(back: number, now: number, timeZone: string): CalendarMonth {
  const first = zoned(now, timeZone).toPlainDate().with({ day: 1 }).subtract({ months: back })
  return {
    year: first.year,
    month: first.month,
    from: startOf(first, timeZone),
    to: startOf(first.add({ months: 1 }), timeZone),
  }
}

/** How many calendar months lie between an earlier instant and `now`, both counted by their month. */
export function monthsSince(earlier: number, now: number, timeZone: string): number {
  const from = zoned(earlier, timeZone)
  const to = zoned(now, timeZone)
  return (to.year - from.year) * 12 + to.month - from.month
}

/** The calendar months that a range of instants touches, oldest first. */
export function monthsOf(from: number, to: number, timeZone: string): CalendarMonth[] {
  const last = Math.max(from, to - 1)
  const count = monthsSince(from, last, timeZone) + 1
  return Array.from({ length: count }, (_, index) => monthBack(count - 1 - index, last, timeZone))
}

/** The first instant of an ISO date in a time zone. Throws RangeError for what is no date. */
export function startOfDate(date: string, timeZone: string): number {
  return startOf(Temporal.PlainDate.from(date), timeZone)
}

/** The calendar day of an ISO date, of the years that people look for; null for what is none. */
export function dayOf(date: string, timeZone: string): CalendarDay | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(date)) return null
  try {
    const day = Temporal.PlainDate.from(date)
    return daysBetween(day, day, timeZone)[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The calendar month of `YYYY-MM`, of the same years; null for what is none. */
export function monthOf(month: string, timeZone: string): CalendarMonth | null {
  const first = dayOf(`${month}-01`, timeZone)
  return first && monthBack(0, first.from, timeZone)
}

/** A wall clock's time in a time zone as forms write it, `2026-11-24T14:05`, to the minute. */
export function localTimeOf(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The same to the second, `2026-11-24T14:05:09`. */
export function exactLocalTimeOf(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'second' })
}

/**
 * The instant that a wall clock's time means in a time zone; null for what is no time. A time that the
 * clock skips counts from before the change, one that it shows twice is the earlier.
 */
export function instantOfLocalTime(local: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(local)) return null
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
      .epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/**
 * Whether a change of the clock skips a wall clock's time or shows it twice; null for any other, and
 * for what is no time. A form that takes such a time says which instant it took.
 */
export function clockChangeAt(local: string, timeZone: string): 'skipped' | 'repeated' | null {
  const instant = instantOfLocalTime(local, timeZone)
  if (instant === null) return null
  const wanted = Temporal.PlainDateTime.from(local)
  const read = (disambiguation: 'earlier' | 'later') => wanted.toZonedDateTime(timeZone, { disambiguation })
  const [earlier, later] = [read('earlier'), read('later')]
  if (earlier.epochMilliseconds === later.epochMilliseconds) return null
  return earlier.toPlainDateTime().equals(wanted) ? 'repeated' : 'skipped'
}

function daysBetween(first: Temporal.PlainDate, last: Temporal.PlainDate, timeZone: string): CalendarDay[] {
  const days: CalendarDay[] = []
  let from = startOf(first, timeZone)
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0;) {
    const next = day.add({ days: 1 })
    const to = startOf(next, timeZone)
    days.push({ date: day.toString(), from, to })
    day = next
    from = to
  }
  return days
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
}

function startOf(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime({ timeZone }).epochMilliseconds
}
