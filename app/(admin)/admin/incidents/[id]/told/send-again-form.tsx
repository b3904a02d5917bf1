'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import { sendAgainAction } from './actions.ts'

/** One button, which says to how many it sends. */
export function SendAgainForm({ announcement, words }: { announcement: number; words: string }) {
  const form = useAdminForm(sendAgainAction, idle<null>())
  return (
    <Form form={form} className="mt-3">
      <input type="hidden" name="announcement" value={announcement} />
      <SubmitButton look="plain">{words}</SubmitButton>
    </Form>
  )
}
