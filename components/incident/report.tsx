import type { PublicReport } from '#domain/public/incidents'
import { reportHeadings } from '#domain/reports/reports'
import { Section } from '../section.tsx'
import { Time } from '../time.tsx'

interface ReportProps {
  report: PublicReport
  now: number
  timeZone: string
}

/** A published follow-up report under its fixed headings. */
export function Report({ report, now, timeZone }: ReportProps) {
  return (
    <Section title="Follow-up report" id="report">
      <div className="rounded-panel border border-line bg-panel px-4.5 py-5 sm:p-6">
        <p className="text-note text-muted">
          {'Published '}
          <Time at={report.publishedAt} now={now} timeZone={timeZone} />
        </p>
        {report.sections.map(({ key, html }) => (
          <section key={key} className="mt-6 first-of-type:mt-3">
            <h3 className="mb-1 font-semibold">{reportHeadings[key]}</h3>
            <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
          </section>
        ))}
      </div>
    </Section>
  )
}
