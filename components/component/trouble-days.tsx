import type { BarDay } from '#domain/public/status-page'
import { statusWords, type ComponentStatus } from '#domain/status'
import type { Tally } from '#domain/uptime'
import { counted, durationWords } from '../durations.tsx'
import { shortDateWords } from '../instants.tsx'
import { StateIcon } from '../state-icon.tsx'
import { stateText } from '../state-colors.tsx'

const lengths: readonly [ComponentStatus, keyof Tally][] = [
  ['major_outage', 'majorMs'],
  ['partial_outage', 'partialMs'],
  ['degraded_performance', 'degradedMs'],
  ['under_maintenance', 'maintenanceMs'],
]

/** The days that were not wholly operational, newest first. */
export function notableDays(days: readonly BarDay[]): BarDay[] {
  return days.filter(({ tally }) => tally.worst !== 'operational' && tally.worst !== 'no_data').reverse()
}

/** How many days had trouble, and how many only maintenance: `2 days with trouble, 1 with maintenance`. */
export function troubleWords(notable: readonly BarDay[]): string {
  const maintained = notable.filter(({ tally }) => tally.worst === 'under_maintenance').length
  const troubled = notable.length - maintained
  if (notable.length === 0) return 'No trouble'
  if (troubled === 0) return `${counted(maintained, 'day')} with maintenance`
  return `${counted(troubled, 'day')} with trouble${maintained > 0 ? `, ${maintained} with maintenance` : ''}`
}

interface TroubleDaysProps {
  notable: readonly BarDay[]
  /** Where a day is explained; left out, it leads nowhere. */
  hrefOf?: (date: string) => string
}

/** Each notable day with what it was and for how long. */
export function TroubleDays({ notable, hrefOf }: TroubleDaysProps) {
  return (
    <ul className="space-y-1 text-note" role="list">
      {notable.map(({ date, tally }) => (
        <li key={date} className="flex gap-2">
          <span className={`mt-0.5 ${tally.worst === 'no_data' ? '' : stateText[tally.worst]}`}>
            <StateIcon state={tally.worst} />
          </span>
          <span>
            <DayName date={date} href={hrefOf?.(date)} />
            {`: ${lengthsInWords(tally)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

function DayName({ date, href }: { date: string; href: string | undefined }) {
  const words = <time dateTime={date}>{shortDateWords(date)}</time>
  return href === undefined ? words : <a href={href}>{words}</a>
}

/** How long what lasted: `partial outage for 21 minutes, degraded performance for 1 hour`. */
export function lengthsInWords(tally: Tally): string {
  return lengths
    .map(([status, key]) => ({ status, ms: tally[key] as number }))
    .filter(({ ms }) => ms > 0)
    .map(({ status, ms }) => `${statusWords[status].toLowerCase()} for ${durationWords(ms)}`)
    .join(', ')
}
