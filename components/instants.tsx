import { zoneAbbreviation } from '#domain/zone-names'

/** What an instant is told against: the page's time zone, and the instant at which the page is true. */
export interface Clock {
  timeZone: string
  now: number
}

/**
 * How much of an instant is told: its time alone where it lies on the day of `now` (`short`), date
 * and time (`full`), the date (`date`), or everything to the second (`stamp`).
 */
export type InstantForm = 'short' | 'full' | 'date' | 'stamp'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant in words: `14:02 UTC`, `21 Nov, 09:12 UTC`, with the year where it is not that of `now`. */
export function instantWords(at: number, clock: Clock, form: InstantForm): string {
  if (form === 'date') return dateWords(at, clock)
  const { second, year } = fieldsOf(at, clock.timeZone)
  const zone = zoneAbbreviation(at, clock.timeZone)
  const time = timeOf(at, clock.timeZone)
  if (form === 'stamp') return `${dayAndMonth(at, clock)} ${year}, ${time}:${second} ${zone}`
  if (form === 'short' && isSameDay(at, clock.now, clock.timeZone)) return `${time} ${zone}`
  return `${dateWords(at, clock)}, ${time} ${zone}`
}

export interface RangeForm {
  /** Whether the day of the week is told. */
  withWeekday?: boolean
  /** An instant of the day that the reader knows of already, from a heading: it is not told again. */
  knownDay?: number
}

/** The two ends of a range in words; what they have in common is said once. */
export function rangeWords(from: number, to: number, clock: Clock, form: RangeForm = {}): [string, string] {
  const { timeZone } = clock
  const zones = [zoneAbbreviation(from, timeZone), zoneAbbreviation(to, timeZone)]
  const isSameZone = zones[0] === zones[1]
  const first = `${dayOf(from, clock, form)}${timeOf(from, timeZone)}`
  if (isSameDay(from, to, timeZone)) {
    return [isSameZone ? first : `${first} ${zones[0]}`, `${timeOf(to, timeZone)} ${zones[1]}`]
  }
  return [`${first} ${zones[0]}`, `${dayOf(to, clock, form)}${timeOf(to, timeZone)} ${zones[1]}`]
}

function dayOf(at: number, clock: Clock, { withWeekday = false, knownDay }: RangeForm): string {
  if (knownDay !== undefined && isSameDay(at, knownDay, clock.timeZone)) return ''
  return `${withWeekday ? `${fieldsOf(at, clock.timeZone).weekday} ` : ''}${dateWords(at, clock)}, `
}

function timeOf(at: number, timeZone: string): string {
  const { hour, minute } = fieldsOf(at, timeZone)
  return `${hour}:${minute}`
}

/** Whether two instants lie on one calendar day of a time zone. */
export function isSameDay(one: number, other: number, timeZone: string): boolean {
  const a = fieldsOf(one, timeZone)
  const b = fieldsOf(other, timeZone)
  return a.day === b.day && a.month === b.month && a.year === b.year
}

/** An ISO date in words, `24 November`. */
export function dayWords(date: string): string {
  return dayAndLongMonth.format(middayOf(date))
}

/** The day of the week of an ISO date, `Tue`. */
export function weekdayWords(date: string): string {
  return fieldsOf(middayOf(date), 'UTC').weekday
}

/** An ISO date in few words, `Tue 24 Nov`. */
export function shortDateWords(date: string): string {
  return `${weekdayWords(date)} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`
}

/** A calendar month in words, `March 2026`. */
export function monthWords(year: number, month: number): string {
  return monthAndYear.format(Date.UTC(year, month - 1, 15))
}

function dateWords(at: number, clock: Clock): string {
  const { year } = fieldsOf(at, clock.timeZone)
  const words = dayAndMonth(at, clock)
  return year === fieldsOf(clock.now, clock.timeZone).year ? words : `${words} ${year}`
}

function dayAndMonth(at: number, { timeZone }: Clock): string {
  const { day, month } = fieldsOf(at, timeZone)
  return `${Number(day)} ${months[Number(month) - 1]}`
}

function middayOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`)
}

const dayAndLongMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' })
const monthAndYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'weekday'

const formatters = new Map<string, Intl.DateTimeFormat>()

function fieldsOf(at: number, timeZone: string): Record<Field, string> {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(timeZone, formatter)
  }
  return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value])) as Record<
    Field,
    string
  >
}
