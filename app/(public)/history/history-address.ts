import type { HistoryQuery } from '#domain/public/history-search'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** What an address asks of the history; a name that stands twice counts for nothing. */
export async function queryOf(searchParams: SearchParams): Promise<HistoryQuery> {
  const params = await searchParams
  const value = (name: string) => {
    const found = params[name]
    return typeof found === 'string' ? found.trim() : ''
  }
  const number = value('page')
  return {
    q: value('q'),
    component: value('component'),
    impact: value('impact'),
    from: value('from'),
    to: value('to'),
    number: /^\d{1,6}$/.test(number) ? Number(number) : 1,
  }
}

/** The one address of what a query asks for: what is empty is left out, in one order. */
export function hrefOf(query: HistoryQuery): string {
  const { q, component, impact, from, to, number } = query
  const named = { q, component, impact, from, to, page: number > 1 ? String(number) : '' }
  const search = new URLSearchParams(Object.entries(named).filter(([, value]) => value !== '')).toString()
  return search ? `/history?${search}` : '/history'
}
