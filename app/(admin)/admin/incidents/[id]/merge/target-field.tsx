'use client'

import { typed } from '#app/doors/forms/form-state'
import type { TeamIncidentSummary } from '#domain/team/incidents'
import { useForm } from '../../../../parts/forms/form.tsx'
import { IncidentMeta } from '../../../../parts/incidents/incident-meta.tsx'

interface TargetFieldProps {
  targets: readonly TeamIncidentSummary[]
  now: number
  timeZone: string
}

/** Which incident goes on, out of a list with what each is. */
export function TargetField({ targets, now, timeZone }: TargetFieldProps) {
  const { state, idOf } = useForm()
  const error = state.errors.intoId
  const chosen = typed(state.values, 'intoId')
  return (
    <fieldset
      id={idOf('intoId')}
      tabIndex={-1}
      {...(error ? { 'aria-describedby': idOf('intoId-error') } : {})}
      className="mt-5 min-w-0"
    >
      <legend className="font-semibold">Which incident goes on?</legend>
      {error && (
        <p id={idOf('intoId-error')} className="text-note font-medium text-major">
          {error}
        </p>
      )}
      <div className="mt-1.5 grid gap-2">
        {targets.map((target) => (
          <label
            key={target.id}
            className="flex cursor-pointer gap-3 rounded-control border border-line px-4 py-3 has-checked:border-text has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="intoId"
              value={target.id}
              defaultChecked={target.id === chosen}
              aria-label={target.title}
              className="mt-0.5 size-5 flex-none accent-accent"
            />
            <span className="min-w-0">
              <span className="leading-snug font-semibold">{target.title}</span>
              <IncidentMeta incident={target} now={now} timeZone={timeZone} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
