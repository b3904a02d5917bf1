'use client'

import { useEffect } from 'react'
import { componentFieldName } from '#app/doors/forms/form-fields'
import { idle, typed } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import {
  incidentProgress,
  maintenanceProgress,
  updateWords,
  type IncidentStatus,
  type MaintenanceStatus,
} from '#domain/status'
import { ComponentRows, type ComponentRowGroup } from '../../../parts/publication/component-rows.tsx'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { ChoiceField, TextArea } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { HappenedField } from '../../../parts/publication/happened-field.tsx'
import { PromiseField } from '../../../parts/publication/promise-field.tsx'
import type { Preview } from '../../../parts/publication/publication.ts'
import { QuietField } from '../../../parts/publication/quiet-field.tsx'
import { PublishSteps } from '../../../parts/publication/publish-steps.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { useUsualPromise, type PromiseGround } from '../../../parts/publication/usual-promise.ts'
import { postUpdateAction } from './actions.ts'

interface UpdateFormProps {
  incidentId: string
  /** The update that was written last when this was shown. */
  seenUpdateId: string
  kind: 'incident' | 'maintenance'
  status: IncidentStatus | MaintenanceStatus
  isInternal: boolean
  /** Behind a summary of these words; null to stand open. */
  summary: string | null
  /** The components that it holds, and all others. */
  held: readonly ComponentRowGroup[]
  others: readonly ComponentRowGroup[]
  /** Whether it is over, and holds those again where it goes on. */
  wasHeld: boolean
  /** What the usual promise follows from, besides what the form says. */
  ground: PromiseGround
  /** As the page's clocks write it now, such as "CET". */
  zone: string
  draft: FormDraft
  /** Called as soon as the form holds something of its own: what was typed before, or an answer. */
  onBegun: () => void
}

const labels = { status: 'State', body: 'Text', promise: 'Next update', happenedAt: 'When it happened' }

export function UpdateForm(props: UpdateFormProps) {
  const { incidentId, seenUpdateId, kind, status, isInternal, summary, held, others, wasHeld, ground, zone } = props
  const { draft, onBegun } = props
  const form = useAdminForm(postUpdateAction, idle<Preview>(), { draft })
  const hasBegun = form.state.status !== 'idle'
  useEffect(() => {
    if (hasBegun) onBegun()
  }, [hasBegun])
  const { usual, onFields } = useUsualPromise(form.state, ground)
  const isChosen = (component: { id: string }) => typed(form.state.values, componentFieldName(component.id)) !== ''
  const progress = kind === 'incident' ? incidentProgress : maintenanceProgress
  const fields = (
    <Form form={form} labels={labels} onFields={onFields}>
      <input type="hidden" name="incidentId" value={incidentId} />
      <Seen version={seenUpdateId} />
      <PublishSteps preview={form.state.data} isInternal={isInternal}>
        <ChoiceField
          name="status"
          label="What is the state?"
          before={status}
          options={progress.map((value) => ({ value, label: updateWords[value] }))}
        />
        <TextArea
          name="body"
          label={isInternal ? 'What does the team need to know?' : 'What do customers need to know?'}
          hint={
            isInternal
              ? 'With a new state it may stay empty.'
              : 'What changed for them, and what they can do. With a new state it may stay empty.'
          }
        />
        {held.length > 0 && (
          <fieldset className="mt-5 min-w-0">
            <legend className="font-semibold">
              {wasHeld ? 'Components that it affected at its end' : 'Components that it affects'}
            </legend>
            <p className="text-note text-muted">
              {wasHeld
                ? 'Going on with it affects them again, unless you choose otherwise.'
                : `${kind === 'incident' ? 'Resolved' : 'Completed'} lets go of all of them; there is no need to set them here.`}
            </p>
            <ComponentRows groups={held} blank={wasHeld ? 'Again' : 'Stays'} />
          </fieldset>
        )}
        {others.length > 0 && (
          <Disclosure
            summary={held.length > 0 ? 'Add other components' : 'Add components'}
            isOpen={others.some((group) => group.components.some(isChosen))}
            className="mt-4"
          >
            <ComponentRows groups={others} />
          </Disclosure>
        )}
        {kind === 'incident' && <PromiseField usual={usual} />}
        <HappenedField
          zone={zone}
          hint="What it changes, changes from then on; the page says when you posted it, too."
        />
        <QuietField />
      </PublishSteps>
    </Form>
  )
  if (summary === null) return fields
  return (
    <Disclosure summary={summary} isOpen={hasBegun}>
      {fields}
    </Disclosure>
  )
}
