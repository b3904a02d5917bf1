import type { ReactNode } from 'react'
import type { TeamQuery } from '#domain/team/incident-search'

interface SearchFormProps {
  query: TeamQuery
  components: readonly { id: string; name: string }[]
}

const states = [
  ['', 'Open and ended'],
  ['open', 'Open now'],
  ['ended', 'Ended'],
  ['internal', 'Internal only'],
] as const

/** Finds an incident by symptom, customer, component or time: a plain form that sends what it holds in the address. */
export function SearchForm({ query, components }: SearchFormProps) {
  const isNarrowed = [query.component, query.from, query.to, query.state].some((value) => value !== '')
  return (
    <form action="/admin/incidents" role="search" className="mt-5">
      <SearchField q={query.q} />
      <details open={isNarrowed} className="mt-1">
        <summary className="min-h-11 cursor-pointer py-2.5 text-note">Only one component, time or state</summary>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 md:grid-cols-4">
          <Narrowing id="component" label="Component">
            <select id="component" name="component" defaultValue={query.component} className={control}>
              <option value="">All components</option>
              {components.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Narrowing>
          <Narrowing id="from" label="From day">
            <input id="from" name="from" type="date" defaultValue={query.from} className={control} />
          </Narrowing>
          <Narrowing id="to" label="To day">
            <input id="to" name="to" type="date" defaultValue={query.to} className={control} />
          </Narrowing>
          <Narrowing id="state" label="State">
            <select id="state" name="state" defaultValue={query.state} className={control}>
              {states.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </Narrowing>
        </div>
      </details>
    </form>
  )
}

/** The words alone, for a page on which the rest would be in the way. */
export function QuickSearch() {
  return (
    <form action="/admin/incidents" role="search" className="mt-5">
      <SearchField q="" />
    </form>
  )
}

const control = 'mt-1 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3'

function SearchField({ q }: { q: string }) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor="q" className="text-note font-semibold">
          What does the customer see, or which ticket is it?
        </label>
        <input id="q" name="q" type="search" defaultValue={q} maxLength={200} autoComplete="off" className={control} />
      </div>
      <button className="min-h-11 cursor-pointer rounded-control border border-muted bg-panel px-4 font-medium">
        Find incidents
      </button>
    </div>
  )
}

function Narrowing({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-note font-semibold">
        {label}
      </label>
      {children}
    </div>
  )
}
