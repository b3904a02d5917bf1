import type { BarDay } from '#domain/public/status-page'
import { statusWords, type State } from '#domain/status'
import { counted } from '../durations.tsx'

/**
 * How each state is drawn on a ground of 16 units: where its line runs, how thick it is, and its
 * colour. Trouble stands taller than a good day, maintenance is parted, no data lies on the floor.
 */
const strokes: Record<State, { at: readonly number[]; className: string }> = {
  operational: { at: [11], className: 'stroke-operational-bar stroke-10' },
  under_maintenance: { at: [8, 14], className: 'stroke-maintenance stroke-4' },
  degraded_performance: { at: [10], className: 'stroke-degraded stroke-12' },
  partial_outage: { at: [9], className: 'stroke-partial stroke-14' },
  major_outage: { at: [8], className: 'stroke-major stroke-16' },
  no_data: { at: [15], className: 'stroke-no-data stroke-2' },
}

const drawnStates = Object.keys(strokes) as State[]

/** A bar for each day, as one drawing with one path for each state, and the same in words. */
export function DayBars({ days }: { days: readonly BarDay[] }) {
  return (
    <div className="day-bars">
      <svg viewBox={`-.15 0 ${days.length} 16`} preserveAspectRatio="none" role="img" aria-label={barsInWords(days)}>
        {drawnStates.map((state) => {
          const d = pathOf(state, days)
          return d && <path key={state} className={strokes[state].className} d={d} />
        })}
      </svg>
    </div>
  )
}

/** One bar alone: in the key that explains them, and in a calendar's day. */
export function SampleBar({ state, size = 'h-4 w-1.5 flex-none' }: { state: State; size?: string }) {
  const { at, className } = strokes[state]
  return (
    <svg className={size} viewBox="0 0 6 16" preserveAspectRatio="none" aria-hidden="true">
      <path className={className} d={at.map((y) => `M0 ${y}h6`).join('')} />
    </svg>
  )
}

/** What the bars show, for those who don't see them: how many days were how. */
export function barsInWords(days: readonly BarDay[]): string {
  const counts = drawnStates
    .map((state) => ({ state, count: days.filter((day) => day.tally.worst === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${statusWords[state].toLowerCase()} on ${counted(count, 'day')}`)
  return `The last ${counted(days.length, 'day')}: ${counts.join(', ')}.`
}

/** Runs of days in one state, each a line of so many days; empty where no day was in it. */
function pathOf(state: State, days: readonly BarDay[]): string {
  return strokes[state].at
    .map((y) =>
      runsOf(state, days)
        .map(([from, length]) => `M${from} ${y}h${length}`)
        .join(''),
    )
    .join('')
}

function runsOf(state: State, days: readonly BarDay[]): [from: number, length: number][] {
  const runs: [number, number][] = []
  days.forEach((day, index) => {
    if (day.tally.worst !== state) return
    const last = runs.at(-1)
    if (last && last[0] + last[1] === index) last[1] += 1
    else runs.push([index, 1])
  })
  return runs
}
