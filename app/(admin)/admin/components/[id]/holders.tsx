import type { ComponentHolder } from '#domain/components/component-statuses'
import { StatusChip } from '../../../../../components/status-chip.tsx'
import { Time } from '../../../../../components/time.tsx'
import { TeamOnlyMark } from '../../../parts/panel.tsx'

interface HoldersProps {
  holders: readonly ComponentHolder[]
  now: number
  timeZone: string
}

/** Everything that keeps a component from being operational. */
export function Holders({ holders, now, timeZone }: HoldersProps) {
  if (holders.length === 0) return <p className="mt-1 text-muted">Nothing holds it: it is operational.</p>
  return (
    <ul className="mt-2" role="list">
      {holders.map((holder, index) => (
        <li
          key={holder.incidentId ?? index}
          className="flex flex-wrap items-center justify-between gap-x-4 border-line py-1.5 not-first:border-t"
        >
          <span>
            {holder.incidentId === null ? (
              holder.alertSource === null ? (
                'Set by hand'
              ) : (
                `Set by an alert of ${holder.alertSource}`
              )
            ) : (
              <a href={`/admin/incidents/${holder.incidentId}`} className="-my-1.5 inline-block py-2.5">
                {holder.title}
              </a>
            )}{' '}
            <span className="text-note text-muted">
              {'since '}
              <Time at={holder.since} now={now} timeZone={timeZone} form="short" />
            </span>{' '}
            {holder.isInternal && <TeamOnlyMark>internal</TeamOnlyMark>}
          </span>
          <StatusChip state={holder.status} />
        </li>
      ))}
    </ul>
  )
}
