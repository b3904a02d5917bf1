'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form, Seen } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { confirmReviewAction } from './actions.ts'

export function ReviewForm({ seen, people }: { seen: string; people: number }) {
  const form = useAdminForm(confirmReviewAction, idle())
  return (
    <Form form={form}>
      <Seen version={seen} isFollowed />
      <p className="mt-4">
        <SubmitButton>
          {people === 1 ? 'Confirm the access of 1 person' : `Confirm the access of all ${people} people`}
        </SubmitButton>
      </p>
    </Form>
  )
}
