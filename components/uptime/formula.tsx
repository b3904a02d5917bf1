import type { ComponentStatus } from '#domain/status'
import { statusWords } from '#domain/status'
import { downtimeMs, exactUptime, uptimeWords, type Tally } from '#domain/uptime'
import { durationWords, secondsWords } from '../durations.tsx'
import { StatusChip } from '../status-chip.tsx'

interface FormulaProps {
  time: Tally
  weighted: number
  strict: number
}

interface Line {
  status: ComponentStatus
  ms: number
  weights: [weighted: number, strict: number]
}

/** How both figures come about: the time of each status, its weight, the downtime, and the division with its numbers. */
export function Formula({ time, weighted, strict }: FormulaProps) {
  const down = [downtimeMs(time), downtimeMs(time, 'strict')] as const
  const lines: Line[] = [
    { status: 'major_outage', ms: time.majorMs, weights: [1, 1] },
    { status: 'partial_outage', ms: time.partialMs, weights: [0.3, 1] },
    { status: 'degraded_performance', ms: time.degradedMs, weights: [0, 0] },
    { status: 'under_maintenance', ms: time.maintenanceMs, weights: [0, 0] },
  ]
  return (
    <div className="rounded-panel border border-line bg-panel px-4.5 py-5 sm:px-6">
      <table className="w-full border-collapse text-small sm:text-note">
        <caption className="sr-only">Downtime, by status and weight</caption>
        <thead className="text-left text-small text-muted">
          <tr>
            <th scope="col" className="pb-2 font-normal">
              Time at each status
            </th>
            <th scope="col" className="pb-2 pl-2 text-right font-normal whitespace-nowrap">
              Weighted
            </th>
            <th scope="col" className="pb-2 pl-2 text-right font-normal whitespace-nowrap">
              Strict
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <StatusLine key={line.status} {...line} />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line align-top font-semibold">
            <th scope="row" className="py-2 text-left font-semibold">
              Downtime
            </th>
            {down.map((ms, index) => (
              <td key={index} className="py-2 pl-2 text-right whitespace-nowrap">
                {secondsWords(ms)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <dl className="mt-3 space-y-3">
        <Division term="Uptime" time={time} figure="weighted" shown={weighted} />
        <Division term="Strict uptime" time={time} figure="strict" shown={strict} />
      </dl>
    </div>
  )
}

function StatusLine({ status, ms, weights }: Line) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-2 text-left font-normal">
        {ms > 0 ? <StatusChip state={status} /> : <span className="text-muted">{statusWords[status]}</span>}
        <span className="block text-muted">{ms > 0 ? `${durationWords(ms)} = ${secondsWords(ms)}` : 'none'}</span>
      </th>
      {weights.map((weight, index) => (
        <td key={index} className="py-2 pl-2 text-right whitespace-nowrap">
          <span className="block text-muted">{`× ${weight.toFixed(1)}`}</span>
          {secondsWords(Math.round(ms * weight * 10) / 10)}
        </td>
      ))}
    </tr>
  )
}

interface DivisionProps {
  term: string
  time: Tally
  figure: 'weighted' | 'strict'
  shown: number
}

function Division({ term, time, figure, shown }: DivisionProps) {
  const observed = secondsWords(time.observedMs)
  const exact = exactUptime(time, figure)
  const result = exact?.isExact
    ? `${trimmed(exact.digits)} %`
    : `${exact?.digits ?? ''}… %, cut to ${uptimeWords(shown)}`
  return (
    <div>
      <dt className="text-small text-muted">{term}</dt>
      <dd>{`(${observed} observed − ${secondsWords(downtimeMs(time, figure))} down) ÷ ${observed} × 100 = ${result}`}</dd>
    </div>
  )
}

/** Two digits at least, and no zeros after them. */
function trimmed(digits: string): string {
  return digits.replace(/(\.\d\d\d*?)0+$/, '$1')
}
