'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { decideMessagesAction, decideNewsAction } from './actions.ts'

interface NewsFormProps {
  incidentId: string
  /** The newest announcement that is shown. */
  upTo: number
  title: string
  /** `1,204,000 subscribers`. */
  recipients: string
}

export function NewsForm({ incidentId, upTo, title, recipients }: NewsFormProps) {
  const form = useAdminForm(decideNewsAction, idle<null>())
  return (
    <Form form={form} className="mt-3">
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="upTo" value={upTo} />
      <Choices tell={`Tell ${recipients}`} nobody="Tell nobody" of={title} />
    </Form>
  )
}

export function MessagesForm({ addresses }: { addresses: string }) {
  const form = useAdminForm(decideMessagesAction, idle<null>())
  return (
    <Form form={form} className="mt-3">
      <Choices tell={`Send it to ${addresses}`} nobody="Drop it: tell nobody" of="too much for its address" />
    </Form>
  )
}

function Choices({ tell, nobody, of }: { tell: string; nobody: string; of: string }) {
  return (
    <p className="flex flex-wrap gap-3">
      <SubmitButton intent="release" look="plain" label={`${tell}: ${of}`}>
        {tell}
      </SubmitButton>
      <SubmitButton intent="drop" look="danger" label={`${nobody}: ${of}`}>
        {nobody}
      </SubmitButton>
    </p>
  )
}
