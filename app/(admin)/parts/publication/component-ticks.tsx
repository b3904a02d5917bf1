'use client'

import type { ComponentRowGroup } from './component-rows.tsx'
import { useForm } from '../forms/form.tsx'

/** A list of components to tick, group by group. */
export function ComponentTicks({ groups }: { groups: readonly ComponentRowGroup[] }) {
  const { state } = useForm()
  const ticked = state.values.componentIds ?? []
  return (
    <div className="mt-2 grid gap-x-8 sm:grid-cols-2">
      {groups.map((group) => (
        <fieldset key={group.name} className="mt-3 min-w-0">
          <legend className="text-note font-semibold text-muted">{group.name ?? 'Without a group'}</legend>
          {group.components.map(({ id, name, isHidden }) => (
            <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                name="componentIds"
                value={id}
                defaultChecked={ticked.includes(id)}
                className="size-5 flex-none accent-accent"
              />
              <span>
                {name}
                {isHidden && <span className="text-small text-muted"> (hidden)</span>}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
