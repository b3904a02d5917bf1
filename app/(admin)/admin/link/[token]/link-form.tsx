'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { signInWithLinkAction } from './actions.ts'

export function LinkForm({ token }: { token: string }) {
  const form = useAdminForm(signInWithLinkAction, idle())
  return (
    <Form form={form} className="mt-6">
      <input type="hidden" name="token" value={token} />
      <SubmitButton>Sign in</SubmitButton>
    </Form>
  )
}
