import type { PublicIncidentSummary } from '#domain/public/incidents'
import type { PublicComponent } from '#domain/public/status-page'
import { ButtonLink } from '../button-link.tsx'
import { BarsKey } from './bars-key.tsx'
import { DayBars } from './day-bars.tsx'
import { IncidentSummary } from '../incident/incident-summary.tsx'
import { PageTitle } from '../page-title.tsx'
import { Section } from '../section.tsx'
import { StatusChip } from '../status-chip.tsx'
import { Time } from '../time.tsx'
import { notableDays, troubleWords, TroubleDays } from './trouble-days.tsx'
import { UptimeFigures } from './uptime-figures.tsx'

interface ComponentDetailProps {
  component: PublicComponent
  incidents: readonly PublicIncidentSummary[]
  now: number
  timeZone: string
}

/** A component on its own page: its status, its days, its uptime and its incidents. */
export function ComponentDetail({ component, incidents, now, timeZone }: ComponentDetailProps) {
  const told = { now, timeZone }
  return (
    <article>
      <PageTitle>{component.name}</PageTitle>
      {component.archivedAt === null && <Standing component={component} {...told} />}
      {component.description && <p className="mt-3 whitespace-pre-line">{component.description}</p>}
      {component.archivedAt !== null && <Archived at={component.archivedAt} {...told} />}
      {component.archivedAt === null && (
        <p className="mt-5 print:hidden">
          <ButtonLink href={`/subscribe?component=${encodeURIComponent(component.slug)}`}>
            {`Get updates of ${component.name}`}
          </ButtonLink>
        </p>
      )}
      {component.archivedAt === null && component.showsUptime && <Days component={component} />}
      <Section title="Incidents and maintenance" id="incidents">
        {incidents.length === 0 ? (
          <p className="text-muted">{`No incidents of ${component.name} were reported.`}</p>
        ) : (
          <ul className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
            {incidents.map((incident) => (
              <li key={incident.id} className="px-4.5 py-4 sm:px-6">
                <IncidentSummary heading="h3" incident={incident} {...told} />
              </li>
            ))}
          </ul>
        )}
        <p className="mt-4">
          <a className="inline-block py-2.5" href={`/history?component=${encodeURIComponent(component.slug)}`}>
            {`History of ${component.name}, month by month`}
          </a>
        </p>
      </Section>
    </article>
  )
}

function Archived({ at, now, timeZone }: { at: number; now: number; timeZone: string }) {
  return (
    <p className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
      {'Archived '}
      <Time at={at} now={now} timeZone={timeZone} form="date" />
      {'. It is no longer on the page; what happened to it stays here.'}
    </p>
  )
}

function Standing({ component: { status, since }, now, timeZone }: Omit<ComponentDetailProps, 'incidents'>) {
  return (
    <p className="mt-2.5 flex flex-wrap items-center gap-x-3 text-note text-muted">
      <StatusChip state={status} />
      {since !== null && (
        <span>
          {'since '}
          <Time at={since} now={now} timeZone={timeZone} form="short" />
        </span>
      )}
    </p>
  )
}

function Days({ component: { days } }: { component: PublicComponent }) {
  const notable = notableDays(days)
  return (
    <Section title={`The last ${days.length} days`} id="days">
      <div className="rounded-panel border border-line bg-panel px-4.5 py-5 sm:px-6">
        <DayBars days={days} />
        <p className="mt-1.5 flex justify-between text-small text-muted">
          <span>
            <span className="sm:hidden">30</span>
            <span className="hidden sm:inline md:hidden">60</span>
            <span className="hidden md:inline">{days.length}</span> days ago
          </span>
          <span>today</span>
        </p>
        <UptimeFigures days={days} />
        <h3 className="mt-6 mb-2 font-semibold">{troubleWords(notable)}</h3>
        {notable.length > 0 && <TroubleDays notable={notable} />}
      </div>
      <div className="mt-4">
        <BarsKey />
      </div>
    </Section>
  )
}
