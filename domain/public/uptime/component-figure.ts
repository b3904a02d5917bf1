import type { Db } from '../../database.ts'
import {
  observedUntil,
  sumTallies,
  tally,
  uptimeHundredths,
  type Range,
  type Tally,
  type Window,
} from '../../uptime.ts'
import { readPeriod, type Period } from './periods.ts'
import { selectComponent, type ComponentColumns } from '../rows.ts'
import { readPublicPage, type BarDay, type PublicPage } from '../status-page.ts'
import { listFigureCorrections, type FigureCorrection } from './figure-corrections.ts'
import { selectExplainedWindows, type ExplainedRow } from './explained-rows.ts'
import { shareTime } from './shares.ts'

/** What a window belongs to; an incident without a link was merged into one that is not public. */
export type Holder =
  { kind: 'hand' } | { kind: 'incident' | 'maintenance'; id: string; title: string } | { kind: 'merged_away' }

/** A window's part of a period. */
export interface ExplainedWindow extends Window {
  id: string
  holder: Holder
  /** The part that lies in the observed time. */
  from: number
  to: number
  /** The time at which it decides the status; 0 for what counts for nothing. */
  countedMs: number
  /** Why a window of a false alarm counts for nothing; null for all others. */
  falseAlarmReason: string | null
}

/** Time of the period in which nothing was observed. */
export interface UnobservedTime extends Range {
  reason: 'before_start' | 'archived' | 'not_yet'
}

/** An uptime figure of a component with everything behind it. */
export interface ComponentFigure {
  page: PublicPage
  asOf: number
  component: Pick<ComponentColumns, 'id' | 'slug' | 'name' | 'groupId' | 'startsAt' | 'archivedAt'>
  period: Period
  /** Null where nothing of the period was observed. */
  observed: Range | null
  time: Tally
  /** Hundredths of a percent. */
  weighted: number | null
  strict: number | null
  days: BarDay[]
  /** The earliest first. */
  windows: ExplainedWindow[]
  falseAlarms: ExplainedWindow[]
  corrections: FigureCorrection[]
  unobserved: UnobservedTime[]
}

/** Why there is no figure to explain. */
export type NoFigure = 'no_component' | 'no_group' | 'not_shown' | 'no_period'

/** The figure of a component over a period, by their names in an address; or why there is none. */
export function readComponentFigure(db: Db, slug: string, periodName: string, now: number): ComponentFigure | NoFigure {
  const component = selectComponent(db, slug)
  if (!component) return 'no_component'
  if (!component.showsUptime) return 'not_shown'
  const page = readPublicPage(db)
  const period = readPeriod(periodName, now, page.timeZone)
  if (!period) return 'no_period'
  const rows = selectExplainedWindows(db, component.id, period.from, Math.min(period.to, now))
  const counting = rows.filter((row) => row.falseAlarmAt === null)
  const { startsAt } = component
  const until = observedUntil(component, now)
  const days = period.days.map((day): BarDay => ({ date: day.date, tally: tally(counting, day, startsAt, until) }))
  const time = sumTallies(days.map((day) => day.tally))
  const share = (shared: ExplainedRow[]) => shareTime(shared, period, startsAt, until)
  return {
    page,
    asOf: now,
    component,
    period,
    observed: observedIn(period, startsAt, until),
    time,
    weighted: uptimeHundredths(time),
    strict: uptimeHundredths(time, 'strict'),
    days,
    windows: share(counting).map(({ window, ...part }) => viewWindow(window, part)),
    falseAlarms: share(rows.filter((row) => row.falseAlarmAt !== null)).map(({ window, from, to }) =>
      viewWindow(window, { from, to, countedMs: 0 }),
    ),
    corrections: listFigureCorrections(db, component, period),
    unobserved: unobservedIn(period, component, until, now),
  }
}

function observedIn(period: Range, startsAt: number, until: number): Range | null {
  const [from, to] = [Math.max(period.from, startsAt), Math.min(period.to, until)]
  return to > from ? { from, to } : null
}

/** What of a period lies before the start, after the archiving, or ahead. */
function unobservedIn(
  { from, to }: Range,
  { startsAt, archivedAt }: { startsAt: number; archivedAt: number | null },
  until: number,
  now: number,
): UnobservedTime[] {
  const ends = archivedAt !== null && archivedAt <= now
  const parts: UnobservedTime[] = [
    { reason: 'before_start', from, to: Math.min(startsAt, to) },
    { reason: 'archived', from: ends ? Math.max(until, from) : to, to: Math.min(now, to) },
    { reason: 'not_yet', from: Math.max(now, from), to },
  ]
  return parts.filter((part) => part.to > part.from)
}

function viewWindow(row: ExplainedRow, part: Pick<ExplainedWindow, 'from' | 'to' | 'countedMs'>): ExplainedWindow {
  const { id, status, startedAt, endedAt, falseAlarmReason } = row
  return { id, status, startedAt, endedAt, falseAlarmReason, holder: holderOf(row), ...part }
}

/** What a window belongs to, as customers may know it. */
export function holderOf(row: ExplainedRow): Holder {
  const { incidentId, title, kind, mergedIntoId, targetId, targetTitle } = row
  if (incidentId === null || title === null || kind === null) return { kind: 'hand' }
  if (mergedIntoId === null) return { kind, id: incidentId, title }
  return targetId === null || targetTitle === null
    ? { kind: 'merged_away' }
    : { kind: 'incident', id: targetId, title: targetTitle }
}
