import type { ReactNode } from 'react'
import type { AffectedComponent, PublicIncident } from '#domain/public/incidents'
import { statusWords, type ComponentStatus } from '#domain/status'
import { durationWords } from '../durations.tsx'
import { stateText } from '../state-colors.tsx'
import { StateIcon } from '../state-icon.tsx'
import { Time, TimeRange } from '../time.tsx'

interface IncidentFactsProps {
  incident: PublicIncident
  now: number
  timeZone: string
}

/** An incident in figures: how long, from when to when, and what it hit. */
export function IncidentFacts({ incident, now, timeZone }: IncidentFactsProps) {
  const told = { now, timeZone }
  return (
    <dl className="mt-6 grid grid-cols-[repeat(auto-fit,minmax(min(10.5rem,100%),1fr))] gap-x-6 gap-y-4">
      {incident.kind === 'maintenance' ? (
        <MaintenanceTimes incident={incident} {...told} />
      ) : (
        <IncidentTimes incident={incident} {...told} />
      )}
      <div className="col-span-full">
        <dt className="text-small text-muted">{affectedTerm(incident)}</dt>
        {incident.components.length === 0 && <dd className="font-semibold">No component</dd>}
        {incident.components.map((component) => (
          <Affected key={component.id} component={component} incident={incident} />
        ))}
      </div>
    </dl>
  )
}

function affectedTerm({ kind, isOver, falseAlarm }: PublicIncident): string {
  if (falseAlarm) return 'Thought to be affected'
  return kind === 'maintenance' && !isOver ? 'Affects' : 'Affected'
}

function Affected({ component, incident }: { component: AffectedComponent; incident: PublicIncident }) {
  const { slug, name, worst } = component
  const state = incident.falseAlarm ? 'no_data' : worst
  const isPlain = incident.kind === 'maintenance' && worst === 'under_maintenance'
  return (
    <dd className="flex flex-wrap items-center gap-x-2">
      <span className={stateText[state]}>
        <StateIcon state={state} />
      </span>
      <a className="inline-block py-2.5 font-semibold" href={`/components/${slug}`}>
        {name}
      </a>
      {!isPlain && <span className="text-note text-muted">{worstWords(incident, worst)}</span>}
    </dd>
  )
}

function worstWords({ isOver, falseAlarm }: PublicIncident, worst: ComponentStatus): string {
  const words = statusWords[worst].toLowerCase()
  if (falseAlarm) return `was shown as ${words}`
  return `${isOver ? 'at worst' : 'at worst so far'}: ${words}`
}

function IncidentTimes({ incident: { startedAt, resolvedAt }, now, timeZone }: IncidentFactsProps) {
  return (
    <>
      <Fact term={resolvedAt === null ? 'So far' : 'Lasted'}>
        {durationWords(Math.max(0, (resolvedAt ?? now) - startedAt))}
      </Fact>
      <Fact term="From">
        <Time at={startedAt} now={now} timeZone={timeZone} />
      </Fact>
      <Fact term="To">
        {resolvedAt === null ? 'Still open' : <Time at={resolvedAt} now={now} timeZone={timeZone} />}
      </Fact>
    </>
  )
}

function MaintenanceTimes({ incident, now, timeZone }: IncidentFactsProps) {
  const { scheduledFor, scheduledUntil, resolvedAt, startedAt, status } = incident
  const isOverdue = !incident.isOver && scheduledUntil !== null && now > scheduledUntil
  return (
    <>
      {scheduledFor !== null && scheduledUntil !== null && (
        <Fact term="Planned for">
          <TimeRange
            from={scheduledFor}
            to={scheduledUntil}
            now={now}
            timeZone={timeZone}
            form={{ withWeekday: true }}
          />
        </Fact>
      )}
      {isOverdue && <Fact term="Over its time by">{durationWords(now - scheduledUntil)}</Fact>}
      {resolvedAt !== null && (
        <Fact term={status === 'cancelled' ? 'Cancelled' : 'Completed'}>
          <Time at={resolvedAt} now={now} timeZone={timeZone} />
          {status === 'completed' && resolvedAt > startedAt && `, after ${durationWords(resolvedAt - startedAt)}`}
        </Fact>
      )}
    </>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-muted">{term}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  )
}
