'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { acceptInvitationAction } from './actions.ts'

const labels = { name: 'Your name', password: 'Password' }

export function InvitationForm({ token, email }: { token: string; email: string }) {
  const form = useAdminForm(acceptInvitationAction, idle())
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="token" value={token} />
      {/* For password managers, which file a password under its address. */}
      <input type="text" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <TextField
        name="name"
        label={labels.name}
        hint="Your team sees it beside what you do."
        autoComplete="name"
        autoFocus
      />
      <TextField
        name="password"
        label={labels.password}
        hint="At least 12 characters. A few words in a row make a good one."
        type="password"
        autoComplete="new-password"
      />
      <p className="mt-6">
        <SubmitButton>Join and sign in</SubmitButton>
      </p>
    </Form>
  )
}
