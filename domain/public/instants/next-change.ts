import { lastDays, type CalendarDay } from '../../calendar.ts'
import type { PublicIncident } from '../incidents.ts'
import type { IncidentReports } from '../reports.ts'

type Instant = number | null | undefined

/**
 * The first instant after `now` at which a page reads differently though no row changed: one of
 * those that it tells of comes, or the day ends in the page's zone.
 */
export function nextChange(instants: readonly Instant[], now: number, timeZone: string): number {
  const [today] = lastDays(1, now, timeZone) as [CalendarDay]
  // A promise can still be kept at its very instant; it is missed just after.
  const coming = instants.filter((instant) => (instant ?? -1) >= now).map((instant) => Number(instant) + 1)
  return Math.min(today.to, ...coming)
}

/** What passes by itself for an incident: its promise, and the times that were planned. */
export function instantsOf({
  promise,
  scheduledFor,
  scheduledUntil,
}: Pick<PublicIncident, 'promise' | 'scheduledFor' | 'scheduledUntil'>): Instant[] {
  return [promise?.by, scheduledFor, scheduledUntil]
}

/** What passes by itself for follow-up reports: the days on which they, and what they promise, are due. */
export function reportInstantsOf({ debt, actionItems }: Pick<IncidentReports, 'debt' | 'actionItems'>): Instant[] {
  return [debt?.dueAt, debt?.finalDueAt, ...actionItems.map((item) => (item.state === 'open' ? item.dueAt : null))]
}
