import type { ReportStanding } from '#domain/team/reports'
import { DebtWords } from '../../../../../components/report/report-debt-line.tsx'
import { workWords } from '../../../parts/incidents/report-work-words.ts'
import { SidePart } from './incident-side.tsx'

interface ReportPartProps {
  incidentId: string
  report: ReportStanding
  isResponder: boolean
  now: number
  timeZone: string
}

/** Beside an incident: how far its follow-up report is, and the way to it. */
export function ReportPart({ incidentId, report, isResponder, now, timeZone }: ReportPartProps) {
  const { debt, version, isWaived, work, authorName } = report
  return (
    <SidePart title="Follow-up report">
      {version !== null && <p>{`Published${version > 1 ? `, version ${version}` : ''}.`}</p>}
      {isWaived && <p>None is planned.</p>}
      {debt && (
        <p className={debt.lateByMs > 0 ? '-mx-2 rounded-control bg-degraded-tint px-2 py-1' : ''}>
          <DebtWords debt={debt} now={now} timeZone={timeZone} />
        </p>
      )}
      {!debt && version === null && !isWaived && <p className="text-muted">None is owed.</p>}
      {!isWaived && work !== 'none' && <p className="text-note text-muted">{workWords(work, authorName)}</p>}
      <p className="mt-1">
        <a href={`/admin/incidents/${incidentId}/report`} className="inline-flex min-h-11 items-center">
          {linkWords(report, isResponder)}
        </a>
      </p>
    </SidePart>
  )
}

function linkWords({ work, version, isWaived }: ReportStanding, isResponder: boolean): string {
  if (!isResponder || isWaived) return 'The report and its action items'
  if (work !== 'none') return 'Go on with the report'
  return version !== null ? 'Action items, or a new version' : 'Write the report'
}
