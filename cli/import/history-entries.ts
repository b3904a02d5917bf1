import type { SnapshotIncident } from '#domain/imports/snapshot'
import type { HistoryDocument } from './documents.ts'
import { instantBefore, instantIn, zoneOf } from './local-times.ts'

type Month = HistoryDocument['months'][number]
type HistoryEntry = Month['incidents'][number]

const interval =
  /^([A-Z][a-z]{2,8}) +(\d{1,2}), (\d{2}:\d{2})(?: - (?:([A-Z][a-z]{2,8}) +(\d{1,2}), )?(\d{2}:\d{2}))? (\S+)$/

/**
 * What a history page says of an incident in one line, for one whose own document can't be had. It
 * stands under the month in which it ended, and its times have no year. Null where its line can't
 * be read.
 */
export function historyIncident(month: Month, entry: HistoryEntry, timeZone: string | null): SnapshotIncident | null {
  const [, fromMonth, fromDay, from, untilMonth, untilDay, until, abbreviation] =
    interval.exec(plain(entry.timestamp ?? '')) ?? []
  if (!entry.code || month.year === null || !fromMonth || !fromDay || !from) return null
  const zone = zoneOf(timeZone, abbreviation ?? '') ?? 'Etc/UTC'
  const begin = { month: fromMonth, day: Number(fromDay), time: from }
  const end = until ? { month: untilMonth ?? fromMonth, day: Number(untilDay ?? fromDay), time: until } : begin
  const resolvedAt = instantIn(month.year, end, zone)
  const startedAt = resolvedAt === null ? null : instantBefore(resolvedAt, begin, zone)
  if (resolvedAt === null || startedAt === null) return null
  const isScheduled = entry.impact === 'maintenance' || /^\[scheduled\]/i.test(entry.name)
  const status = isScheduled ? 'completed' : 'resolved'
  const words = { sourceId: null, status, body: entry.message ?? '', displayAt: resolvedAt }
  return {
    sourceId: entry.code,
    isScheduled,
    detail: 'excerpt',
    title: entry.name,
    status,
    impact: entry.impact,
    createdAt: startedAt,
    startedAt,
    monitoringAt: null,
    resolvedAt,
    updatedAt: resolvedAt,
    scheduledFor: isScheduled ? startedAt : null,
    scheduledUntil: isScheduled ? resolvedAt : null,
    updates: [{ ...words, createdAt: null, updatedAt: null, changes: [] }],
    components: [],
    postmortem: null,
  }
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
