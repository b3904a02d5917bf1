import type { OwedReport, ReportSummary } from '#domain/public/reports'
import { Time, TimeRange } from '../time.tsx'
import { DebtLine } from './report-debt-line.tsx'

interface Told {
  now: number
  timeZone: string
}

/** The published reports, each by how it begins. */
export function ReportList({ reports, now, timeZone }: Told & { reports: readonly ReportSummary[] }) {
  const told = { now, timeZone }
  return (
    <ul className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
      {reports.map((report) => (
        <li key={report.incidentId} className="break-inside-avoid px-4.5 py-4 sm:px-6">
          <h3 className="font-semibold">
            <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${report.incidentId}#report`}>
              {report.title}
            </a>
          </h3>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-note text-muted">
            <span>
              {report.isPreliminary ? 'Preliminary, published ' : 'Published '}
              <Time at={report.publishedAt} {...told} form="date" />
              {report.versions > 1 && `, version ${report.versions}`}
            </span>
            <span>
              {report.resolvedAt === null ? 'Incident open since ' : 'Incident of '}
              {report.resolvedAt === null ? (
                <Time at={report.startedAt} {...told} />
              ) : (
                <TimeRange from={report.startedAt} to={report.resolvedAt} {...told} />
              )}
            </span>
          </p>
          {report.excerpt && <p className="mt-1">{report.excerpt}</p>}
        </li>
      ))}
    </ul>
  )
}

/** The reports that readers wait for, the latest first. */
export function OwedReports({
  reports,
  hasMore,
  now,
  timeZone,
}: Told & { reports: readonly OwedReport[]; hasMore: boolean }) {
  const told = { now, timeZone }
  return (
    <>
      <ul className="divide-y divide-line overflow-clip rounded-panel border border-line bg-panel" role="list">
        {reports.map((report) => (
          <li key={report.incidentId} className="break-inside-avoid">
            <h3 className="px-4.5 pt-4 font-semibold sm:px-6">
              <a className="-my-2.5 inline-block py-2.5" href={`/incidents/${report.incidentId}`}>
                {report.title}
              </a>
            </h3>
            <p className={`px-4.5 text-note text-muted sm:px-6 ${report.lateByMs > 0 ? 'pb-3' : ''}`}>
              {'Ended '}
              <Time at={report.resolvedAt} {...told} />
            </p>
            <DebtLine debt={report} {...told} />
          </li>
        ))}
      </ul>
      {hasMore && <p className="mt-3 text-note text-muted">{`More are awaited than these ${reports.length}.`}</p>}
    </>
  )
}
