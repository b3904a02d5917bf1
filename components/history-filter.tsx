interface HistoryFilterProps {
  components: readonly { slug: string; name: string }[]
  /** The slug that the list is narrowed to. */
  selected: string | null
}

/** Narrows the history to a component: a plain form that sends its choice in the address. */
export function HistoryFilter({ components, selected }: HistoryFilterProps) {
  return (
    <form action="/history" className="mt-6 flex flex-wrap items-end gap-3 print:hidden">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor="component" className="text-note font-semibold">
          Component
        </label>
        <select
          id="component"
          name="component"
          defaultValue={selected ?? ''}
          className="mt-1 block min-h-11 w-full rounded-control border border-muted bg-panel px-3"
        >
          <option value="">All components</option>
          {components.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button className="min-h-11 rounded-control border border-text bg-text px-4 font-medium text-page">
        Show its history
      </button>
    </form>
  )
}
