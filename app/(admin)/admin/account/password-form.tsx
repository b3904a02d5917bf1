'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { changePasswordAction } from './actions.ts'

interface PasswordFormProps {
  email: string
  hasPassword: boolean
}

export function PasswordForm({ email, hasPassword }: PasswordFormProps) {
  const form = useAdminForm(changePasswordAction, idle())
  return (
    <Form form={form} labels={{ currentPassword: 'Current password', newPassword: 'New password' }} className="mt-1">
      {/* For password managers, which file a password under its address. */}
      <input type="text" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
      {hasPassword && (
        <TextField name="currentPassword" label="Current password" type="password" autoComplete="current-password" />
      )}
      <TextField
        name="newPassword"
        label="New password"
        hint="At least 12 characters. A few words in a row make a good one."
        type="password"
        autoComplete="new-password"
      />
      <p className="mt-6">
        <SubmitButton>{hasPassword ? 'Change the password, sign out other devices' : 'Set the password'}</SubmitButton>
      </p>
    </Form>
  )
}
