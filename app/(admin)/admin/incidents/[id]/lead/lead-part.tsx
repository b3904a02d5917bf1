import type { Lead } from '#domain/incidents/leads'
import { Disclosure } from '../../../../parts/forms/disclosure.tsx'
import { LeadHistory } from './lead-history.tsx'

interface LeadPartProps {
  incidentId: string
  /** Who held the pen, the newest first. */
  leads: readonly Lead[]
  canHandOver: boolean
  now: number
  timeZone: string
}

/** Who holds the pen of an incident, what was said as they got it, and who held it before. */
export function LeadPart({ incidentId, leads, canHandOver, now, timeZone }: LeadPartProps) {
  const earlier = leads.slice(1)
  return (
    <>
      {leads.length === 0 && <p className="text-muted">Nobody.</p>}
      <LeadHistory leads={leads.slice(0, 1)} now={now} timeZone={timeZone} />
      {earlier.length > 0 && (
        <Disclosure summary="Who held it before" isOpen={false} className="text-note">
          <LeadHistory leads={earlier} now={now} timeZone={timeZone} />
        </Disclosure>
      )}
      {canHandOver && (
        <p>
          <a href={`/admin/incidents/${incidentId}/lead`} className="inline-flex min-h-11 items-center">
            Hand the pen over
          </a>
        </p>
      )}
    </>
  )
}
