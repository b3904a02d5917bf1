'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { revokeInvitationAction } from './actions.ts'

export function RevokeInvitationForm({ id, email }: { id: string; email: string }) {
  const form = useAdminForm(revokeInvitationAction, idle())
  return (
    <Form form={form}>
      <input type="hidden" name="subjectId" value={id} />
      <SubmitButton look="plain" label={`Revoke the invitation of ${email}`}>
        Revoke
      </SubmitButton>
    </Form>
  )
}
