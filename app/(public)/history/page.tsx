import type { Metadata } from 'next'
import { HistoryFilter } from '#components/history-filter'
import { QueryProblems, SearchResults } from '#components/incident/search-results'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { Pagination } from '#components/pagination'
import { isSearch, type HistoryQuery } from '#domain/public/history-search'
import { nextChange } from '#domain/public/instants/next-change'
import { metadataOf } from '../metadata.ts'
import { readHistory, readSearch, requestNow } from '../reads.ts'
import { hrefOf, queryOf, type SearchParams } from './history-address.ts'
import { HistoryMonths } from './history-months.tsx'

interface HistoryProps {
  searchParams: SearchParams
}

export async function generateMetadata({ searchParams }: HistoryProps): Promise<Metadata> {
  const query = await queryOf(searchParams)
  const { page, component, number } = await read(query)
  const of = component ? ` of ${component.name}` : ''
  const place = number > 1 ? `, page ${number}` : ''
  const described = metadataOf({
    title: `${query.q ? `“${query.q}” in the history` : 'History'}${of}${place} · ${page.name}`,
    description: `Incidents and maintenance${of || ` of ${page.name}`}, month by month.`,
    path: hrefOf({ ...query, component: component?.slug ?? '', number }),
    state: null,
    feedPath: component ? `/components/${component.slug}` : '',
    changesAt: nextChange([], await requestNow(), page.timeZone),
  })
  return isSearch(query) ? { ...described, robots: { index: false } } : described
}

export default async function HistoryListPage({ searchParams }: HistoryProps) {
  const query = await queryOf(searchParams)
  return isSearch(query) ? <Search query={query} /> : <Months query={query} />
}

async function Months({ query }: { query: HistoryQuery }) {
  const [history, now] = [await readHistory(query.number, query.component || null), await requestNow()]
  const { page, component, components, number, pages, unknownComponent } = history
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>{component ? `History of ${component.name}` : 'History'}</PageTitle>
      <HistoryFilter components={components} selected={component} query={query} />
      <QueryProblems problems={unknownComponent ? ['unknown_component'] : []} />
      <HistoryMonths history={history} now={now} />
      <Pagination
        number={number}
        pages={pages}
        hrefOf={(other) => hrefOf({ ...query, component: component?.slug ?? '', number: other })}
      />
    </PageFrame>
  )
}

async function Search({ query: asked }: { query: HistoryQuery }) {
  const [search, now] = [await readSearch(asked), await requestNow()]
  const { page, query, component, components, pages, problems } = search
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>{component ? `Search of the history of ${component.name}` : 'Search of the history'}</PageTitle>
      <HistoryFilter components={components} selected={component} query={query} />
      <QueryProblems problems={problems} />
      <SearchResults search={search} now={now} timeZone={page.timeZone} />
      <Pagination number={query.number} pages={pages} hrefOf={(other) => hrefOf({ ...query, number: other })} />
    </PageFrame>
  )
}

async function read(query: HistoryQuery) {
  if (!isSearch(query)) return readHistory(query.number, query.component || null)
  const search = await readSearch(query)
  return { ...search, number: search.query.number }
}
