'use client'

import { idle } from '#app/doors/form-state'
import {
  incidentProgress,
  maintenanceProgress,
  updateWords,
  type ComponentStatus,
  type IncidentStatus,
  type MaintenanceStatus,
} from '#domain/status'
import { ComponentRows, type ComponentRowGroup } from '../../../parts/component-rows.tsx'
import { ChoiceField, TextArea } from '../../../parts/fields.tsx'
import { Form } from '../../../parts/form.tsx'
import { PromiseField } from '../../../parts/promise-field.tsx'
import type { Preview } from '../../../parts/publication.ts'
import { PublishSteps } from '../../../parts/publish-steps.tsx'
import { useAdminForm } from '../../../parts/use-admin-form.ts'
import { useUsualPromise } from '../../../parts/usual-promise.ts'
import { postUpdateAction } from './actions.ts'

interface UpdateFormProps {
  incidentId: string
  kind: 'incident' | 'maintenance'
  status: IncidentStatus | MaintenanceStatus
  /** The components that it holds, and all others. */
  held: readonly ComponentRowGroup[]
  others: readonly ComponentRowGroup[]
  /** The statuses at which it ever held one, which its impact follows from. */
  sofar: readonly ComponentStatus[]
}

const labels = { status: 'State', body: 'Text', promise: 'Next update' }

export function UpdateForm({ incidentId, kind, status, held, others, sofar }: UpdateFormProps) {
  const form = useAdminForm(postUpdateAction, idle<Preview>())
  const { usual, onChange } = useUsualPromise(form.state, status, sofar)
  const preview = form.state.data
  const progress = kind === 'incident' ? incidentProgress : maintenanceProgress
  return (
    <Form form={form} labels={labels} onChange={onChange}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <PublishSteps
        preview={preview}
        publishWords={preview && !preview.incident ? 'Save for the team only' : 'Publish'}
      >
        <ChoiceField
          name="status"
          label="What is the state?"
          before={status}
          options={progress.map((value) => ({ value, label: updateWords[value] }))}
        />
        <TextArea
          name="body"
          label="What do customers need to know?"
          hint="What changed for them, and what they can do. With a new state it may stay empty."
        />
        {held.length > 0 && (
          <fieldset className="mt-5 min-w-0">
            <legend className="font-semibold">Components that it affects</legend>
            <p className="text-note text-muted">
              {kind === 'incident' ? 'Resolved' : 'Completed'} lets go of all of them; there is no need to set them
              here.
            </p>
            <ComponentRows groups={held} />
          </fieldset>
        )}
        {others.length > 0 && (
          <details className="mt-4">
            <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">
              {held.length > 0 ? 'Add other components' : 'Add components'}
            </summary>
            <ComponentRows groups={others} />
          </details>
        )}
        {kind === 'incident' && <PromiseField usual={usual} />}
      </PublishSteps>
    </Form>
  )
}
