'use client'

import { idle } from '#app/doors/forms/form-state'
import type { SecondFactorDuty } from '#domain/people/access-policy'
import { ChoiceField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { saveAccessPolicyAction } from './actions.ts'

const options: { value: SecondFactorDuty; label: string }[] = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'owners_and_responders', label: 'Owners and responders' },
  { value: 'everybody', label: 'Everybody' },
]

interface PolicyFormProps {
  before: SecondFactorDuty
  /** How many would have to set one up, by what is chosen. */
  missing: { ownersAndResponders: number; everybody: number }
}

export function PolicyForm({ before, missing }: PolicyFormProps) {
  const form = useAdminForm(saveAccessPolicyAction, idle())
  return (
    <Form form={form} labels={{ secondFactorFor: 'Who must have a second factor' }}>
      <ChoiceField name="secondFactorFor" label="Who must have a second factor?" before={before} options={options} />
      <p className="mt-4 text-note text-muted">
        Whoever must and has none is led to set one up before anything else: {missing.ownersAndResponders} of the owners
        and responders, {missing.everybody} of everybody. Who comes by single sign-on alone is asked by that provider.
      </p>
      <p className="mt-4">
        <SubmitButton>Save who must have one</SubmitButton>
      </p>
    </Form>
  )
}
