import type { ReactNode } from 'react'
import { mayAct, type Role } from '#domain/actor'
import type { TeamIncident } from '#domain/team/incident'
import { IncidentMeta } from '../../../parts/incidents/incident-meta.tsx'
import { Missing } from '../../../parts/missing.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'

interface ActFrameProps {
  incident: TeamIncident | null
  title: string
  role: Role
  /** What the page is for, behind "To": "merge an incident". */
  what: string
  /** Why it can't be done with this incident; null where it can. */
  refusal: (incident: TeamIncident) => string | null
  now: number
  timeZone: string
  children: (incident: TeamIncident) => ReactNode
}

/** A page for one act on an incident, with the way back to it; what can't be done says why. */
export function ActFrame({ incident, title, role, what, refusal, now, timeZone, children }: ActFrameProps) {
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const why = incident.mergedInto
    ? `It was merged into “${incident.mergedInto.title}”. Go on with that one.`
    : refusal(incident)
  return (
    <div className="max-w-[46rem]">
      <PageTitle title={title} back={{ href: `/admin/incidents/${incident.id}`, label: incident.title }} />
      <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
      {!mayAct(role, 'responder') ? (
        <NotAllowed role={role} needed="responder" what={what} />
      ) : why === null ? (
        children(incident)
      ) : (
        <p className="mt-5 rounded-control bg-no-data-tint px-4 py-3">{why}</p>
      )}
    </div>
  )
}
