import { severityOf, type ComponentStatus, type State } from './status.ts'

/** A stretch of time in which a component had a status; `endedAt` is null while it lasts. */
export interface Window {
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
}

export interface Range {
  from: number
  to: number
}

/** How long each status was the worst one, in milliseconds of the observed time. */
export interface Tally {
  observedMs: number
  majorMs: number
  partialMs: number
  degradedMs: number
  maintenanceMs: number
  /** The worst status of the range; `no_data` where nothing of it was observed. */
  worst: State
}

const noTally: Tally = { observedMs: 0, majorMs: 0, partialMs: 0, degradedMs: 0, maintenanceMs: 0, worst: 'no_data' }

/**
 * Tallies a range over the union of windows, each instant at its worst status, clipped to the
 * component's start and to now. Overlapping windows therefore never count twice.
 */
export function tally(windows: readonly Window[], range: Range, startsAt: number, now: number): Tally {
  const from = Math.max(range.from, startsAt)
  const to = Math.min(range.to, now)
  if (to <= from) return noTally
  const time = timeByStatus(windows, from, to)
  return {
    observedMs: to - from,
    majorMs: time.major_outage,
    partialMs: time.partial_outage,
    degradedMs: time.degraded_performance,
    maintenanceMs: time.under_maintenance,
    worst: worstOf(time),
  }
}

/** Until when a component is observed: now, or the instant at which it was archived. */
export function observedUntil({ archivedAt }: { archivedAt: number | null }, now: number): number {
  return archivedAt === null ? now : Math.min(archivedAt, now)
}

/** Adds tallies of ranges that do not overlap, as days make a month. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      observedMs: sum.observedMs + next.observedMs,
      majorMs: sum.majorMs + next.majorMs,
      partialMs: sum.partialMs + next.partialMs,
      degradedMs: sum.degradedMs + next.degradedMs,
      maintenanceMs: sum.maintenanceMs + next.maintenanceMs,
      worst: worseState(sum.worst, next.worst),
    }),
    noTally,
  )
}

/** Weights in tenths: domain.md's 1.0 and 0.3, and the strict figure's 1.0 and 1.0. */
const weights = { weighted: { major: 10n, partial: 3n }, strict: { major: 10n, partial: 10n } }

/**
 * Uptime in hundredths of a percent (9993 is 99.93 %), floored as Statuspage does, so that 10000 is
 * shown only where there was no downtime; null where nothing was observed.
 * uptime % = (observed − Σ time · weight) / observed · 100, a major outage weighing 1.0 and a
 * partial one 0.3 (strict: 1.0); degraded performance and maintenance weigh nothing.
 */
export function uptimeHundredths(time: Tally, figure: 'weighted' | 'strict' = 'weighted'): number | null {
  if (time.observedMs <= 0) return null
  const { observed, down } = inTenths(time, figure)
  return Number(((observed - down) * 10000n) / observed)
}

/** The observed time and the weighted downtime in tenths of milliseconds: whole numbers, whatever the weights. */
function inTenths(time: Tally, figure: 'weighted' | 'strict'): { observed: bigint; down: bigint } {
  const { major, partial } = weights[figure]
  return {
    observed: BigInt(Math.round(time.observedMs)) * 10n,
    down: BigInt(Math.round(time.majorMs)) * major + BigInt(Math.round(time.partialMs)) * partial,
  }
}

/**
 * Uptime to six digits and not floored, `99.865046`, and whether those are all of its digits; null
 * where nothing was observed.
 */
export function exactUptime(
  time: Tally,
  figure: 'weighted' | 'strict' = 'weighted',
): { digits: string; isExact: boolean } | null {
  if (time.observedMs <= 0) return null
  const { observed, down } = inTenths(time, figure)
  const millionths = (observed - down) * 100_000_000n
  const [whole, part] = [millionths / observed / 1_000_000n, (millionths / observed) % 1_000_000n]
  return { digits: `${whole}.${String(part).padStart(6, '0')}`, isExact: millionths % observed === 0n }
}

/** The downtime behind a figure, in milliseconds and tenths of them. */
export function downtimeMs(time: Tally, figure: 'weighted' | 'strict' = 'weighted'): number {
  return Number(inTenths(time, figure).down) / 10
}

/** A group's uptime: the mean of its components' that have one, floored; null where none has. */
export function meanHundredths(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null)
  if (known.length === 0) return null
  return Math.floor(known.reduce((sum, figure) => sum + figure, 0) / known.length)
}

/** `99.93 %` for 9993. */
export function uptimeWords(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')} %`
}

/** The worst status of the windows that cover an instant. */
export function statusAt(windows: readonly Window[], instant: number): ComponentStatus {
  let worst: ComponentStatus = 'operational'
  for (const window of windows) {
    if (window.startedAt > instant) continue
    if (window.endedAt !== null && window.endedAt <= instant) continue
    if (severityOf(window.status) > severityOf(worst)) worst = window.status
  }
  return worst
}

type TimeByStatus = Record<ComponentStatus, number>

/** Sweeps over the instants at which some window begins or ends; what lies between them has one worst status. */
function timeByStatus(windows: readonly Window[], from: number, to: number): TimeByStatus {
  const time: TimeByStatus = {
    operational: 0,
    under_maintenance: 0,
    degraded_performance: 0,
    partial_outage: 0,
    major_outage: 0,
  }
  const inside = windows.filter((window) => window.startedAt < to && (window.endedAt ?? Infinity) > from)
  if (inside.length === 0) {
    time.operational = to - from
    return time
  }
  const edges = new Set([from, to])
  for (const window of inside) {
    if (window.startedAt > from) edges.add(window.startedAt)
    if (window.endedAt !== null && window.endedAt < to) edges.add(window.endedAt)
  }
  const instants = [...edges].sort((a, b) => a - b)
  for (let index = 0; index + 1 < instants.length; index++) {
    const start = instants[index] as number
    const end = instants[index + 1] as number
    time[statusAt(inside, start)] += end - start
  }
  return time
}

function worstOf(time: TimeByStatus): ComponentStatus {
  if (time.major_outage > 0) return 'major_outage'
  if (time.partial_outage > 0) return 'partial_outage'
  if (time.degraded_performance > 0) return 'degraded_performance'
  if (time.under_maintenance > 0) return 'under_maintenance'
  return 'operational'
}

function worseState(one: State, other: State): State {
  if (one === 'no_data') return other
  if (other === 'no_data') return one
  return severityOf(one) >= severityOf(other) ? one : other
}
