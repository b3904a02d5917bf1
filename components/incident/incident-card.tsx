import type { PublicIncident } from '#domain/public/incidents'
import { durationWords } from '../durations.tsx'
import { impactLabel, impactState, namesOf, progressLabel } from './incident-words.tsx'
import { PromiseLine } from './promise-line.tsx'
import { stateEdge, stateText } from '../state-colors.tsx'
import { StatusChip } from '../status-chip.tsx'
import { Time, TimeRange } from '../time.tsx'
import { Timeline } from './timeline.tsx'

interface IncidentCardProps {
  incident: PublicIncident
  now: number
  timeZone: string
  /** Looked at before it is published: its own page is not there yet. */
  isPreview?: boolean
}

/** An incident or maintenance that is open or planned, whole, as the home page shows it. */
export function IncidentCard({ incident, now, timeZone, isPreview = false }: IncidentCardProps) {
  const state = impactState(incident.impact)
  return (
    <article className="break-inside-avoid overflow-clip rounded-panel border border-line bg-panel">
      <div className={`border-l-4 ${stateEdge[state]}`}>
        <div className="px-4.5 py-5 sm:px-6">
          <h3 className="text-section leading-snug font-semibold">
            {isPreview ? (
              incident.title
            ) : (
              <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${incident.id}`}>
                {incident.title}
              </a>
            )}
          </h3>
          <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-note text-muted">
            <StatusChip state={state} label={cardLabel(incident)} />
            <span>
              {incident.components.length > 0 && `${namesOf(incident.components)} · `}
              <When incident={incident} now={now} timeZone={timeZone} />
            </span>
            {incident.correctedAt !== null && <span>Corrected</span>}
          </p>
          {incident.updates.length > 0 && (
            <div className={`mt-5 ${stateText[state]}`}>
              <Timeline updates={incident.updates} now={now} timeZone={timeZone} />
            </div>
          )}
        </div>
        <PromiseLine promise={incident.promise} promisesNone={incident.promisesNone} now={now} timeZone={timeZone} />
      </div>
    </article>
  )
}

function cardLabel(incident: PublicIncident): string {
  const isUnderWay = incident.kind === 'maintenance' && incident.status !== 'scheduled'
  return isUnderWay ? `${impactLabel(incident)}, ${progressLabel(incident).toLowerCase()}` : impactLabel(incident)
}

function When({ incident, now, timeZone }: IncidentCardProps) {
  const { startedAt, resolvedAt, scheduledFor, scheduledUntil } = incident
  if (incident.kind === 'maintenance' && scheduledFor !== null && scheduledUntil !== null) {
    return (
      <>
        <TimeRange from={scheduledFor} to={scheduledUntil} now={now} timeZone={timeZone} form={{ withWeekday: true }} />
        {!incident.isOver && now > scheduledUntil && `, ${durationWords(now - scheduledUntil)} over`}
      </>
    )
  }
  if (resolvedAt !== null) {
    return (
      <>
        <TimeRange from={startedAt} to={resolvedAt} now={now} timeZone={timeZone} />
        {`, ${durationWords(resolvedAt - startedAt)}`}
      </>
    )
  }
  return (
    <>
      {incident.components.length > 0 ? 'since ' : 'Since '}
      <Time at={startedAt} now={now} timeZone={timeZone} form="short" />
      {startedAt < now && `, ${durationWords(now - startedAt)} so far`}
    </>
  )
}
