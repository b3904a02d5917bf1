'use client'

import { useState } from 'react'
import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../../../parts/forms/disclosure.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { addActionItemAction } from './action-item-actions.ts'
import { actionItemLabels, ActionItemFields } from './action-item-fields.tsx'

interface AddActionItemProps {
  incidentId: string
  /** How many there are. */
  count: number
  isPublic: boolean
}

/** The form for one more promise; after each it is empty again, and ready to be typed into. */
export function AddActionItem({ incidentId, count, isPublic }: AddActionItemProps) {
  const [firstCount] = useState(count)
  return (
    <Disclosure summary="Add an action item" isOpen={count === 0 || count !== firstCount} className="mt-4">
      <AddForm key={count} incidentId={incidentId} isPublic={isPublic} takesFocus={count !== firstCount} />
    </Disclosure>
  )
}

interface AddFormProps {
  incidentId: string
  isPublic: boolean
  takesFocus: boolean
}

function AddForm({ incidentId, isPublic, takesFocus }: AddFormProps) {
  const form = useAdminForm(addActionItemAction, idle())
  return (
    <Form form={form} labels={actionItemLabels}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <ActionItemFields takesFocus={takesFocus} />
      <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton look="plain">Add the action item</SubmitButton>
        <span className="text-note text-muted">
          {isPublic ? 'Customers can read it at once.' : 'It becomes public with the report.'}
        </span>
      </p>
    </Form>
  )
}
