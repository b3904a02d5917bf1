import type { ActionState } from '#domain/reports/reports'

interface ActionItemFilterProps {
  counts: Record<ActionState, number>
  /** Null for all. */
  selected: ActionState | null
  hrefOf: (state: ActionState | null) => string
}

const choices = [
  [null, 'All'],
  ['late', 'Late'],
  ['open', 'Open'],
  ['done', 'Done'],
  ['dropped', 'Dropped'],
] as const

/** Narrows the list to a state, by plain links; each says how many it leads to. */
export function ActionItemFilter({ counts, selected, hrefOf }: ActionItemFilterProps) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <nav aria-label="States" className="mt-6 print:hidden">
      <ul role="list" className="flex flex-wrap gap-1.5">
        {choices.map(([state, label]) => (
          <li key={label}>
            <a
              href={hrefOf(state)}
              aria-current={state === selected ? 'page' : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line bg-panel px-4 no-underline hover:underline aria-[current]:border-text aria-[current]:bg-text aria-[current]:font-semibold aria-[current]:text-page"
            >
              {`${label} (${state === null ? all : counts[state]})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
