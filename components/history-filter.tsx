import type { ReactNode } from 'react'
import type { HistoryQuery } from '#domain/public/history-search'
import { impactWords, type Impact } from '#domain/status'

interface Choice {
  slug: string
  name: string
}

interface HistoryFilterProps {
  components: readonly Choice[]
  /** What the list is narrowed to, which may be archived and so stand in no list. */
  selected: Choice | null
  query: Omit<HistoryQuery, 'component' | 'number'>
}

/** The worst first, as people look for them. */
const offeredImpacts: readonly Impact[] = ['critical', 'major', 'minor', 'none', 'maintenance']

/** Searches the history and narrows it: a plain form that sends what it holds in the address. */
export function HistoryFilter({ components, selected, query }: HistoryFilterProps) {
  const isListed = components.some(({ slug }) => slug === selected?.slug)
  const choices = selected && !isListed ? [...components, selected] : components
  return (
    <form action="/history" role="search" className="mt-6 print:hidden">
      <Field id="q" label="Words in titles, updates and reports">
        <input id="q" name="q" type="search" defaultValue={query.q} maxLength={200} className={control} />
      </Field>
      <div className="mt-3 grid grid-cols-2 gap-3 md:grid-cols-[1.25fr_1.1fr_1fr_1fr]">
        <Field id="component" label="Component">
          <select id="component" name="component" defaultValue={selected?.slug ?? ''} className={control}>
            <option value="">All</option>
            {choices.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field id="impact" label="Impact">
          <select id="impact" name="impact" defaultValue={query.impact} className={control}>
            <option value="">Any</option>
            {offeredImpacts.map((impact) => (
              <option key={impact} value={impact}>
                {impactWords[impact]}
              </option>
            ))}
          </select>
        </Field>
        <Field id="from" label="From day">
          <input id="from" name="from" type="date" defaultValue={query.from} className={control} />
        </Field>
        <Field id="to" label="To day">
          <input id="to" name="to" type="date" defaultValue={query.to} className={control} />
        </Field>
      </div>
      <button className="mt-4 min-h-11 rounded-control border border-text bg-text px-4 font-medium text-page">
        Search the history
      </button>
    </form>
  )
}

const control = 'mt-1 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3'

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-note font-semibold">
        {label}
      </label>
      {children}
    </div>
  )
}
