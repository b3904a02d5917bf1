'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextArea } from '../../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../../parts/forms/form.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import type { ActPreview } from '../act-preview.ts'
import { ActSteps } from '../act-steps.tsx'
import { markFalseAlarmAction } from './actions.ts'

interface FalseAlarmFormProps {
  incidentId: string
  seenUpdateId: string
  isInternal: boolean
}

export function FalseAlarmForm({ incidentId, seenUpdateId, isInternal }: FalseAlarmFormProps) {
  const form = useAdminForm(markFalseAlarmAction, idle<ActPreview>())
  return (
    <Form form={form} labels={{ reason: 'Reason' }}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenUpdateId} />
      <ActSteps preview={form.state.data} look="Look, then mark it" act="Mark it as a false alarm">
        <TextArea
          name="reason"
          label="Why was it none?"
          hint={
            isInternal
              ? 'It becomes the incident’s last update. Only the team sees it.'
              : 'Customers read it: it becomes the incident’s last update, and stands above all of them.'
          }
        />
      </ActSteps>
    </Form>
  )
}
