'use client'

import { idle } from '#app/doors/forms/form-state'
import { cadenceWords, updateChoiceWords } from '#domain/subscriptions/choice-words'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { ChoiceField, SelectField, TextField, TickBox } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { TickGroup, type Tick } from '../../parts/forms/tick-group.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { addSubscriberAction } from './actions.ts'

const labels = {
  email: 'E-mail',
  url: 'Address of the chat’s incoming webhook',
  way: 'Who says yes',
  consentedAt: 'Day of the consent',
  consentSource: 'Source of the consent',
  componentIds: 'Components',
  groupIds: 'Groups',
  updates: 'Updates',
  leastImpact: 'Impact',
  cadence: 'When',
}

interface AddFormProps {
  components: readonly Tick[]
  groups: readonly Tick[]
  /** Only owners state that somebody consented. */
  isOwner: boolean
}

export function AddForm({ components, groups, isOwner }: AddFormProps) {
  const form = useAdminForm(addSubscriberAction, idle())
  return (
    <Form form={form} labels={labels} className="group/add">
      <div className="group-has-[[name=way][value=chat]:checked]/add:hidden">
        <TextField name="email" label="E-mail" type="email" autoComplete="off" spellCheck={false} />
      </div>
      <div className="hidden group-has-[[name=way][value=chat]:checked]/add:block">
        <TextField
          name="url"
          label="Address of the chat’s incoming webhook"
          hint="Of Slack, Discord or Microsoft Teams. It is kept sealed, and never shown whole."
          type="url"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <ChoiceField
        name="way"
        label="Who says yes?"
        hint="By letter they are asked first, and hear nothing until they confirmed. An internal subscriber or chat is of your own team: it is told at once, of internal incidents too."
        before="letter"
        options={[
          { value: 'letter', label: 'They do, by letter' },
          ...(isOwner ? [{ value: 'stated', label: 'They did, elsewhere' }] : []),
          { value: 'internal', label: 'Internal' },
          { value: 'chat', label: 'Internal chat' },
        ]}
      />
      {isOwner && (
        <div className="hidden group-has-[[name=way][value=stated]:checked]/add:block">
          <TextField name="consentedAt" label="On which day?" type="date" />
          <TextField
            name="consentSource"
            label="Where?"
            hint="Such as “contract of 2025” or “form at the trade fair”. It is kept as the proof, and no letter asks them."
            autoComplete="off"
            maxLength={200}
          />
        </div>
      )}
      <ChoiceField
        name="scope"
        label="What do they hear of?"
        before="page"
        options={[
          { value: 'page', label: 'Everything on the page' },
          ...(components.length > 0 ? [{ value: 'parts', label: 'Only parts' }] : []),
        ]}
      />
      <div className="hidden group-has-[[name=scope][value=parts]:checked]/add:block">
        {groups.length > 0 && <TickGroup name="groupIds" label="Groups, with what joins them later" ticks={groups} />}
        <TickGroup name="componentIds" label="Components" ticks={components} />
      </div>
      <Disclosure summary="How much, and when" isOpen={false} className="mt-3">
        <SelectField
          name="updates"
          label="Which updates?"
          before="all"
          options={[
            { value: 'all', label: updateChoiceWords.all },
            { value: 'start_and_end', label: updateChoiceWords.start_and_end },
          ]}
        />
        <SelectField
          name="leastImpact"
          label="From which impact on?"
          before="none"
          options={[
            { value: 'none', label: 'Any' },
            { value: 'minor', label: 'Minor' },
            { value: 'major', label: 'Major' },
            { value: 'critical', label: 'Critical' },
          ]}
        />
        <SelectField
          name="cadence"
          label="When?"
          before="as_it_happens"
          options={[
            { value: 'as_it_happens', label: cadenceWords.as_it_happens },
            { value: 'daily', label: cadenceWords.daily },
          ]}
        />
        <TickBox name="hearsMaintenance" label="Planned maintenance too" isTicked />
      </Disclosure>
      <p className="mt-6">
        <SubmitButton>Add the subscriber</SubmitButton>
      </p>
    </Form>
  )
}
