'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form, Seen } from '../../../../parts/forms/form.tsx'
import { PromiseField } from '../../../../parts/publication/promise-field.tsx'
import { QuietField } from '../../../../parts/publication/quiet-field.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import type { ActPreview } from '../act-preview.ts'
import { ActSteps } from '../act-steps.tsx'
import { publishIncidentAction } from './actions.ts'

interface PublishFormProps {
  incidentId: string
  seenUpdateId: string
  /** Minutes of the usual promise; null where the incident is over and promises nothing. */
  usual: number | null
}

export function PublishForm({ incidentId, seenUpdateId, usual }: PublishFormProps) {
  const form = useAdminForm(publishIncidentAction, idle<ActPreview>())
  return (
    <Form form={form} labels={{ promise: 'Next update' }}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenUpdateId} />
      <ActSteps preview={form.state.data} look="Look, then publish" act="Make it public">
        {usual !== null && <PromiseField usual={usual} />}
        <QuietField />
      </ActSteps>
    </Form>
  )
}
