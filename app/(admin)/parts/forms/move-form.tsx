'use client'

import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/forms/form-state'
import { Form } from './form.tsx'
import { useAdminForm } from './use-admin-form.ts'

interface MoveFormProps {
  action: FormAction
  id: string
  name: string
  isFirst: boolean
  isLast: boolean
}

/** Two buttons that move something in its list. At an end of the list a button stays, so that it keeps its focus. */
export function MoveForm({ action, id, name, isFirst, isLast }: MoveFormProps) {
  const form = useAdminForm(action, idle())
  return (
    <Form form={form} className="flex gap-1.5">
      <input type="hidden" name="subjectId" value={id} />
      <MoveButton id={id} name={name} direction="up" isAtEnd={isFirst} />
      <MoveButton id={id} name={name} direction="down" isAtEnd={isLast} />
    </Form>
  )
}

interface MoveButtonProps {
  id: string
  name: string
  direction: 'up' | 'down'
  isAtEnd: boolean
}

function MoveButton({ id, name, direction, isAtEnd }: MoveButtonProps) {
  return (
    <button
      type="submit"
      id={`${direction}-${id}`}
      name="direction"
      value={direction}
      aria-disabled={isAtEnd}
      aria-label={`Move ${name} ${direction}`}
      className="inline-flex size-11 cursor-pointer items-center justify-center rounded-control border border-muted bg-panel aria-disabled:cursor-default aria-disabled:border-line aria-disabled:text-muted"
    >
      <svg viewBox="0 0 20 20" aria-hidden="true" className="state-icon size-5">
        <path d={direction === 'up' ? 'M10 16V4.5m-5 5 5-5 5 5' : 'M10 4v11.5m-5-5 5 5 5-5'} />
      </svg>
    </button>
  )
}
