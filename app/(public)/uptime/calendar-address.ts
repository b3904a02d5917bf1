import type { CalendarQuery } from '#domain/public/uptime/calendar'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** What an address asks of the calendar; `moved` is set where a form's choice stands for another address. */
export async function calendarQueryOf(
  searchParams: SearchParams,
): Promise<{ query: CalendarQuery; moved: string | null }> {
  const params = await searchParams
  const value = (name: string) => {
    const found = params[name]
    return typeof found === 'string' ? found.trim() : ''
  }
  const query = { component: value('component'), group: value('group'), month: value('month') }
  const choice = /^(?:(component|group):(.+)|all)$/.exec(value('of'))
  if (!choice) return { query, moved: null }
  const [, kind, id = ''] = choice
  return {
    query,
    moved: calendarPath({ component: '', group: '', ...(kind ? { [kind]: id } : {}), month: query.month }),
  }
}

/** The one address of a calendar: what is empty is left out, in one order. */
export function calendarPath({ component, group, month }: CalendarQuery): string {
  const named = Object.entries({ component, group, month }).filter(([, value]) => value !== '')
  const search = new URLSearchParams(named).toString()
  return search ? `/uptime?${search}` : '/uptime'
}
