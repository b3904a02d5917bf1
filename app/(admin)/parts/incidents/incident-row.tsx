import type { ReactNode } from 'react'
import type { TeamIncidentSummary } from '#domain/team/incidents'
import { IncidentMeta } from './incident-meta.tsx'

interface IncidentRowProps {
  incident: TeamIncidentSummary
  now: number
  timeZone: string
  children?: ReactNode
}

/** An incident or maintenance in a list of the team's. What is internal has its dashed border. */
export function IncidentRow({ incident, now, timeZone, children }: IncidentRowProps) {
  const look = incident.isInternal
    ? 'my-2 rounded-control border-2 border-dashed border-no-data px-3'
    : 'border-line not-first:border-t'
  return (
    <li className={`py-3 ${look}`}>
      <a
        href={`/admin/incidents/${incident.id}`}
        className={`-my-1.5 inline-block py-2.75 leading-snug font-semibold ${incident.status === 'cancelled' ? 'line-through' : ''}`}
      >
        {incident.title}
      </a>
      <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
      {children}
    </li>
  )
}
