import { Temporal } from 'temporal-polyfill'

/** A digest comes in the morning, before the day's first question about yesterday. */
const hourOfDay = 8

/** When the next daily digest is due in a time zone, after `at`. */
export function nextDigestAt(timeZone: string, at: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const today = now.with({ hour: hourOfDay, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
  return next.epochMilliseconds
}
