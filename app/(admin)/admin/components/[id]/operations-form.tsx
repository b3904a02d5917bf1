'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { updateComponentOperationsAction } from './actions.ts'
import type { Operations } from './component-facts.tsx'

interface OperationsFormProps {
  id: string
  before: Operations | null
  /** What is shown here, as `operationsMark` says it. */
  mark: string
}

const labels = {
  owner: 'Owner',
  criticality: 'Does somebody get up at night for it?',
  runbookUrl: 'Runbook',
  dashboardUrl: 'Dashboard',
  diagramUrl: 'Diagram of the architecture',
}

export function OperationsForm({ id, before, mark }: OperationsFormProps) {
  const form = useAdminForm(updateComponentOperationsAction, idle())
  return (
    <Disclosure summary="Change what the team knows" isOpen={form.state.status !== 'idle'} className="mt-3">
      <Form form={form} labels={labels}>
        <input type="hidden" name="subjectId" value={id} />
        <Seen version={mark} />
        <TextField name="owner" label="Owner (a team or a person)" before={before?.owner ?? ''} autoComplete="off" />
        <ChoiceField
          name="criticality"
          label={labels.criticality}
          before={before?.criticality ?? ''}
          options={[
            { value: 'wakes_somebody', label: 'Yes' },
            { value: 'office_hours', label: 'No, in office hours' },
            { value: '', label: 'Not said' },
          ]}
        />
        <TextField
          name="runbookUrl"
          label="Link to the runbook"
          type="url"
          before={before?.runbookUrl ?? ''}
          autoComplete="off"
        />
        <TextField
          name="dashboardUrl"
          label="Link to the dashboard"
          type="url"
          before={before?.dashboardUrl ?? ''}
          autoComplete="off"
        />
        <TextField
          name="diagramUrl"
          label="Link to a diagram of the architecture"
          type="url"
          before={before?.diagramUrl ?? ''}
          autoComplete="off"
        />
        <p className="mt-5">
          <SubmitButton look="plain">Save for the team</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}
