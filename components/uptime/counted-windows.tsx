import type { ExplainedWindow, Holder } from '#domain/public/uptime/component-figure'
import type { ComponentStatus } from '#domain/status'
import { durationWords, secondsWords } from '../durations.tsx'
import { StatusChip } from '../status-chip.tsx'
import { TimeRange } from '../time.tsx'

interface WindowsProps {
  windows: readonly ExplainedWindow[]
  now: number
  timeZone: string
}

const weights: Record<ComponentStatus, string> = {
  major_outage: 'counts in full',
  partial_outage: 'counts 0.3, strictly in full',
  degraded_performance: 'counts for nothing',
  under_maintenance: 'counts for nothing',
  operational: 'counts for nothing',
}

/** Each window of a period: what it belongs to, when, and how much of it counts. */
export function CountedWindows({ windows, ...told }: WindowsProps) {
  return (
    <ol className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
      {windows.map((window) => (
        <li key={window.id} className="flex flex-wrap justify-between gap-x-6 px-4.5 py-4 sm:px-6">
          <div className="min-w-0 flex-1 basis-72">
            <HolderName holder={window.holder} />
            <p className="flex flex-wrap items-baseline gap-x-3 text-note text-muted">
              <StatusChip state={window.status} />
              <Part window={window} {...told} />
            </p>
          </div>
          <Counted window={window} />
        </li>
      ))}
    </ol>
  )
}

/** Windows that count for nothing because there was nothing: each with the reason. */
export function FalseAlarms({ windows, ...told }: WindowsProps) {
  return (
    <ol className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
      {windows.map((window) => (
        <li key={window.id} className="px-4.5 py-4 sm:px-6">
          <HolderName holder={window.holder} />
          <p className="flex flex-wrap items-baseline gap-x-3 text-note text-muted">
            <StatusChip state="no_data" label="False alarm" />
            <Part window={window} {...told} />
          </p>
          <p className="mt-1">
            {`0 s of ${secondsWords(window.to - window.from)} count.${window.falseAlarmReason ? ` ${window.falseAlarmReason}` : ''}`}
          </p>
        </li>
      ))}
    </ol>
  )
}

function HolderName({ holder }: { holder: Holder }) {
  if (holder.kind === 'hand') return <p className="font-semibold">Set by hand, without an incident</p>
  if (holder.kind === 'merged_away')
    return <p className="font-semibold">An incident that was merged into another one</p>
  return (
    <p className="font-semibold">
      <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${holder.id}`}>
        {holder.title}
      </a>
    </p>
  )
}

/** The part that lies in the period, and whether the window goes beyond it. */
function Part({
  window: { startedAt, endedAt, from, to },
  ...told
}: Omit<WindowsProps, 'windows'> & { window: ExplainedWindow }) {
  const begins = startedAt < from
  const goesOn = endedAt === null || endedAt > to
  const beyond =
    begins && goesOn ? 'began before, lasts longer' : begins ? 'began before' : goesOn ? 'lasts longer' : null
  return (
    <span>
      <TimeRange from={from} to={to} {...told} />
      {beyond !== null && ` (${beyond})`}
    </span>
  )
}

function Counted({ window: { status, from, to, countedMs } }: { window: ExplainedWindow }) {
  const overlap = to - from - countedMs
  return (
    <p className="text-note sm:text-right">
      <span className="block font-semibold">{secondsWords(countedMs)}</span>
      <span className="block text-muted">{`${durationWords(to - from)}; ${weights[status]}`}</span>
      {overlap > 0 && (
        <span className="block text-muted">{`${secondsWords(overlap)} overlap and count with another window`}</span>
      )}
    </p>
  )
}
