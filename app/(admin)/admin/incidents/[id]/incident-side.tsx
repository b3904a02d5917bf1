import type { ReactNode } from 'react'
import type { Lead } from '#domain/incidents/leads'
import type { Activity } from '#domain/team/activity'
import type { TeamIncident } from '#domain/team/incident'
import { durationWords } from '../../../../../components/durations.tsx'
import { StatusChip } from '../../../../../components/status-chip.tsx'
import { Time } from '../../../../../components/time.tsx'
import { CustomersFact } from '../../../customers/customers-fact.tsx'
import { activityWords } from '../../../parts/incidents/activity-words.ts'
import { ActsPart, hasActs } from './acts-part.tsx'
import { LeadPart } from './lead/lead-part.tsx'
import { NothingNewForm } from './nothing-new-form.tsx'

interface IncidentSideProps {
  incident: TeamIncident
  activity: readonly Activity[]
  now: number
  timeZone: string
  canPost: boolean
  /** Whether whoever looks may do more than that. */
  canAct: boolean
  /** Who held the pen, the newest first. */
  leads: readonly Lead[]
  /** Other parts, each a `SidePart`. */
  children?: ReactNode
}

/** What stands beside an incident: the promise, the pen, its components, its facts, who did what. */
export function IncidentSide({
  incident,
  activity,
  now,
  timeZone,
  canPost,
  canAct,
  leads,
  children,
}: IncidentSideProps) {
  const told = { now, timeZone }
  return (
    <aside
      aria-label="About this incident"
      className="mt-6 self-start rounded-panel border border-line bg-panel lg:mt-8"
    >
      {incident.kind === 'incident' && !incident.isOver && (
        <SidePart title="Next update">
          <PromiseClock incident={incident} {...told} />
          {canPost && <NothingNewForm incidentId={incident.id} />}
        </SidePart>
      )}
      <SidePart title="Holds the pen">
        <LeadPart incidentId={incident.id} leads={leads} canHandOver={canAct && !incident.mergedIntoId} {...told} />
      </SidePart>
      <SidePart title={incident.isOver ? 'What it affected' : 'What it affects'}>
        {incident.components.length === 0 && <p className="text-muted">No component.</p>}
        <ul role="list">
          {incident.components.map(({ id, name, status }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-3">
              <span>{name}</span> <StatusChip state={status} />
            </li>
          ))}
        </ul>
      </SidePart>
      <SidePart title="Customers">
        <CustomersFact incident={incident} />
      </SidePart>
      {children}
      <SidePart title="Facts">
        <dl className="grid gap-y-2">
          <Fact name="Began">
            <Time at={incident.startedAt} {...told} />
          </Fact>
          {incident.resolvedAt !== null && (
            <Fact name="Ended">
              <Time at={incident.resolvedAt} {...told} />
            </Fact>
          )}
          <Fact name="Public">
            {incident.publishedAt === null ? (
              'No: internal, only the team sees it'
            ) : (
              <>
                {'Since '}
                <Time at={incident.publishedAt} {...told} />
              </>
            )}
          </Fact>
          {incident.openedByName && <Fact name="Opened by">{incident.openedByName}</Fact>}
          {incident.falseAlarmReason && <Fact name="False alarm">{incident.falseAlarmReason}</Fact>}
          {incident.sourceStatus && <Fact name="State where it was imported">{incident.sourceStatus}</Fact>}
        </dl>
        <p className="mt-1">
          <a href={`/admin/incidents/${incident.id}/corrections`} className="inline-flex min-h-11 items-center">
            {canAct ? 'Correct the title, times or components' : 'What was corrected'}
          </a>
        </p>
        {incident.publishedAt !== null && (
          <p>
            <a href={`/incidents/${incident.id}`} className="inline-flex min-h-11 items-center">
              What customers read
            </a>
          </p>
        )}
      </SidePart>
      {canAct && hasActs(incident) && (
        <SidePart title="What else can be done">
          <ActsPart incident={incident} />
        </SidePart>
      )}
      {activity.length > 0 && (
        <SidePart title="Who did what">
          <ul className="grid gap-1 text-note" role="list">
            {activity.map((entry) => (
              <li key={entry.number}>
                {`${entry.actorName} ${activityWords(entry.action)} `}
                <span className="text-muted">
                  <Time at={entry.at} {...told} form="short" />
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-1">
            <a href={`/admin/incidents/${incident.id}/activity`} className="inline-flex min-h-11 items-center">
              All of it, with what changed
            </a>
          </p>
        </SidePart>
      )}
    </aside>
  )
}

function PromiseClock({ incident, now, timeZone }: { incident: TeamIncident; now: number; timeZone: string }) {
  const { promise } = incident
  if (!promise)
    return <p className="text-muted">{incident.promisesNone ? 'None is promised.' : 'None was promised.'}</p>
  const isMissed = promise.missedByMs > 0
  return (
    <p className={isMissed ? '-mx-2 rounded-control bg-degraded-tint px-2 py-1' : ''}>
      <strong className="block text-headline leading-tight font-bold tracking-tight">
        {isMissed ? `${durationWords(promise.missedByMs)} late` : `in ${durationWords(promise.by - now)}`}
      </strong>
      <span className="text-note text-muted">
        {'promised by '}
        <Time at={promise.by} now={now} timeZone={timeZone} form="short" />
      </span>
    </p>
  )
}

export function SidePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line px-5 py-4.5 not-first:border-t">
      <h2 className="mb-1.5 font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
