import type { Lead } from '#domain/incidents/leads'
import { Time } from '../../../../../../components/time.tsx'

interface LeadHistoryProps {
  /** The newest first. */
  leads: readonly Lead[]
  now: number
  timeZone: string
}

/** Who held the pen since when, with what was said as it was handed over. */
export function LeadHistory({ leads, now, timeZone }: LeadHistoryProps) {
  return (
    <ol className="mt-2 grid gap-2" role="list">
      {leads.map(({ personId, name, since, note }) => (
        <li key={`${personId} ${since}`}>
          <p>
            {name}{' '}
            <span className="text-note text-muted">
              {'since '}
              <Time at={since} now={now} timeZone={timeZone} form="short" />
            </span>
          </p>
          {note && <p className="text-note wrap-anywhere">“{note}”</p>}
        </li>
      ))}
    </ol>
  )
}
