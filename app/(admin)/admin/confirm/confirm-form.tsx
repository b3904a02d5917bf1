'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { confirmAction } from './actions.ts'

interface ConfirmFormProps {
  email: string
  asks: 'password' | 'code'
  /** Empty where a form waits in another tab. */
  next: string
}

export function ConfirmForm({ email, asks, next }: ConfirmFormProps) {
  const form = useAdminForm(confirmAction, idle())
  return (
    <Form form={form} labels={{ password: 'Your password', code: 'Code from your app' }}>
      <input type="hidden" name="next" value={next} />
      {asks === 'password' ? (
        <>
          {/* For password managers, which file a password under its address. */}
          <input type="text" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
          <TextField name="password" label="Your password" type="password" autoComplete="current-password" autoFocus />
        </>
      ) : (
        <TextField
          name="code"
          label="Code from your app"
          hint="The six digits that your authenticator shows now."
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
      )}
      <p className="mt-6">
        <SubmitButton>Confirm</SubmitButton>
      </p>
    </Form>
  )
}
