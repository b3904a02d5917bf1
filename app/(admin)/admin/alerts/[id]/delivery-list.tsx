import type { DeliveryRow } from '#domain/alerts/deliveries'
import { formatWords } from '#domain/alerts/formats/formats'
import { Time } from '../../../../../components/time.tsx'

const outcomeWords: Record<DeliveryRow['outcome'], string> = {
  draft_opened: 'Drafted an incident',
  draft_updated: 'Added to the draft',
  status_set: 'Set a status',
  alerts_ended: 'Noted that alerts ended',
  noted: 'Noted; there was nothing to draft',
  nothing_new: 'Nothing new',
  unmatched: 'No rule matches',
  refused: 'Refused',
}

interface DeliveryListProps {
  deliveries: readonly DeliveryRow[]
  now: number
  timeZone: string
}

/** What came of the last deliveries, the newest first. */
export function DeliveryList({ deliveries, now, timeZone }: DeliveryListProps) {
  if (deliveries.length === 0) return <p className="mt-3 text-muted">Nothing was delivered in the last 30 days.</p>
  return (
    <ol className="mt-2">
      {deliveries.map(({ number, at, format, outcome, matched, ignored, incidentId, note }) => (
        <li key={number} className="border-line py-2.5 not-first:border-t">
          <p className="flex flex-wrap gap-x-3 text-note">
            <span className="text-muted">
              <Time at={at} now={now} timeZone={timeZone} />
            </span>
            <span className={outcome === 'refused' ? 'font-semibold text-major' : 'font-semibold'}>
              {outcomeWords[outcome]}
            </span>
            <span className="text-muted">
              {format && `${formatWords[format]} · `}
              {`${matched} matched, ${ignored} not`}
            </span>
          </p>
          {incidentId && (
            <p className="text-note">
              <a href={`/admin/incidents/${incidentId}`} className="inline-flex min-h-11 items-center">
                The incident
              </a>
            </p>
          )}
          {note && <p className="text-note wrap-anywhere">{note}</p>}
        </li>
      ))}
    </ol>
  )
}
