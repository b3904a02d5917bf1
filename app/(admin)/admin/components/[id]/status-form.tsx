'use client'

import { useState } from 'react'
import { idle } from '#app/doors/forms/form-state'
import { incidentNames } from './held-words.ts'
import { statusWords, worstStatus, type ComponentStatus } from '#domain/status'
import type { ComponentHolder } from '#domain/components/component-statuses'
import { ChoiceField } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { setStatusAction } from './actions.ts'

interface StatusFormProps {
  id: string
  name: string
  /** What was set by hand; operational where nothing was. */
  byHand: ComponentStatus
  /** The public incidents that hold it. */
  holders: readonly ComponentHolder[]
}

const order: ComponentStatus[] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]

export function StatusForm({ id, name, byHand, holders }: StatusFormProps) {
  const form = useAdminForm(setStatusAction, idle())
  const [chosen, setChosen] = useState<ComponentStatus>(byHand)
  const seen = worstStatus([chosen, ...holders.map((holder) => holder.status)])
  return (
    <Form
      form={form}
      labels={{ status: 'Status' }}
      onFields={(fields) => setChosen(order.find((known) => known === fields.get('status')) ?? byHand)}
    >
      <input type="hidden" name="subjectId" value={id} />
      <ChoiceField
        name="status"
        label="By hand, apart from any incident"
        hint={
          holders.length > 0
            ? `Customers see the worst of this and of what holds it: ${incidentNames(holders)}.`
            : 'Customers see it at once. An incident says more: what happens, and when they hear more.'
        }
        before={byHand}
        options={order.map((value) => ({ value, label: statusWords[value] }))}
      />
      <p className="mt-4" aria-live="polite">
        {chosen !== byHand && (
          <>
            Customers will see{' '}
            <strong className="font-semibold">
              {name}: {statusWords[seen].toLowerCase()}
            </strong>
            .
          </>
        )}
      </p>
      <p className="mt-2">
        <SubmitButton>Set the status</SubmitButton>
      </p>
    </Form>
  )
}
