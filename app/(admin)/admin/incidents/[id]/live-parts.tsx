'use client'

import { IncidentMeta } from '../../../parts/incidents/incident-meta.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { IncidentSide } from './incident-side.tsx'
import { useLiveIncident } from './live-incident.tsx'
import { ReportPart } from './report-part.tsx'
import { ToldPart } from './told/told-part.tsx'
import { TeamTimeline } from './team-timeline.tsx'

/** What stands above everything else of an incident: its title, its state, who sees it. */
export function IncidentHead() {
  const { incident, now, timeZone } = useLiveIncident().desk
  const back =
    incident.kind === 'incident'
      ? { href: '/admin/incidents', label: 'Incidents' }
      : { href: '/admin/maintenance', label: 'Maintenance' }
  return (
    <>
      <PageTitle title={incident.title} back={back} />
      <IncidentMeta incident={incident} now={now} timeZone={timeZone} />
      {incident.isInternal && (
        <p className="mt-4 rounded-control border-2 border-dashed border-no-data bg-no-data-tint px-4 py-3">
          This incident is <strong className="font-semibold">internal</strong>: only the team sees it.
        </p>
      )}
      {incident.mergedInto && (
        <p className="mt-4">
          It was merged into <a href={`/admin/incidents/${incident.mergedInto.id}`}>{incident.mergedInto.title}</a>,
          which goes on with its updates.
        </p>
      )}
    </>
  )
}

export function LiveTimeline({ isResponder }: { isResponder: boolean }) {
  const { desk, posting } = useLiveIncident()
  const { incident, now, timeZone } = desk
  return (
    <TeamTimeline
      updates={incident.updates}
      posting={posting}
      isInternal={incident.isInternal}
      correctHref={
        isResponder && !incident.mergedIntoId
          ? (updateId) => `/admin/incidents/${incident.id}/updates/${updateId}`
          : null
      }
      now={now}
      timeZone={timeZone}
    />
  )
}

export function LiveSide({ isResponder }: { isResponder: boolean }) {
  const { incident, activity, leads, report, newestTelling, now, timeZone } = useLiveIncident().desk
  return (
    <IncidentSide
      incident={incident}
      activity={activity}
      now={now}
      timeZone={timeZone}
      canPost={isResponder && !incident.isOver && !incident.isInternal}
      canAct={isResponder}
      leads={leads}
    >
      <ToldPart incidentId={incident.id} newest={newestTelling} />
      {incident.kind === 'incident' && !incident.mergedIntoId && (
        <ReportPart incidentId={incident.id} report={report} isResponder={isResponder} now={now} timeZone={timeZone} />
      )}
    </IncidentSide>
  )
}
