import type { Period } from '#domain/public/uptime/periods'
import { dayWords, monthWords, weekdayWords } from '../instants.tsx'

/** A period in words: `November 2026`, `Tue 24 November 2026`, `the last 90 days`. */
export function periodWords({ kind, name, days }: Pick<Period, 'kind' | 'name' | 'days'>): string {
  if (kind === 'last_days') return `the last ${days.length} days`
  const [year, month] = name.split('-').map(Number) as [number, number]
  if (kind === 'month') return monthWords(year, month)
  return `${weekdayWords(name)} ${dayWords(name)} ${year}`
}

/** Where a figure is explained. */
export function figureHref(subject: { slug: string } | { id: string }, periodName: string): string {
  return 'slug' in subject ? `/uptime/${subject.slug}/${periodName}` : `/uptime/groups/${subject.id}/${periodName}`
}

/** The calendar of a component, of a group, or of all. */
export function calendarHref(subject: { slug: string } | { id: string }, month = ''): string {
  const query = new URLSearchParams({
    ...('slug' in subject ? { component: subject.slug } : subject.id === 'all' ? {} : { group: subject.id }),
    ...(month === '' ? {} : { month }),
  }).toString()
  return query ? `/uptime?${query}` : '/uptime'
}
