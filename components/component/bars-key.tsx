import { statusWords, type State } from '#domain/status'
import { SampleBar } from './day-bars.tsx'

const explained: readonly State[] = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'no_data',
]

/** What the forms of the bars mean. */
export function BarsKey() {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 text-small text-muted" role="list">
      {explained.map((state) => (
        <li key={state} className="inline-flex items-center gap-1.5">
          <SampleBar state={state} />
          {statusWords[state]}
        </li>
      ))}
    </ul>
  )
}
