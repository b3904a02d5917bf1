'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { discardDraftAction } from './actions.ts'

/** One press: the draft is over, and doesn't come back while its alerts go on firing. */
export function DiscardForm({ incidentId, title }: { incidentId: string; title: string }) {
  const form = useAdminForm(discardDraftAction, idle())
  return (
    <Form form={form}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <SubmitButton look="danger" label={`Discard it: ${title}`}>
        Discard it
      </SubmitButton>
    </Form>
  )
}
