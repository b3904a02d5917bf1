'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { signInAction } from './actions.ts'

interface SignInFormProps {
  next: string
  /** Whether another way in stands above it, which is tried first. */
  isSecond: boolean
}

export function SignInForm({ next, isSecond }: SignInFormProps) {
  const form = useAdminForm(signInAction, idle())
  return (
    <Form form={form} labels={{ email: 'E-mail', password: 'Password' }}>
      <input type="hidden" name="next" value={next} />
      <TextField name="email" label="E-mail" type="email" autoComplete="username" autoFocus={!isSecond} />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" />
      <p className="mt-6">
        <SubmitButton look={isSecond ? 'plain' : 'primary'}>Sign in</SubmitButton>
      </p>
    </Form>
  )
}
