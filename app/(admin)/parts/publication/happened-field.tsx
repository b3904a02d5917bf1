'use client'

import { typed } from '#app/doors/forms/form-state'
import { Disclosure } from '../forms/disclosure.tsx'
import { TextField } from '../forms/fields.tsx'
import { useForm } from '../forms/form.tsx'

/** When something happened, for whoever tells of it later. `zone` is the page's, as its clocks write it now. */
export function HappenedField({ zone, hint }: { zone: string; hint: string }) {
  const { state } = useForm()
  return (
    <Disclosure
      summary="It happened earlier"
      isOpen={typed(state.values, 'happenedAt') !== '' || 'happenedAt' in state.errors}
      className="mt-4"
    >
      <TextField
        name="happenedAt"
        label={`When did it happen? (${zone})`}
        hint={`Left empty, it is now. ${hint}`}
        type="datetime-local"
        autoComplete="off"
      />
    </Disclosure>
  )
}
