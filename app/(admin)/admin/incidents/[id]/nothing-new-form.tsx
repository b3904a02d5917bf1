'use client'

import { idle } from '#app/doors/form-state'
import { Form, Seen } from '../../../parts/form.tsx'
import { SubmitButton } from '../../../parts/submit-button.tsx'
import { useAdminForm } from '../../../parts/use-admin-form.ts'
import { nothingNewAction } from './actions.ts'
import { nothingNewWords } from './nothing-new-words.ts'

export function NothingNewForm({ incidentId, seenUpdateId }: { incidentId: string; seenUpdateId: string }) {
  const form = useAdminForm(nothingNewAction, idle())
  return (
    <Form form={form} className="mt-4">
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenUpdateId} />
      <SubmitButton look="plain">Nothing new, still on it</SubmitButton>
      <p className="mt-2 text-note text-muted">Publishes at once: “{nothingNewWords}”</p>
    </Form>
  )
}
