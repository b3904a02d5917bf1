import { instantWords, rangeWords, type InstantForm, type RangeForm } from './instants.tsx'

interface TimeProps {
  at: number
  now: number
  timeZone: string
  form?: InstantForm
}

/** An instant in the page's time zone, with its abbreviation. */
export function Time({ at, now, timeZone, form = 'full' }: TimeProps) {
  return <time dateTime={isoOf(at)}>{instantWords(at, { now, timeZone }, form)}</time>
}

interface TimeRangeProps {
  from: number
  to: number
  now: number
  timeZone: string
  form?: RangeForm
}

/** A stretch of time, `25 Nov, 02:00 – 03:30 UTC`. */
export function TimeRange({ from, to, now, timeZone, form = {} }: TimeRangeProps) {
  const [first, last] = rangeWords(from, to, { now, timeZone }, form)
  return (
    <>
      <time dateTime={isoOf(from)}>{first}</time> – <time dateTime={isoOf(to)}>{last}</time>
    </>
  )
}

function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
