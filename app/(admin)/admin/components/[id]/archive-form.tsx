'use client'

import { idle } from '#app/doors/forms/form-state'
import { TickBox } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { archiveComponentAction } from './actions.ts'

export function ArchiveForm({ id, name }: { id: string; name: string }) {
  const form = useAdminForm(archiveComponentAction, idle())
  return (
    <Form form={form} labels={{ isSure: 'Confirmation' }} className="mt-2">
      <input type="hidden" name="subjectId" value={id} />
      <p>
        {name} leaves the page, and no incident can name it any more. Its history, its uptime and the links to it stay.
        You can restore it.
      </p>
      <TickBox name="isSure" label={`Take ${name} off the page`} />
      <p className="mt-3">
        <SubmitButton look="danger">Archive the component</SubmitButton>
      </p>
    </Form>
  )
}
