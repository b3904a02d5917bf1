'use client'

import { idle } from '#app/doors/forms/form-state'
import type { FormDraft } from '#domain/forms/drafts'
import type { ComponentRowGroup } from '../../../parts/publication/component-rows.tsx'
import { ComponentTicks } from '../../../parts/publication/component-ticks.tsx'
import { SelectField, TextArea, TextField, TickBox } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import type { Preview } from '../../../parts/publication/publication.ts'
import { PublishSteps } from '../../../parts/publication/publish-steps.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { scheduleMaintenanceAction } from './actions.ts'

interface MaintenanceFormProps {
  groups: readonly ComponentRowGroup[]
  /** As the page's clocks write it now, such as "CET". */
  zone: string
  before: { from: string; until: string }
  draft: FormDraft
}

const labels = { title: 'Title', scheduledFor: 'Begins', scheduledUntil: 'Ends', body: 'Text' }

export function MaintenanceForm({ groups, zone, before, draft }: MaintenanceFormProps) {
  const form = useAdminForm(scheduleMaintenanceAction, idle<Preview>(), { draft })
  return (
    <Form form={form} labels={labels}>
      <PublishSteps preview={form.state.data}>
        <TextField
          name="title"
          label="What do customers see?"
          hint="Name the component first: “Checkout moves to new machines”."
          autoFocus
          autoComplete="off"
        />
        <div className="grid gap-x-6 sm:grid-cols-2">
          <TextField
            name="scheduledFor"
            label={`Begins (${zone})`}
            type="datetime-local"
            before={before.from}
            autoComplete="off"
          />
          <TextField
            name="scheduledUntil"
            label={`Ends (${zone})`}
            type="datetime-local"
            before={before.until}
            autoComplete="off"
          />
        </div>
        <fieldset className="mt-5 min-w-0">
          <legend className="font-semibold">Which components will it touch?</legend>
          {groups.length > 0 ? (
            <ComponentTicks groups={groups} />
          ) : (
            <p className="mt-1 text-muted">The page has no components yet.</p>
          )}
        </fieldset>
        <TextArea
          name="body"
          label="What do they need to know? (optional)"
          hint="What will not work, for how long, and what they can do before it."
        />
        <fieldset className="mt-6 min-w-0">
          <legend className="font-semibold">What it does by itself</legend>
          <div className="grid gap-x-6 sm:grid-cols-2">
            <TickBox name="startsItself" label="Begins by itself" isTicked />
            <TickBox name="completesItself" label="Completes by itself" isTicked />
            <TickBox name="setsComponents" label="Sets its components to maintenance" isTicked />
            <TickBox name="restoresComponents" label="Sets them back at the end" isTicked />
            <TickBox name="notifiesAtStart" label="Tells subscribers as it begins" isTicked />
            <TickBox name="notifiesAtEnd" label="Tells subscribers as it ends" isTicked />
          </div>
        </fieldset>
        <SelectField
          name="remindMinutes"
          label="Remind subscribers before it"
          before="60"
          options={[
            { value: '', label: 'No reminder' },
            { value: '60', label: '1 hour before' },
            { value: '1440', label: '1 day before' },
            { value: '10080', label: '1 week before' },
          ]}
        />
      </PublishSteps>
    </Form>
  )
}
