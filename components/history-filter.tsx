interface Choice {
  slug: string
  name: string
}

interface HistoryFilterProps {
  components: readonly Choice[]
  /** What the list is narrowed to, which may be archived and so stand in no list. */
  selected: Choice | null
}

/** Narrows the history to a component: a plain form that sends its choice in the address. */
export function HistoryFilter({ components, selected }: HistoryFilterProps) {
  const isListed = components.some(({ slug }) => slug === selected?.slug)
  const choices = selected && !isListed ? [...components, selected] : components
  return (
    <form action="/history" className="mt-6 flex flex-wrap items-end gap-3 print:hidden">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor="component" className="text-note font-semibold">
          Component
        </label>
        <select
          id="component"
          name="component"
          defaultValue={selected?.slug ?? ''}
          className="mt-1 block min-h-11 w-full rounded-control border border-muted bg-panel px-3"
        >
          <option value="">All components</option>
          {choices.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button className="min-h-11 rounded-control border border-text bg-text px-4 font-medium text-page">
        Show history
      </button>
    </form>
  )
}
