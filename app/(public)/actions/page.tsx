import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { Pagination } from '#components/pagination'
import { ActionItemFilter } from '#components/report/action-item-filter'
import { ListedActionItems } from '#components/report/action-item-list'
import { nextChange } from '#domain/public/instants/next-change'
import type { ActionState } from '#domain/reports/reports'
import { metadataOf } from '../metadata.ts'
import { pageNumber, type Query } from '../query.ts'
import { readActionItems, requestNow } from '../reads.ts'

interface ActionsProps {
  searchParams: Promise<Query>
}

const whenNone: Record<ActionState | 'all', string> = {
  all: 'No follow-up report promises anything yet.',
  open: 'No action item is open.',
  late: 'No action item is late.',
  done: 'No action item is done yet.',
  dropped: 'No action item was dropped.',
}

export async function generateMetadata({ searchParams }: ActionsProps): Promise<Metadata> {
  const { page, state, number, nextDueAt } = await read(await searchParams)
  return metadataOf({
    title: `Action items${state ? `: ${state}` : ''}${number > 1 ? `, page ${number}` : ''} · ${page.name}`,
    description: `What the follow-up reports of ${page.name} promise, by whom and by when, and how it stands.`,
    path: hrefOf(state, number),
    state: null,
    changesAt: nextChange([nextDueAt], await requestNow(), page.timeZone),
  })
}

export default async function ActionsPage({ searchParams }: ActionsProps) {
  const [found, now] = [await read(await searchParams), await requestNow()]
  const { page, state, number, pages, counts, items } = found
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>Action items</PageTitle>
      <p className="mt-3">
        What our <a href="/reports">follow-up reports</a> promise, who sees to it, and how it stands.
      </p>
      <ActionItemFilter counts={counts} selected={state} hrefOf={(other) => hrefOf(other, 1)} />
      {items.length > 0 ? (
        <ListedActionItems items={items} now={now} timeZone={page.timeZone} />
      ) : (
        <p className="mt-6 text-muted">{whenNone[state ?? 'all']}</p>
      )}
      <Pagination
        number={number}
        pages={pages}
        hrefOf={(other) => hrefOf(state, other)}
        label="Pages of the action items"
      />
    </PageFrame>
  )
}

const states: readonly ActionState[] = ['open', 'late', 'done', 'dropped']

function read({ state, page }: Query) {
  return readActionItems(states.find((known) => known === state) ?? null, pageNumber(page))
}

function hrefOf(state: ActionState | null, number: number): string {
  const query = new URLSearchParams({
    ...(state ? { state } : {}),
    ...(number > 1 ? { page: String(number) } : {}),
  }).toString()
  return query ? `/actions?${query}` : '/actions'
}
