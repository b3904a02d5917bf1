import type { BarDay } from '#domain/public/status-page'
import { sumTallies, uptimeHundredths, uptimeWords } from '#domain/uptime'
import { counted, durationWords } from '../durations.tsx'

/** A component's uptime, the strict figure beside it, and what both are made of. */
export function UptimeFigures({ days }: { days: readonly BarDay[] }) {
  const time = sumTallies(days.map((day) => day.tally))
  const weighted = uptimeHundredths(time)
  const strict = uptimeHundredths(time, 'strict')
  const unobserved = days.filter((day) => day.tally.worst === 'no_data').length
  if (weighted === null || strict === null) return <p className="mt-6 text-muted">Nothing was observed yet.</p>
  const figures: [string, string][] = [
    [`Uptime over ${counted(days.length - unobserved, 'day')}`, uptimeWords(weighted)],
    ['With partial outages in full', uptimeWords(strict)],
    ['Major outage', lengthOf(time.majorMs)],
    ['Partial outage', lengthOf(time.partialMs)],
  ]
  return (
    <>
      <dl className="mt-6 grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-x-6 gap-y-4">
        {figures.map(([term, figure]) => (
          <div key={term} className="flex flex-col justify-end">
            <dt className="text-small text-muted">{term}</dt>
            <dd className="font-semibold">{figure}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-note text-muted">
        {`Uptime is the share of the observed time without downtime: a major outage counts in full, a partial outage as 30 %, degraded performance and maintenance as none.${
          unobserved > 0
            ? ` ${counted(unobserved, 'day')} before it was watched ${unobserved === 1 ? 'is' : 'are'} left out.`
            : ''
        }`}
      </p>
    </>
  )
}

function lengthOf(ms: number): string {
  return ms > 0 ? durationWords(ms) : 'None'
}
