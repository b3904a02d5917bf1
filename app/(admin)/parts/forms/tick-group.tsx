'use client'

import { useForm } from './form.tsx'
import { Notes, useField } from './fields.tsx'

export interface Tick {
  value: string
  label: string
}

interface TickGroupProps {
  name: string
  label: string
  hint?: string
  ticks: readonly Tick[]
  /** Values that are ticked before anything was chosen. */
  before?: readonly string[]
  /** Shown to screen readers alone, where what stands above it says it. */
  isLabelHidden?: boolean
}

/** Any number of a few, each with a box of its own. */
export function TickGroup({ name, label, hint, ticks, before = [], isLabelHidden = false }: TickGroupProps) {
  const { state, idOf } = useForm()
  const field = useField(name, hint)
  const isFresh = state.status === 'idle' || state.isSpent
  const ticked = isFresh ? before : (state.values[name] ?? [])
  return (
    <fieldset id={field.id} aria-describedby={field['aria-describedby']} tabIndex={-1} className="mt-3">
      <legend className={isLabelHidden ? 'sr-only' : 'font-semibold'}>{label}</legend>
      <Notes name={name} hint={hint} />
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {ticks.map(({ value, label: words }) => (
          <label key={value} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={ticked.includes(value)}
              id={idOf(`${name}-${value}`)}
              className="size-5 flex-none accent-accent"
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
