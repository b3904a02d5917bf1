import { severityOf } from '../../status.ts'
import type { Range, Window } from '../../uptime.ts'

/** What of a range a window covers, and what of that counts for it. */
export interface Share<Of extends Window> {
  window: Of
  /** The part of it that lies in the range, clipped as `tally` clips. */
  from: number
  to: number
  /** The time at which it decides the status; the rest of its part counts for another window. */
  countedMs: number
}

/**
 * Shares the time that `tally` counts among the windows, the earliest first: each instant counts for the
 * worst window that covers it, among equals for the one that began first. The shares of a status
 * add up to its time in the tally.
 */
export function shareTime<Of extends Window>(
  windows: readonly Of[],
  range: Range,
  startsAt: number,
  now: number,
): Share<Of>[] {
  const from = Math.max(range.from, startsAt)
  const to = Math.min(range.to, now)
  const shares = windows
    .map((window) => ({
      window,
      from: Math.max(window.startedAt, from),
      to: Math.min(window.endedAt ?? Infinity, to),
      countedMs: 0,
    }))
    .filter((share) => share.to > share.from)
    .sort((a, b) => a.window.startedAt - b.window.startedAt)
  const instants = [...new Set(shares.flatMap((share) => [share.from, share.to]))].sort((a, b) => a - b)
  instants.forEach((start, index) => {
    const covering = shares.filter((share) => share.from <= start && share.to > start)
    const [deciding] = covering.sort((a, b) => severityOf(b.window.status) - severityOf(a.window.status))
    if (deciding) deciding.countedMs += (instants[index + 1] ?? start) - start
  })
  return shares
}
