import type { TeamQuery } from '#domain/team/incident-search'
import { pageNumberOf } from '../../parts/incidents/incident-list.tsx'

export type SearchParams = Record<string, string | string[] | undefined>

/** What an address asks the list of incidents for. */
export function teamQueryOf(params: SearchParams): TeamQuery {
  const textOf = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    q: textOf('q'),
    component: textOf('component'),
    from: textOf('from'),
    to: textOf('to'),
    state: textOf('state'),
    number: pageNumberOf(params.page),
  }
}

/** The address of another page of the same list. */
export function addressOfQuery({ number: _, ...asked }: TeamQuery, number: number): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  query.set('page', String(number))
  return `/admin/incidents?${query.toString()}`
}
