'use client'

import { useEffect, useRef } from 'react'
import { idle } from '#app/doors/forms/form-state'
import { TextField } from '../parts/forms/fields.tsx'
import { Form } from '../parts/forms/form.tsx'
import { SubmitButton } from '../parts/forms/submit-button.tsx'
import { useAdminForm } from '../parts/forms/use-admin-form.ts'
import { linkCustomerAction } from './actions.ts'
import { CustomerKey } from './customer-key.tsx'

const labels = { customer: 'Customer or ticket' }

/** Links a customer in two keystrokes: `c` leads here from anywhere on the page, Enter links what was pasted. */
export function CustomerForm({ incidentId }: { incidentId: string }) {
  const form = useAdminForm(linkCustomerAction, idle())
  const { state } = form
  const box = useRef<HTMLDivElement>(null)
  const field = () => box.current?.querySelector<HTMLInputElement>('input[name="customer"]') ?? null
  useEffect(() => {
    const input = field()
    if (!state.isSpent || !input) return
    // The next one is typed right away.
    input.value = ''
    input.focus()
  }, [state])
  return (
    <div ref={box}>
      <Form form={form} labels={labels} className="mt-1">
        <input type="hidden" name="incidentId" value={incidentId} />
        <TextField
          name="customer"
          label={labels.customer}
          hint="Paste or type in one line: reference, link, name. ACME-1234 https://desk.example/1234 Harbour Books"
          accessKey="c"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton look="plain">Link it</SubmitButton>
          <CustomerKey onPressed={() => field()?.focus()} />
        </div>
      </Form>
    </div>
  )
}
