import type { IncidentReports, PublicReport } from '#domain/public/reports'
import { durationWords } from '../durations.tsx'
import { Section } from '../section.tsx'
import { Time } from '../time.tsx'
import { ActionItemList } from './action-item-list.tsx'
import { DebtLine } from './report-debt-line.tsx'
import { ReportText } from './report-text.tsx'

interface IncidentReportProps {
  incidentId: string
  reports: IncidentReports
  now: number
  timeZone: string
  /** Looked at before it is published: its addresses are not there yet. */
  isPreview?: boolean
}

/** An incident's follow-up report with its promises, or what is known of when it comes; nothing where none is owed. */
export function IncidentReport({ incidentId, reports, now, timeZone, isPreview = false }: IncidentReportProps) {
  const { newest, debt, waived, actionItems } = reports
  const told = { now, timeZone }
  if (!newest && !debt && !waived) return null
  return (
    <Section title={newest?.isPreliminary ? 'Preliminary follow-up report' : 'Follow-up report'} id="report">
      <div className="overflow-clip rounded-panel border border-line bg-panel">
        {debt && <DebtLine debt={debt} {...told} />}
        {waived && (
          <p className="px-4.5 py-3.5 sm:px-6">
            <strong className="font-semibold">No report is planned.</strong>
            {` ${waived.reason} `}
            <span className="text-note text-muted">
              {'Decided '}
              <Time at={waived.at} {...told} />
            </span>
          </p>
        )}
        {newest && (
          <div className={`px-4.5 py-5 sm:p-6 ${debt ? 'border-t border-line' : ''}`}>
            <PublishedLine report={newest} dueAt={reports.dueAt} {...told} />
            {!isPreview && <Ways incidentId={incidentId} reports={reports} {...told} />}
            <ReportText report={newest} heading="h3" />
            {actionItems.length > 0 && (
              <section className="mt-6">
                <h3 className="mb-1 font-semibold break-after-avoid">Action items</h3>
                <ActionItemList items={actionItems} {...told} />
              </section>
            )}
          </div>
        )}
      </div>
    </Section>
  )
}

interface PublishedLineProps {
  report: PublicReport
  dueAt: number | null
  now: number
  timeZone: string
}

function PublishedLine({ report, dueAt, now, timeZone }: PublishedLineProps) {
  const { number, isPreliminary, publishedAt } = report
  return (
    <p className="text-note text-muted">
      {number > 1 ? `Version ${number}, published ` : 'Published '}
      <Time at={publishedAt} now={now} timeZone={timeZone} />
      {number === 1 && !isPreliminary && dueAt !== null && punctualityWords(publishedAt, dueAt)}
    </p>
  )
}

/** Earlier versions, and the same as a file. */
function Ways({ incidentId, reports, now, timeZone }: Omit<IncidentReportProps, 'isPreview'>) {
  const earlier = reports.versions.slice(1)
  return (
    <ul role="list" className="flex flex-wrap gap-x-5 text-note print:hidden">
      {earlier.map(({ number, publishedAt }) => (
        <li key={number}>
          <a className="inline-flex min-h-11 items-center gap-1" href={`/incidents/${incidentId}/reports/${number}`}>
            {`Version ${number}, `}
            <Time at={publishedAt} now={now} timeZone={timeZone} form="date" />
          </a>
        </li>
      ))}
      <li>
        <a className="inline-flex min-h-11 items-center" href={`/incidents/${incidentId}/report.md`}>
          As Markdown
        </a>
      </li>
    </ul>
  )
}

const dayMs = 86_400_000

/** How a report kept its day: told where it missed it, or came a day or more before it. */
function punctualityWords(publishedAt: number, dueAt: number): string {
  if (publishedAt > dueAt) return `, ${durationWords(publishedAt - dueAt)} after it was due`
  return dueAt - publishedAt >= dayMs ? `, ${durationWords(dueAt - publishedAt)} before it was due` : ', in time'
}
