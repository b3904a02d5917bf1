import type { CorrectionChange } from '../../corrections/correction-changes.ts'
import { downtimeMs, exactUptime, uptimeHundredths, type Tally } from '../../uptime.ts'
import type { ComponentFigure, ExplainedWindow, Holder } from './component-figure.ts'
import type { GroupFigure } from './group-figure.ts'
import type { Period } from './periods.ts'

/** The weights by which an outage counts as downtime. */
const weights = {
  weighted: { major_outage: 1, partial_outage: 0.3, degraded_performance: 0, under_maintenance: 0 },
  strict: { major_outage: 1, partial_outage: 1, degraded_performance: 0, under_maintenance: 0 },
}

/** A component's figure as programs read it: percentages, seconds, and instants in ISO 8601. */
export function recordOfComponent(figure: ComponentFigure) {
  const { page, asOf, component, period, observed, time, windows, falseAlarms, corrections, unobserved } = figure
  return {
    version: 1 as const,
    as_of: iso(asOf),
    confirmed_at: iso(asOf),
    page: { name: page.name, time_zone: page.timeZone },
    component: { id: component.id, slug: component.slug, name: component.name },
    period: recordOfPeriod(period),
    figure: recordOfFigure(time),
    weights,
    observed: observed && { from: iso(observed.from), to: iso(observed.to) },
    windows: windows.map(recordOfWindow),
    false_alarms: falseAlarms.map((window) => ({ ...recordOfWindow(window), reason: window.falseAlarmReason })),
    corrections: corrections.map(({ at, reason, isMinor, incident, changes }) => ({
      at: iso(at),
      reason,
      is_minor: isMinor,
      incident,
      changes: changes.flatMap(recordOfChange),
    })),
    no_data: unobserved.map(({ reason, from, to }) => ({
      reason,
      from: iso(from),
      to: iso(to),
      seconds: secondsOf(to - from),
    })),
    days: figure.days.map((day, index) => ({
      date: day.date,
      seconds: secondsOf((period.days[index]?.to ?? 0) - (period.days[index]?.from ?? 0)),
      worst_status: day.tally.worst,
      ...recordOfFigure(day.tally),
    })),
  }
}

/** A group's mean as programs read it, with the figures behind it. */
export function recordOfGroup({ page, asOf, group, period, weighted, strict, members, unshown }: GroupFigure) {
  return {
    version: 1 as const,
    as_of: iso(asOf),
    confirmed_at: iso(asOf),
    page: { name: page.name, time_zone: page.timeZone },
    group: { id: group.id, name: group.name },
    period: recordOfPeriod(period),
    figure: { weighted_mean_percent: percentOf(weighted), strict_mean_percent: percentOf(strict) },
    weights,
    components: members.map(({ slug, name, time }) => ({ slug, name, ...recordOfFigure(time) })),
    left_out: [
      ...members
        .filter((member) => member.weighted === null)
        .map(({ slug, name }) => ({ slug, name, reason: 'no_data' })),
      ...unshown.map(({ slug, name }) => ({ slug, name, reason: 'not_shown' })),
    ],
  }
}

export type ComponentRecord = ReturnType<typeof recordOfComponent>
export type GroupRecord = ReturnType<typeof recordOfGroup>

function recordOfPeriod({ name, from, to }: Period) {
  return { name, from: iso(from), to: iso(to) }
}

function recordOfFigure(time: Tally) {
  return {
    weighted_percent: percentOf(uptimeHundredths(time)),
    strict_percent: percentOf(uptimeHundredths(time, 'strict')),
    weighted_percent_exact: exactOf(time, 'weighted'),
    strict_percent_exact: exactOf(time, 'strict'),
    observed_seconds: secondsOf(time.observedMs),
    weighted_downtime_seconds: secondsOf(downtimeMs(time)),
    strict_downtime_seconds: secondsOf(downtimeMs(time, 'strict')),
    major_outage_seconds: secondsOf(time.majorMs),
    partial_outage_seconds: secondsOf(time.partialMs),
    degraded_performance_seconds: secondsOf(time.degradedMs),
    under_maintenance_seconds: secondsOf(time.maintenanceMs),
  }
}

function recordOfWindow({ status, holder, startedAt, endedAt, from, to, countedMs }: ExplainedWindow) {
  return {
    status,
    belongs_to: recordOfHolder(holder),
    started_at: iso(startedAt),
    ended_at: isoOrNull(endedAt),
    from: iso(from),
    to: iso(to),
    seconds: secondsOf(to - from),
    counted_seconds: secondsOf(countedMs),
  }
}

function recordOfHolder(holder: Holder) {
  if (holder.kind === 'hand' || holder.kind === 'merged_away') return { kind: holder.kind, id: null, title: null }
  return { kind: holder.kind, id: holder.id, title: holder.title }
}

/** What a correction changed of windows, as it was and as it is; null where there was none, is none, or it lasts. */
function recordOfChange(change: CorrectionChange): { kind: string; was: string | null; is: string | null }[] {
  const { kind } = change
  if (kind === 'window_start' || kind === 'window_end') {
    return [{ kind, was: isoOrNull(change.from), is: isoOrNull(change.to) }]
  }
  if (kind === 'window_status') return [{ kind, was: change.from, is: change.to }]
  if (kind === 'window_component') return [{ kind, was: change.from.name, is: change.to.name }]
  if (kind === 'window_added') return [{ kind, was: null, is: spanOf(change) }]
  if (kind === 'window_withdrawn') return [{ kind, was: spanOf(change), is: null }]
  return []
}

/** `major_outage 2026-11-24T14:00:00.000Z/2026-11-24T15:00:00.000Z`; without an end while it lasts. */
function spanOf({ status, startedAt, endedAt }: { status: string; startedAt: number; endedAt: number | null }): string {
  return `${status} ${iso(startedAt)}/${endedAt === null ? '' : iso(endedAt)}`
}

function exactOf(time: Tally, figure: 'weighted' | 'strict'): number | null {
  const exact = exactUptime(time, figure)
  return exact && Number(exact.digits)
}

function percentOf(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

function secondsOf(ms: number): number {
  return ms / 1_000
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant)
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
