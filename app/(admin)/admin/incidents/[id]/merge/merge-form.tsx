'use client'

import { idle } from '#app/doors/forms/form-state'
import type { TeamIncidentSummary } from '#domain/team/incidents'
import { TextField } from '../../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../../parts/forms/form.tsx'
import { useAdminForm } from '../../../../parts/forms/use-admin-form.ts'
import type { ActPreview } from '../act-preview.ts'
import { ActSteps } from '../act-steps.tsx'
import { mergeIncidentAction } from './actions.ts'
import { TargetField } from './target-field.tsx'

interface MergeFormProps {
  incidentId: string
  seenUpdateId: string
  targets: readonly TeamIncidentSummary[]
  now: number
  timeZone: string
}

const labels = { intoId: 'The incident that goes on', reason: 'Reason' }

export function MergeForm({ incidentId, seenUpdateId, targets, now, timeZone }: MergeFormProps) {
  const form = useAdminForm(mergeIncidentAction, idle<ActPreview>())
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenUpdateId} />
      <ActSteps preview={form.state.data} look="Look, then merge" act="Merge them">
        <TargetField targets={targets} now={now} timeZone={timeZone} />
        <TextField
          name="reason"
          label="Why are they one? (optional)"
          hint="Customers read it in an update: “Both come from the same database.”"
          autoComplete="off"
        />
      </ActSteps>
    </Form>
  )
}
