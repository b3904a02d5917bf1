'use client'

import { idle } from '#app/doors/forms/form-state'
import { SelectField, TextField } from '../../../../parts/forms/fields.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { handOverLeadAction } from './actions.ts'

interface LeadFormProps {
  incidentId: string
  /** Who may hold the pen and does not. */
  people: readonly { id: string; name: string }[]
  self: string
}

export function LeadForm({ incidentId, people, self }: LeadFormProps) {
  const form = useAdminForm(handOverLeadAction, idle())
  const canTakeIt = people.some((person) => person.id === self)
  return (
    <Form form={form} labels={{ personId: 'Who', note: 'Note' }}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <SelectField
        name="personId"
        label="Who holds the pen from now on?"
        before={canTakeIt ? self : ''}
        options={[
          ...(canTakeIt ? [] : [{ value: '', label: 'Choose somebody' }]),
          ...people.map(({ id, name }) => ({ value: id, label: id === self ? `${name} (you)` : name })),
        ]}
      />
      <TextField
        name="note"
        label="What do they need to know?"
        hint="What was said, what is promised, whom you wait for. It stays on record, for the team only."
        autoComplete="off"
      />
      <p className="mt-6">
        <SubmitButton>Hand the pen over</SubmitButton>
      </p>
    </Form>
  )
}
