import type { UnmatchedAlert } from '#domain/alerts/deliveries'
import type { Labels } from '#domain/alerts/matchers'
import { Time } from '../../../../../components/time.tsx'

interface UnmatchedListProps {
  sourceId: string
  alerts: readonly UnmatchedAlert[]
  total: number
  canAdd: boolean
  now: number
  timeZone: string
}

/** Alerts that no rule matches, each with the way to a rule for it. */
export function UnmatchedList({ sourceId, alerts, total, canAdd, now, timeZone }: UnmatchedListProps) {
  if (total === 0) return <p className="mt-3 text-muted">Every alert of the last 30 days met a rule.</p>
  return (
    <>
      <p className="mt-1 text-note text-muted">
        {total === 1 ? '1 alert became nothing.' : `${total} alerts became nothing.`}
        {alerts.length < total && ` The last ${alerts.length}:`}
      </p>
      <ul className="mt-2" role="list">
        {alerts.map(({ id, title, labels, receivedAt, endedAt }) => (
          <li key={id} className="border-line py-3 not-first:border-t">
            <p className="font-semibold wrap-anywhere">{title}</p>
            <LabelList labels={labels} />
            <p className="text-note text-muted">
              {endedAt === null ? 'Fires; last heard ' : 'Ended; last heard '}
              <Time at={receivedAt} now={now} timeZone={timeZone} />
            </p>
            {canAdd && (
              <p className="text-note">
                <a
                  href={`/admin/alerts/${sourceId}?labels=${encodeURIComponent(linesFor(labels))}#add`}
                  className="inline-flex min-h-11 items-center"
                  aria-label={`Make a rule for ${title}`}
                >
                  No rule matches these labels: make a rule
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

export function LabelList({ labels }: { labels: Labels }) {
  return (
    <p className="font-mono text-small text-muted wrap-anywhere">
      {Object.entries(labels)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(' ')}
    </p>
  )
}

/** Labels that say which machine it is change with each alert: they are left out of a rule that begins with these. */
const ofMachines = ['instance', 'pod', 'host', 'hostname', 'node', 'container', 'title']

function linesFor(labels: Labels): string {
  return Object.entries(labels)
    .filter(([name, value]) => !ofMachines.includes(name) && value.length <= 100 && /^[^\s=!~"]{1,100}$/.test(name))
    .slice(0, 8)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('\n')
}
