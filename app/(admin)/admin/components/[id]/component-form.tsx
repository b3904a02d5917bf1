'use client'

import { idle } from '#app/doors/forms/form-state'
import { SelectField, TextArea, TextField, TickBox, type Option } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { updateComponentAction } from './actions.ts'

export interface ComponentBefore {
  id: string
  name: string
  description: string
  groupId: string
  showsUptime: boolean
  onlyShownIfDegraded: boolean
  isHidden: boolean
  startsOn: string
  /** What is shown here, as `componentMark` says it. */
  mark: string
}

const labels = { name: 'Name', description: 'Description', groupId: 'Group', startsAt: 'On the page since' }

export function ComponentForm({ before, groups }: { before: ComponentBefore; groups: readonly Option[] }) {
  const form = useAdminForm(updateComponentAction, idle())
  return (
    <Form form={form} labels={labels} className="mt-1">
      <input type="hidden" name="subjectId" value={before.id} />
      <Seen version={before.mark} />
      <TextField name="name" label={labels.name} before={before.name} autoComplete="off" />
      <TextArea
        name="description"
        label={`${labels.description} (optional)`}
        hint="One line on what it is, for customers who don’t know it by name."
        before={before.description}
        rows={2}
      />
      <SelectField
        name="groupId"
        label={labels.groupId}
        before={before.groupId}
        options={[{ value: '', label: 'Without a group' }, ...groups]}
      />
      <TextField
        name="startsAt"
        label={labels.startsAt}
        hint="Days before it are shown as “no data” and count for nothing."
        type="date"
        before={before.startsOn}
        autoComplete="off"
      />
      <TickBox name="showsUptime" label="Shows its uptime" isTicked={before.showsUptime} />
      <TickBox
        name="onlyShownIfDegraded"
        label="Stands on the page only while something is wrong with it"
        isTicked={before.onlyShownIfDegraded}
      />
      <TickBox
        name="isHidden"
        label="Hidden: customers see nothing of it, on any page, feed or API"
        isTicked={before.isHidden}
      />
      <p className="mt-5">
        <SubmitButton>Save what customers read</SubmitButton>
      </p>
    </Form>
  )
}
