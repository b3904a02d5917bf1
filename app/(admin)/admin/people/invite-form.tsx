'use client'

import { idle } from '#app/doors/forms/form-state'
import { CopyLine } from '../../parts/copy-line.tsx'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { inviteAction } from './actions.ts'
import { RoleField } from './role-field.tsx'

export function InviteForm() {
  const form = useAdminForm(inviteAction, idle<{ link: string }>())
  const link = form.state.data?.link
  return (
    <Form form={form} labels={{ email: 'E-mail', role: 'Role' }}>
      {link && <CopyLine label="The link; whoever opens it first joins" text={link} rows={2} />}
      <TextField
        name="email"
        label="E-mail"
        hint="They sign in with it. Candor sends nothing: you hand the link over yourself."
        type="email"
        autoComplete="off"
      />
      <RoleField before="responder" />
      <p className="mt-6">
        <SubmitButton>Make the link</SubmitButton>
      </p>
    </Form>
  )
}
