'use client'

import { idle, seenField } from '#app/doors/forms/form-state'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { approveReportAction } from './actions.ts'

/** Approves the draft that is shown, and no other one. */
export function ApproveForm({ incidentId, savedAt }: { incidentId: string; savedAt: number }) {
  const form = useAdminForm(approveReportAction, idle())
  return (
    <Form form={form} className="mt-5">
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name={seenField} value={savedAt} />
      <SubmitButton>Approve this draft</SubmitButton>
      <p className="mt-2 text-note text-muted">It is not public by that: whoever publishes it looks at it once more.</p>
    </Form>
  )
}
