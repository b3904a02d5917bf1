import { impactWords, statusOf, updateWords } from '#domain/status'
import type { TeamIncidentSummary } from '#domain/team/incidents'
import { durationWords } from '../../../../components/durations.tsx'
import { StatusChip } from '../../../../components/status-chip.tsx'
import { Time, TimeRange } from '../../../../components/time.tsx'
import { TeamOnlyMark } from '../panel.tsx'

interface IncidentMetaProps {
  incident: TeamIncidentSummary
  now: number
  timeZone: string
}

/** An incident in one line: impact, state, since when, who sees it. */
export function IncidentMeta({ incident, now, timeZone }: IncidentMetaProps) {
  const { impact, status, isOver } = incident
  const state = isOver
    ? status === 'cancelled'
      ? 'no_data'
      : 'operational'
    : impact === 'none'
      ? 'no_data'
      : statusOf(impact)
  const impactLabel = incident.isFalseAlarm ? 'False alarm' : impactWords[impact]
  const label = incident.mergedIntoId
    ? 'Merged into another incident'
    : `${impactLabel}, ${updateWords[status].toLowerCase()}`
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-note text-muted">
      <StatusChip state={incident.mergedIntoId ? 'no_data' : state} label={label} />
      {incident.isInternal && <TeamOnlyMark>internal</TeamOnlyMark>}
      <span>
        <When incident={incident} now={now} timeZone={timeZone} />
      </span>
      {incident.components.length > 0 && (
        <span>{incident.components.map((component) => component.name).join(', ')}</span>
      )}
      {incident.customers > 0 && (
        <span>{incident.customers === 1 ? '1 customer linked' : `${incident.customers} customers linked`}</span>
      )}
    </p>
  )
}

function When({ incident, now, timeZone }: IncidentMetaProps) {
  const { startedAt, resolvedAt, scheduledFor, scheduledUntil, kind, isOver } = incident
  const told = { now, timeZone }
  if (kind === 'maintenance' && scheduledFor !== null && scheduledUntil !== null) {
    return (
      <>
        <TimeRange from={scheduledFor} to={scheduledUntil} {...told} form={{ withWeekday: true }} />
        {!isOver && now > scheduledUntil && `, ${durationWords(now - scheduledUntil)} over`}
      </>
    )
  }
  if (resolvedAt !== null) {
    return (
      <>
        <TimeRange from={startedAt} to={resolvedAt} {...told} />
        {`, ${durationWords(resolvedAt - startedAt)}`}
      </>
    )
  }
  return (
    <>
      {'Since '}
      <Time at={startedAt} {...told} form="short" />
      {`, ${durationWords(now - startedAt)}`}
    </>
  )
}
