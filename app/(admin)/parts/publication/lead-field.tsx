'use client'

import { typed } from '#app/doors/forms/form-state'
import { Disclosure } from '../forms/disclosure.tsx'
import { SelectField } from '../forms/fields.tsx'
import { useForm } from '../forms/form.tsx'

interface LeadFieldProps {
  people: readonly { id: string; name: string }[]
  /** Whoever fills in the form, and holds the pen unless another is chosen. */
  self: string
}

/** Who holds the pen of a new incident. */
export function LeadField({ people, self }: LeadFieldProps) {
  const { state } = useForm()
  const chosen = typed(state.values, 'leadId', self)
  return (
    <Disclosure
      summary="Somebody else holds the pen"
      isOpen={chosen !== self || 'leadId' in state.errors}
      className="mt-2"
    >
      <SelectField
        name="leadId"
        label="Who holds the pen?"
        hint="The communications lead sees to it that updates come in time. Customers never see who it is."
        before={self}
        options={people.map(({ id, name }) => ({ value: id, label: id === self ? `${name} (you)` : name }))}
      />
    </Disclosure>
  )
}
