import { cache } from 'react'
import { connection as requestTime } from 'next/server'
import { withRetry } from '#app/doors/retry'
import { connection } from '#db/connection'
import { readActionItemsPage } from '#domain/public/action-items'
import { readComponentPage, readHistoryPage } from '#domain/public/history-page'
import { readGroupFigure } from '#domain/public/uptime/group-figure'
import { readHistorySearch, type HistoryQuery } from '#domain/public/history-search'
import { readIncidentPage } from '#domain/public/incidents'
import { readMoment } from '#domain/public/moment/moment'
import type { MomentQuery } from '#domain/public/moment/question'
import { readIncidentReports, readReportsPage, readReportVersion } from '#domain/public/reports'
import { readPublicPage, readStatusPage } from '#domain/public/status-page'
import { readSubscribePage } from '#domain/public/subscribe-page'
import { readUptimeCalendar, type CalendarQuery } from '#domain/public/uptime/calendar'
import { readComponentFigure } from '#domain/public/uptime/component-figure'
import type { ActionState } from '#domain/reports/reports'

/**
 * What the public pages read, once for each request however many ask: a page and its metadata. The
 * clock is read here, at the time of the request, and nowhere else.
 */
export const requestNow = cache(async (): Promise<number> => {
  await requestTime()
  return Date.now()
})

export const readHome = cache(async () => {
  const now = await requestNow()
  return withRetry(() => readStatusPage(connection(), now))
})

/** The page's settings alone, for pages that tell of nothing else. */
export const readSettings = cache(async () => {
  await requestNow()
  return withRetry(() => readPublicPage(connection()))
})

export const readIncident = cache(async (id: string) => {
  const now = await requestNow()
  return withRetry(() => {
    const found = readIncidentPage(connection(), id, now)
    if (!found || 'forwardTo' in found) return found
    return { ...found, reports: readIncidentReports(connection(), found.incident.id, now) }
  })
})

export const readVersion = cache(async (incidentId: string, number: number) => {
  await requestNow()
  return withRetry(() => readReportVersion(connection(), incidentId, number))
})

export const readReports = cache(async (number: number) => {
  const now = await requestNow()
  return withRetry(() => readReportsPage(connection(), number, now))
})

export const readActionItems = cache(async (state: ActionState | null, number: number) => {
  const now = await requestNow()
  return withRetry(() => readActionItemsPage(connection(), { state, number }, now))
})

export const readHistory = cache(async (number: number, componentSlug: string | null) => {
  const now = await requestNow()
  return withRetry(() => readHistoryPage(connection(), { number, componentSlug }, now))
})

export function readSearch({ q, component, impact, from, to, number }: HistoryQuery) {
  return readSearchOf(q, component, impact, from, to, number)
}

/** React keeps what was read by its arguments, and knows an object only by its identity. */
const readSearchOf = cache(
  async (q: string, component: string, impact: string, from: string, to: string, number: number) => {
    await requestNow()
    return withRetry(() => readHistorySearch(connection(), { q, component, impact, from, to, number }))
  },
)

export const readComponent = cache(async (slug: string) => {
  const now = await requestNow()
  return withRetry(() => readComponentPage(connection(), slug, now))
})

export function readCalendar({ component, group, month }: CalendarQuery) {
  return readCalendarOf(component, group, month)
}

const readCalendarOf = cache(async (component: string, group: string, month: string) => {
  const now = await requestNow()
  return withRetry(() => readUptimeCalendar(connection(), { component, group, month }, now))
})

/** A figure is told in seconds, so what is not over yet is counted to the last whole one. */
const wholeSecond = async () => Math.floor((await requestNow()) / 1_000) * 1_000

export const readFigure = cache(async (slug: string, period: string) => {
  const now = await wholeSecond()
  return withRetry(() => readComponentFigure(connection(), slug, period, now))
})

export const readGroupsFigure = cache(async (id: string, period: string) => {
  const now = await wholeSecond()
  return withRetry(() => readGroupFigure(connection(), id, period, now))
})

export function readMomentOf({ time, until, component, zone }: MomentQuery) {
  return readMomentBy(time, until, component, zone)
}

const readMomentBy = cache(async (time: string, until: string, component: string, zone: string) => {
  const now = await requestNow()
  return withRetry(() => readMoment(connection(), { time, until, component, zone }, now))
})

export const readSubscribe = cache(async (component: string, incident: string) => {
  await requestNow()
  return withRetry(() => readSubscribePage(connection(), { component, incident }))
})
