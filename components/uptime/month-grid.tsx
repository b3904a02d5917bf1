import type { DayInCalendar, MonthInCalendar } from '#domain/public/uptime/calendar'
import { statusWords } from '#domain/status'
import { SampleBar } from '../component/day-bars.tsx'
import { lengthsInWords } from '../component/trouble-days.tsx'
import { counted } from '../durations.tsx'
import { dayWords } from '../instants.tsx'

interface MonthGridProps {
  month: MonthInCalendar
  caption: string
  /** How many components the calendar tells of. */
  componentCount: number
  hrefOf: (date: string) => string
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** A month as a calendar's grid: each day's state by its bar, and in words for those who don't see it. */
export function MonthGrid({ month, caption, ...rest }: MonthGridProps) {
  return (
    <table className="w-full table-fixed border-collapse text-small">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" abbr={name} className="pb-1 font-normal text-muted">
              {name.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month.days).map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => (
              <td key={place} className="p-px text-center align-top">
                {day && <Day day={day} {...rest} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day, componentCount, hrefOf }: Omit<MonthGridProps, 'month' | 'caption'> & { day: DayInCalendar }) {
  const { date, worst } = day
  const shape = 'flex min-h-11 flex-col justify-between rounded-mark border border-line p-0.5 whitespace-nowrap'
  const face = (
    <>
      <span>
        {Number(date.slice(8))}
        <span className="sr-only">{` ${dayWords(date).replace(/^\d+ /, '')}: ${wordsOf(day, componentCount)}`}</span>
      </span>
      <SampleBar state={worst} size="block h-4 w-full" />
    </>
  )
  if (worst === 'no_data') return <span className={`${shape} text-muted`}>{face}</span>
  return (
    <a className={`${shape} no-underline hover:border-text`} href={hrefOf(date)}>
      {face}
    </a>
  )
}

/** What a day was, of one component with how long, of several with how many. */
function wordsOf({ worst, time, affected }: DayInCalendar, componentCount: number): string {
  const words = statusWords[worst].toLowerCase()
  if (worst === 'no_data' || worst === 'operational') return words
  if (componentCount === 1) return lengthsInWords(time)
  return `${words}, ${affected} of ${counted(componentCount, 'component')} affected`
}

/** Weeks from Monday to Sunday, with null where a day belongs to another month. */
function weeksOf(days: readonly DayInCalendar[]): (DayInCalendar | null)[][] {
  const first = days[0]?.date
  const empty = first === undefined ? 0 : (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7
  const cells = [...Array.from({ length: empty }, () => null), ...days]
  const weeks: (DayInCalendar | null)[][] = []
  for (let at = 0; at < cells.length; at += 7) {
    const week = cells.slice(at, at + 7)
    weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)])
  }
  return weeks
}
