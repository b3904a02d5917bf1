'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { revokeTokenAction } from './actions.ts'

export function RevokeForm({ id, name }: { id: string; name: string }) {
  const form = useAdminForm(revokeTokenAction, idle())
  return (
    <Disclosure summary="Revoke…" label={`Revoke ${name}`} isOpen={form.state.status === 'error'}>
      <Form form={form}>
        <input type="hidden" name="subjectId" value={id} />
        <p>
          Whatever uses {name} is refused from this moment on. What it did stays in the audit log. This can’t be undone.
        </p>
        <p className="mt-3">
          <SubmitButton look="danger">Revoke {name}</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}
