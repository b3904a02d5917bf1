import type { PublicReport } from '#domain/public/reports'
import { reportHeadings } from '#domain/reports/reports'

/** What a follow-up report says, under its fixed headings. */
export function ReportText({ report, heading: Heading }: { report: PublicReport; heading: 'h2' | 'h3' }) {
  return (
    <>
      {report.sections.map(({ key, html }) => (
        <section key={key} className="mt-6 first-of-type:mt-4">
          <Heading className="mb-1 font-semibold break-after-avoid">{reportHeadings[key]}</Heading>
          <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
        </section>
      ))}
    </>
  )
}
