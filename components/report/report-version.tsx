import type { PublicIncident } from '#domain/public/incidents'
import type { PublicReport } from '#domain/public/reports'
import { PageTitle } from '../page-title.tsx'
import { Time } from '../time.tsx'
import { ReportText } from './report-text.tsx'

interface ReportVersionProps {
  incident: PublicIncident
  version: PublicReport
  /** The newest version's number. */
  newest: number
  now: number
  timeZone: string
}

/** One version of a follow-up report on a page of its own. */
export function ReportVersion({ incident, version, newest, now, timeZone }: ReportVersionProps) {
  const { number, isPreliminary, publishedAt } = version
  const href = `/incidents/${incident.id}#report`
  return (
    <article>
      <PageTitle>{`${isPreliminary ? 'Preliminary follow-up report' : 'Follow-up report'}, version ${number}`}</PageTitle>
      <p className="mt-2">
        {'On '}
        <a className="font-semibold" href={`/incidents/${incident.id}`}>
          {incident.title}
        </a>
      </p>
      <p className="mt-1 text-note text-muted">
        {'Published '}
        <Time at={publishedAt} now={now} timeZone={timeZone} />
      </p>
      {number < newest && (
        <p className="mt-6 rounded-control bg-no-data-tint px-4.5 py-3.5">
          <strong className="font-semibold">This is an earlier version.</strong>
          {' What holds now is '}
          <a href={href}>{`version ${newest}`}</a>.
        </p>
      )}
      <div className="mt-6 rounded-panel border border-line bg-panel px-4.5 py-5 sm:p-6">
        <ReportText report={version} heading="h2" />
      </div>
    </article>
  )
}
