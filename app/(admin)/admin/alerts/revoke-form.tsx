'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { revokeAlertSourceAction } from './actions.ts'

interface RevokeFormProps {
  id: string
  name: string
  rules: number
  /** How many of its alerts fire, and how many statuses they hold. */
  firing: number
  windows: number
}

export function RevokeForm({ id, name, rules, firing, windows }: RevokeFormProps) {
  const form = useAdminForm(revokeAlertSourceAction, idle())
  return (
    <Disclosure summary="Revoke…" label={`Revoke ${name}`} isOpen={form.state.status === 'error'}>
      <Form form={form}>
        <input type="hidden" name="subjectId" value={id} />
        <p>
          Whatever {name} sends is refused from this moment on, and {countOf(rules, 'rule')} of it{' '}
          {rules === 1 ? 'does' : 'do'} nothing any more.{' '}
          {firing > 0 &&
            `The end of ${countOf(firing, 'alert')} that fire${firing === 1 ? 's' : ''} now is not heard. `}
          {windows > 0 &&
            `The page shows ${countOf(windows, 'status', 'statuses')} less: what its alerts set by themselves ends at once. `}
          Its drafts stay. This can’t be undone.
        </p>
        <p className="mt-3">
          <SubmitButton look="danger">Revoke {name}</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}

function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
