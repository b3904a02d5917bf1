'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { restoreComponentAction } from './actions.ts'

export function RestoreForm({ id, name }: { id: string; name: string }) {
  const form = useAdminForm(restoreComponentAction, idle())
  return (
    <Form form={form}>
      <input type="hidden" name="subjectId" value={id} />
      <SubmitButton look="plain" label={`Restore ${name}`}>
        Restore
      </SubmitButton>
    </Form>
  )
}
