import type { CalendarDay } from '#domain/calendar'
import type { ComponentFigure, UnobservedTime } from '#domain/public/uptime/component-figure'
import { durationWords, secondsWords } from '../durations.tsx'
import { shortDateWords } from '../instants.tsx'
import { TimeRange } from '../time.tsx'

const hourMs = 3_600_000

/** The time of a period without data and why, the observed time, and the days that the clock made longer or shorter. */
export function Unobserved({ figure }: { figure: ComponentFigure }) {
  const { observed, unobserved, period, page, asOf } = figure
  const told = { now: asOf, timeZone: page.timeZone }
  const odd = period.days.filter(({ from, to }) => to - from !== 24 * hourMs)
  return (
    <ul className="space-y-2" role="list">
      <li>
        {observed === null ? (
          'Nothing of this period was observed.'
        ) : (
          <>
            {'Observed: '}
            <TimeRange from={observed.from} to={observed.to} {...told} />
            {`, ${durationWords(observed.to - observed.from)} = ${secondsWords(observed.to - observed.from)}.`}
          </>
        )}
      </li>
      {unobserved.map((part) => (
        <li key={part.reason}>
          {`${reasonWords(part, figure)}: `}
          <TimeRange from={part.from} to={part.to} {...told} />
          {`, ${secondsWords(part.to - part.from)} without data${daysWords(part, period.days)}.`}
        </li>
      ))}
      {unobserved.length === 0 && observed !== null && <li>No time of this period is without data.</li>}
      {odd.map((day) => (
        <li key={day.date}>{`${shortDateWords(day.date)} had ${hoursOf(day)} hours, because the clock changed.`}</li>
      ))}
    </ul>
  )
}

function reasonWords({ reason }: UnobservedTime, { component }: ComponentFigure): string {
  if (reason === 'before_start') return `Before ${component.name} came onto the page`
  return reason === 'archived' ? `After ${component.name} was archived` : 'Not yet over'
}

/** How many whole days lie in a stretch of time. */
function daysWords({ from, to }: UnobservedTime, days: readonly CalendarDay[]): string {
  const whole = days.filter((day) => day.from >= from && day.to <= to).length
  if (whole === 0) return ''
  return `, ${whole} whole ${whole === 1 ? 'day' : 'days'} among them`
}

function hoursOf({ from, to }: CalendarDay): number {
  return Math.round(((to - from) / hourMs) * 100) / 100
}
