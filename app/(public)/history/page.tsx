import type { Metadata } from 'next'
import { HistoryFilter } from '#components/history-filter'
import { IncidentSummary } from '#components/incident/incident-summary'
import { monthWords } from '#components/instants'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { Pagination } from '#components/pagination'
import { Section } from '#components/section'
import type { HistoryMonth, HistoryPage } from '#domain/public/history-page'
import { metadataOf } from '../metadata.ts'
import { readHistory, requestNow } from '../reads.ts'

interface HistoryProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ searchParams }: HistoryProps): Promise<Metadata> {
  const history = await read(searchParams)
  const { page, number, component } = history
  const of = component ? ` of ${component.name}` : ''
  const place = number > 1 ? `, page ${number}` : ''
  return metadataOf({
    title: `History${of}${place} · ${page.name}`,
    description: `Incidents and maintenance${of || ` of ${page.name}`}, month by month.`,
    path: hrefOf(component?.slug ?? null, number),
    state: null,
  })
}

export default async function HistoryListPage({ searchParams }: HistoryProps) {
  const [history, now] = [await read(searchParams), await requestNow()]
  const { page, component, components, number, pages, months } = history
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>{component ? `History of ${component.name}` : 'History'}</PageTitle>
      {components.length > 0 && <HistoryFilter components={components} selected={component} />}
      {history.unknownComponent && (
        <p className="mt-4">There is no such component on this page. This is the history of all of them.</p>
      )}
      {months.map((month) => (
        <Month key={month.from} month={month} history={history} now={now} />
      ))}
      <Pagination number={number} pages={pages} hrefOf={(other) => hrefOf(component?.slug ?? null, other)} />
    </PageFrame>
  )
}

function Month({ month, history, now }: { month: HistoryMonth; history: HistoryPage; now: number }) {
  const { component, page } = history
  const words = monthWords(month.year, month.month)
  const what = component ? `No incidents of ${component.name}` : 'No incidents'
  return (
    <Section title={words} id={`month-${month.year}-${month.month}`}>
      {month.incidents.length === 0 ? (
        <p className="text-muted">{`${what} in ${words}.`}</p>
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel" role="list">
          {month.incidents.map((incident) => (
            <li key={incident.id} className="px-4.5 py-4 sm:px-6">
              <IncidentSummary heading="h3" incident={incident} now={now} timeZone={page.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

async function read(searchParams: HistoryProps['searchParams']): Promise<HistoryPage> {
  const { page, component } = await searchParams
  return readHistory(pageNumber(page), typeof component === 'string' && component !== '' ? component : null)
}

/** A page's number as it may stand in an address; whatever is no number is the first page. */
function pageNumber(value: string | string[] | undefined): number {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 1
}

function hrefOf(componentSlug: string | null, number: number): string {
  const query = new URLSearchParams({
    ...(componentSlug ? { component: componentSlug } : {}),
    ...(number > 1 ? { page: String(number) } : {}),
  }).toString()
  return query ? `/history?${query}` : '/history'
}
