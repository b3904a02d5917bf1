import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { Pagination } from '#components/pagination'
import { OwedReports, ReportList } from '#components/report/report-list'
import { policyWords } from '#components/report/report-words'
import { Section } from '#components/section'
import { nextChange } from '#domain/public/instants/next-change'
import { metadataOf } from '../metadata.ts'
import { pageNumber, type Query } from '../query.ts'
import { readReports, requestNow } from '../reads.ts'

interface ReportsProps {
  searchParams: Promise<Query>
}

export async function generateMetadata({ searchParams }: ReportsProps): Promise<Metadata> {
  const { page, number, owed } = await readReports(pageNumber((await searchParams).page))
  const due = owed.flatMap(({ dueAt, finalDueAt }) => [dueAt, finalDueAt])
  return metadataOf({
    title: `Follow-up reports${number > 1 ? `, page ${number}` : ''} · ${page.name}`,
    description: `What happened, whom it hit and what we do about it: every follow-up report of ${page.name}.`,
    path: hrefOf(number),
    state: null,
    changesAt: nextChange(due, await requestNow(), page.timeZone),
  })
}

export default async function ReportsPage({ searchParams }: ReportsProps) {
  const [found, now] = [await readReports(pageNumber((await searchParams).page)), await requestNow()]
  const { page, number, pages, total, reports, owed, hasMoreOwed, policy } = found
  const told = { now, timeZone: page.timeZone }
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>Follow-up reports</PageTitle>
      <p className="mt-3">
        {policyWords(policy)} What they promise stands under <a href="/actions">action items</a>.
      </p>
      {owed.length > 0 && (
        <Section title="Awaited" id="awaited">
          <OwedReports reports={owed} hasMore={hasMoreOwed} {...told} />
        </Section>
      )}
      <Section title="Published" id="published">
        {total === 0 ? (
          <p className="text-muted">No follow-up report is published yet.</p>
        ) : (
          <ReportList reports={reports} {...told} />
        )}
      </Section>
      <Pagination number={number} pages={pages} hrefOf={hrefOf} label="Pages of the reports" />
    </PageFrame>
  )
}

function hrefOf(number: number): string {
  return number > 1 ? `/reports?page=${number}` : '/reports'
}
