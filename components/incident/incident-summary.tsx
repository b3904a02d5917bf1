import type { ReactNode } from 'react'
import type { PublicIncidentSummary } from '#domain/public/incidents'
import { durationWords } from '../durations.tsx'
import { impactLabel, impactState, namesOf, progressLabel } from './incident-words.tsx'
import { StatusChip } from '../status-chip.tsx'
import { Time, TimeRange } from '../time.tsx'

interface IncidentSummaryProps {
  incident: PublicIncidentSummary
  now: number
  timeZone: string
  /** The start of the day under whose heading it stands. */
  day?: number
  /** What stands in the place of its title and of its newest words. */
  title?: ReactNode
  excerpt?: ReactNode
}

/** An incident in a list: what it was, when, whom it hit, and its newest words. */
export function IncidentSummary({ heading: Heading, ...told }: IncidentSummaryProps & { heading: 'h3' | 'h4' }) {
  const { incident } = told
  const excerpt = told.excerpt ?? incident.excerpt
  const isCancelled = incident.status === 'cancelled'
  return (
    <article className="break-inside-avoid">
      <Heading className="font-semibold">
        <a
          className={`-my-2.5 inline-block py-2.5 ${isCancelled ? 'line-through' : ''}`}
          href={`/incidents/${incident.id}`}
        >
          {told.title ?? incident.title}
        </a>
      </Heading>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-3 text-note text-muted">
        <StatusChip state={impactState(incident.impact)} label={summaryLabel(incident)} />
        <span>
          <Span {...told} />
        </span>
        {incident.components.length > 0 && <span>{namesOf(incident.components)}</span>}
        {incident.correctedAt !== null && <span>Corrected</span>}
      </p>
      {excerpt && <p className="mt-1">{excerpt}</p>}
      {incident.hasReport && (
        <p>
          <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${incident.id}#report`}>
            Follow-up report
          </a>
        </p>
      )}
    </article>
  )
}

function summaryLabel(incident: PublicIncidentSummary): string {
  const isUnusual = !incident.isOver || incident.status === 'cancelled'
  return isUnusual ? `${impactLabel(incident)}, ${progressLabel(incident).toLowerCase()}` : impactLabel(incident)
}

function Span({ incident, now, timeZone, day }: IncidentSummaryProps) {
  const { startedAt, resolvedAt, status, scheduledFor } = incident
  if (status === 'cancelled' && scheduledFor !== null) {
    return (
      <>
        {'Was planned for '}
        <Time at={scheduledFor} now={now} timeZone={timeZone} />
      </>
    )
  }
  if (resolvedAt === null) {
    return (
      <>
        {'Since '}
        <Time at={startedAt} now={now} timeZone={timeZone} />
      </>
    )
  }
  return (
    <>
      <TimeRange
        from={startedAt}
        to={resolvedAt}
        now={now}
        timeZone={timeZone}
        form={day === undefined ? {} : { knownDay: day }}
      />
      {`, ${durationWords(resolvedAt - startedAt)}`}
    </>
  )
}
