'use client'

import { idle } from '#app/doors/forms/form-state'
import { impactWords, type Impact } from '#domain/status'
import { ChoiceField, TextField } from '../../../../parts/forms/fields.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { setImpactAction } from './actions.ts'

interface ImpactFormProps {
  incidentId: string
  isInternal: boolean
  /** What its components say, and what was set by hand; null where nothing was. */
  calculated: Impact
  override: Impact | null
}

const impacts = ['none', 'minor', 'major', 'critical'] as const

export function ImpactForm({ incidentId, isInternal, calculated, override }: ImpactFormProps) {
  const form = useAdminForm(setImpactAction, idle())
  return (
    <Form form={form} labels={{ impact: 'Impact', reason: 'Reason' }}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <ChoiceField
        name="impact"
        label="How bad is it for customers?"
        before={override ?? 'calculated'}
        options={[
          { value: 'calculated', label: `As its components say: ${impactWords[calculated].toLowerCase()}` },
          ...impacts.map((value) => ({ value, label: impactWords[value] })),
        ]}
      />
      {!isInternal && (
        <TextField
          name="reason"
          label="Why? It goes on after “because”"
          hint="Customers read it with the change: “because only one bank is affected.”"
          autoComplete="off"
        />
      )}
      <p className="mt-6">
        <SubmitButton>Set the impact</SubmitButton>
      </p>
    </Form>
  )
}
