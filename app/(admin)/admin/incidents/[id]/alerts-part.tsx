'use client'

import type { IncidentAlert } from '#domain/alerts/incident-alerts'
import { StatusChip } from '../../../../../components/status-chip.tsx'
import { Time, TimeRange } from '../../../../../components/time.tsx'
import { ButtonLink } from '../../../parts/forms/button.tsx'
import { TeamOnly } from '../../../parts/panel.tsx'
import { DiscardForm } from '../../open-incidents/discard-form.tsx'
import { useLiveIncident } from './live-incident.tsx'

/** The alerts from which an incident was drafted, and what they propose. */
export function AlertsPart({ isResponder }: { isResponder: boolean }) {
  const { incident, alerts, now, timeZone } = useLiveIncident().desk
  if (!alerts) return null
  const isDraft = incident.isInternal && !incident.isOver && !incident.mergedIntoId
  return (
    <TeamOnly title="From alerts">
      <p className="mt-2">
        {`${alerts.sources.join(' and ')} sent them: ${alerts.firing} firing, ${alerts.ended} ended.`}
        {isDraft && ' Look at the title and the components before you publish: no rule knows what customers see.'}
      </p>
      <p role="status" className={alerts.proposesMonitoring ? 'mt-3 rounded-control bg-panel px-4 py-2.5' : 'sr-only'}>
        {alerts.proposesMonitoring &&
          'All of its alerts have ended. Proposed: “Monitoring”. Choose it in the form, and post it if it is true.'}
      </p>
      {isDraft && isResponder && (
        <div className="mt-4 flex flex-wrap gap-3">
          <ButtonLink href={`/admin/incidents/${incident.id}/publish`}>Look, then publish it</ButtonLink>
          <DiscardForm incidentId={incident.id} title={incident.title} />
        </div>
      )}
      <ul role="list" className="mt-3">
        {alerts.alerts.map((alert) => (
          <li key={alert.id} className="border-line py-3 not-first:border-t">
            <AlertFacts alert={alert} now={now} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </TeamOnly>
  )
}

function AlertFacts({ alert, now, timeZone }: { alert: IncidentAlert; now: number; timeZone: string }) {
  const { title, labels, component, status, startedAt, endedAt } = alert
  return (
    <>
      <p className="font-semibold wrap-anywhere">{title}</p>
      <p className="flex flex-wrap gap-x-3 text-note">
        <span>{component.name}</span>
        <StatusChip state={status} />
        <span className="text-muted">
          {endedAt === null ? (
            <>
              fires since <Time at={startedAt} now={now} timeZone={timeZone} />
            </>
          ) : (
            <>
              ended, <TimeRange from={startedAt} to={endedAt} now={now} timeZone={timeZone} />
            </>
          )}
        </span>
      </p>
      <p className="font-mono text-small text-muted wrap-anywhere">
        {Object.entries(labels)
          .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
          .join(' ')}
      </p>
    </>
  )
}
