import type { TeamReport } from '#domain/team/reports'
import { DebtWords } from '../../../../../../components/report/report-debt-line.tsx'
import { Time } from '../../../../../../components/time.tsx'

interface ReportStandingProps {
  incidentId: string
  report: TeamReport
  now: number
  timeZone: string
}

/** What customers know of the report now: that it is awaited, published or not planned. */
export function ReportStanding({ incidentId, report, now, timeZone }: ReportStandingProps) {
  const { newest, debt, versions } = report.public
  const told = { now, timeZone }
  return (
    <div className="mt-2 grid gap-1.5">
      {debt && (
        <p className={debt.lateByMs > 0 ? 'rounded-control bg-degraded-tint px-4 py-3' : ''}>
          <DebtWords debt={debt} {...told} />
        </p>
      )}
      {newest && (
        <p>
          {newest.isPreliminary ? 'A preliminary version is published' : 'The report is published'}
          {versions.length > 1 ? `, version ${newest.number}, since ` : ' since '}
          <Time at={newest.publishedAt} {...told} />.{' '}
          <a href={`/incidents/${incidentId}#report`}>What customers read</a>
        </p>
      )}
      {!debt && !newest && !report.public.waived && (
        <p className="text-muted">This incident owes no report. One can be written all the same.</p>
      )}
    </div>
  )
}
