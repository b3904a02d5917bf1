'use client'

import { idle } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import type { PromiseMinutes } from '#domain/incidents/promises'
import { incidentProgress, updateWords } from '#domain/status'
import { ComponentRows, type ComponentRowGroup } from '../../../parts/publication/component-rows.tsx'
import { ChoiceField, TextArea, TextField, TickBox } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { HappenedField } from '../../../parts/publication/happened-field.tsx'
import { LeadField } from '../../../parts/publication/lead-field.tsx'
import { QuietField } from '../../../parts/publication/quiet-field.tsx'
import { PromiseField } from '../../../parts/publication/promise-field.tsx'
import type { Preview } from '../../../parts/publication/publication.ts'
import { PublishSteps } from '../../../parts/publication/publish-steps.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { useUsualPromise } from '../../../parts/publication/usual-promise.ts'
import { openIncidentAction } from './actions.ts'

const labels = {
  title: 'Title',
  status: 'State',
  body: 'Text',
  promise: 'Next update',
  happenedAt: 'When it happened',
  leadId: 'Who holds the pen',
}

interface OpenIncidentFormProps {
  groups: readonly ComponentRowGroup[]
  promiseMinutes: PromiseMinutes
  /** As the page's clocks write it now, such as "CET". */
  zone: string
  /** Who may hold the pen, and who does unless another is chosen. */
  people: readonly { id: string; name: string }[]
  self: string
  draft: FormDraft
}

export function OpenIncidentForm({ groups, promiseMinutes, zone, people, self, draft }: OpenIncidentFormProps) {
  const form = useAdminForm(openIncidentAction, idle<Preview>(), { draft })
  const ground = { status: 'investigating', sofar: [], override: null, settings: promiseMinutes }
  const { usual, onFields } = useUsualPromise(form.state, ground)
  return (
    <Form form={form} labels={labels} onFields={onFields}>
      <PublishSteps preview={form.state.data} teamWords="Open it for the team only">
        <TextField
          name="title"
          label="What do customers see?"
          hint="Name the component first: “Checkout refuses some card payments”."
          autoFocus
          autoComplete="off"
        />
        <fieldset className="mt-5 min-w-0">
          <legend className="font-semibold">Which components, and how badly?</legend>
          {groups.length > 0 ? (
            <ComponentRows groups={groups} />
          ) : (
            <p className="mt-1 text-muted">The page has no components yet. The incident can be opened without any.</p>
          )}
        </fieldset>
        <TextArea
          name="body"
          label="What do they need to know? (optional)"
          hint="What works, what doesn’t, what they can do. Left empty, it says that you are looking into it."
        />
        <ChoiceField
          name="status"
          label="What is the state?"
          before="investigating"
          options={incidentProgress
            .filter((status) => status !== 'resolved')
            .map((status) => ({ value: status, label: updateWords[status] }))}
        />
        <PromiseField usual={usual} />
        <HappenedField
          zone={zone}
          hint="Its components are affected from then on, and the page says when you posted it."
        />
        <LeadField people={people} self={self} />
        <QuietField />
        <div className="mt-6 rounded-control border-2 border-dashed border-no-data px-4 pb-2">
          <TickBox
            name="isInternal"
            label={
              <>
                Keep it <strong className="font-semibold">internal</strong> for now
              </>
            }
            hint="Only the team sees it, so that support is warned. It can be made public later."
          />
        </div>
      </PublishSteps>
    </Form>
  )
}
