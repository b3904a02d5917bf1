'use client'

import { componentFieldName } from '#app/doors/forms/form-fields'
import { typed } from '#app/doors/forms/form-state'
import { statusWords, type ComponentStatus } from '#domain/status'
import { useForm } from '../forms/form.tsx'
import { StateIcon } from '../../../../components/state-icon.tsx'
import { stateText } from '../../../../components/state-colors.tsx'

export interface ComponentRow {
  id: string
  name: string
  isHidden: boolean
  /** What customers see now. */
  status: ComponentStatus
  /** At what this incident holds it; null where it does not. */
  held: ComponentStatus | null
}

export interface ComponentRowGroup {
  name: string | null
  components: ComponentRow[]
}

const choices: ComponentStatus[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]

/** Short enough for a narrow list. */
const stays: Record<ComponentStatus, string> = {
  operational: 'operational',
  degraded_performance: 'degraded',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
  under_maintenance: 'in maintenance',
}

interface ComponentRowsProps {
  groups: readonly ComponentRowGroup[]
  /** What comes of a held component where nothing is chosen: it stays as it is, or is so again. */
  blank?: 'Stays' | 'Again'
}

/** A list of components with a status to choose for each, group by group. */
export function ComponentRows({ groups, blank = 'Stays' }: ComponentRowsProps) {
  return (
    <div className="mt-2 grid gap-x-8 md:grid-cols-2">
      {groups.map((group) => (
        <fieldset key={group.name} className="mt-3 min-w-0 break-inside-avoid">
          <legend className="text-note font-semibold text-muted">{group.name ?? 'Without a group'}</legend>
          {group.components.map((component) => (
            <Row key={component.id} component={component} blank={blank} />
          ))}
        </fieldset>
      ))}
    </div>
  )
}

function Row({ component, blank }: { component: ComponentRow; blank: 'Stays' | 'Again' }) {
  const { state, idOf } = useForm()
  const { id, name, status, held, isHidden } = component
  const fieldName = componentFieldName(id)
  return (
    <div className="flex items-center justify-between gap-x-3 border-line py-1.5 not-first-of-type:border-t">
      <label htmlFor={idOf(fieldName)} className="flex min-w-0 items-center gap-2">
        <span className={stateText[status]}>
          <StateIcon state={status} />
        </span>
        <span className="min-w-0">
          {name}
          <span className="sr-only">, now {statusWords[status].toLowerCase()}</span>
          {isHidden && <span className="text-small text-muted"> (hidden)</span>}
        </span>
      </label>
      <select
        id={idOf(fieldName)}
        name={fieldName}
        defaultValue={typed(state.values, fieldName)}
        className="min-h-11 w-40 flex-none sm:w-56 rounded-control border border-muted bg-panel px-2.5"
      >
        <option value="">{held === null ? 'No change' : `${blank} ${stays[held]}`}</option>
        {choices
          .filter((choice) => choice !== held && (held !== null || choice !== 'operational'))
          .map((choice) => (
            <option key={choice} value={choice}>
              {statusWords[choice]}
            </option>
          ))}
      </select>
    </div>
  )
}
