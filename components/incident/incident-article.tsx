import type { PublicIncident } from '#domain/public/incidents'
import type { IncidentReports } from '#domain/public/reports'
import { ButtonLink } from '../button-link.tsx'
import { Corrections } from './corrections.tsx'
import { IncidentFacts } from './incident-facts.tsx'
import { impactLabel, impactState, ownState, progressLabel } from './incident-words.tsx'
import { PromiseLine } from './promise-line.tsx'
import { PageTitle } from '../page-title.tsx'
import { IncidentReport } from '../report/incident-report.tsx'
import { Section } from '../section.tsx'
import { stateEdge, stateText } from '../state-colors.tsx'
import { StatusChip } from '../status-chip.tsx'
import { Time } from '../time.tsx'
import { Timeline } from './timeline.tsx'

interface IncidentArticleProps {
  incident: PublicIncident
  reports: IncidentReports
  now: number
  timeZone: string
  /** The address to share. */
  url: string
}

/** An incident or maintenance on its own page. */
export function IncidentArticle({ incident, reports, now, timeZone, url }: IncidentArticleProps) {
  const state = ownState(incident)
  const told = { now, timeZone }
  // That a report was published is an update too; its text stands in the report already.
  const updates = incident.updates.filter((update) => reports.newest === null || update.status !== 'postmortem')
  // A report stands first of all that is told; before there is one, what was corrected does.
  const isReported = reports.newest !== null
  const corrections = <Corrections corrections={incident.corrections} {...told} />
  return (
    <article>
      <PageTitle isStruck={incident.status === 'cancelled'}>{incident.title}</PageTitle>
      <p className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1">
        <StatusChip state={state} label={progressLabel(incident)} />
        <StatusChip state={impactState(incident.impact)} label={impactLabel(incident)} />
      </p>
      <IncidentFacts incident={incident} {...told} />
      {(!incident.isOver || reports.debt !== null) && (
        <p className="mt-5 print:hidden">
          <ButtonLink href={`/subscribe?incident=${incident.id}`}>{`Get updates of this ${incident.kind}`}</ButtonLink>
        </p>
      )}
      {!isReported && corrections}
      {incident.falseAlarm && (
        <p className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
          <strong className="font-semibold">
            {'Found to be a false alarm '}
            <Time at={incident.falseAlarm.at} {...told} />.
          </strong>
          {` ${incident.falseAlarm.reason} It counts for nothing in the uptime figures.`}
        </p>
      )}
      <IncidentReport incidentId={incident.id} reports={reports} {...told} />
      {isReported && corrections}
      <Section title="Updates" id="updates">
        <div className="overflow-clip rounded-panel border border-line bg-panel">
          <div className={`border-l-4 px-4.5 py-5 sm:px-6 ${stateEdge[state]} ${stateText[state]}`}>
            {updates.length > 0 ? (
              <Timeline updates={updates} {...told} isWhole />
            ) : (
              <p className="text-muted">No update was published.</p>
            )}
          </div>
          <PromiseLine promise={incident.promise} promisesNone={incident.promisesNone} {...told} />
        </div>
      </Section>
      <p className="mt-6 text-note text-muted">
        {`Link to this ${incident.kind}: `}
        <span className="text-text select-all">{url}</span>
      </p>
    </article>
  )
}
