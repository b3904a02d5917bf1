import { lastDays, type CalendarDay } from '../calendar.ts'
import type { PublicIncident } from './incidents.ts'

/**
 * The first instant after `now` at which a page reads differently though no row changed: a promise
 * passes, a planned time comes, or the day ends in the page's zone.
 */
export function nextChange(
  incidents: readonly Pick<PublicIncident, 'promise' | 'scheduledFor' | 'scheduledUntil'>[],
  now: number,
  timeZone: string,
): number {
  const [today] = lastDays(1, now, timeZone) as [CalendarDay]
  const instants = incidents.flatMap(({ promise, scheduledFor, scheduledUntil }) => [
    promise?.by ?? null,
    scheduledFor,
    scheduledUntil,
  ])
  // A promise can still be kept at its very instant; it is missed just after.
  const coming = instants.filter((instant) => instant !== null && instant >= now).map((instant) => Number(instant) + 1)
  return Math.min(today.to, ...coming)
}
