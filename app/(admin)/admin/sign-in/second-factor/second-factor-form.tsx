'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { answerSecondFactorAction } from './actions.ts'

export function SecondFactorForm({ next }: { next: string }) {
  const form = useAdminForm(answerSecondFactorAction, idle())
  return (
    <Form form={form} labels={{ code: 'Code' }}>
      <input type="hidden" name="next" value={next} />
      <TextField
        name="code"
        label="Code"
        hint="Six digits, or a backup code such as aB3dE-fG7hJ. Each backup code works once."
        autoComplete="one-time-code"
        spellCheck={false}
        autoFocus
      />
      <p className="mt-6">
        <SubmitButton>Sign in</SubmitButton>
      </p>
    </Form>
  )
}
