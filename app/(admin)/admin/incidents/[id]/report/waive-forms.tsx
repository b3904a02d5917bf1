'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../../../parts/forms/disclosure.tsx'
import { TextArea } from '../../../../parts/forms/fields.tsx'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { unwaiveReportAction, waiveReportAction } from './actions.ts'

/** For owners: says in public that no report is planned. */
export function WaiveForm({ incidentId }: { incidentId: string }) {
  const form = useAdminForm(waiveReportAction, idle())
  return (
    <Disclosure summary="Say that no report is planned" isOpen={form.state.status !== 'idle'}>
      <Form form={form} labels={{ reason: 'Reason' }}>
        <input type="hidden" name="incidentId" value={incidentId} />
        <p>
          The incident’s page says so in place of the day by which a report is due. A draft stays here. You can undo it.
        </p>
        <TextArea name="reason" label="Why?" hint="Customers read it." rows={2} />
        <p className="mt-4">
          <SubmitButton look="danger">Tell customers that no report is planned</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}

/** For owners: takes that back. */
export function UnwaiveForm({ incidentId }: { incidentId: string }) {
  const form = useAdminForm(unwaiveReportAction, idle())
  return (
    <Form form={form} className="mt-4">
      <input type="hidden" name="incidentId" value={incidentId} />
      <SubmitButton look="plain">Plan a report after all</SubmitButton>
      <p className="mt-2 text-note text-muted">
        Customers then read by when it was due, and by how much it is late where that day has passed.
      </p>
    </Form>
  )
}
