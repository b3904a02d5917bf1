import { instantWords, rangeWords, type InstantForm, type RangeForm } from './instants.tsx'

const minuteMs = 60_000

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

interface TimesFromToProps {
  from: number
  to: number
  now: number
  timeZone: string
}

/** Two instants in a sentence, `from 14:12 to 13:47 UTC`, whichever is the earlier; to the second where the minute is the same. */
export function TimesFromTo({ from, to, now, timeZone }: TimesFromToProps) {
  const isClose = Math.floor(from / minuteMs) === Math.floor(to / minuteMs)
  const clock = { now, timeZone }
  const [first, last] = isClose
    ? [instantWords(from, clock, 'stamp'), instantWords(to, clock, 'stamp')]
    : rangeWords(from, to, clock)
  return (
    <>
      {'from '}
      <time dateTime={isoOf(from)}>{first}</time>
      {' to '}
      <time dateTime={isoOf(to)}>{last}</time>
    </>
  )
}

function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
