'use client'

import { idle } from '#app/doors/forms/form-state'
import { SelectField, TextField, type Option } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { createComponentAction, createGroupAction } from './actions.ts'

export function CreateComponentForm({ groups }: { groups: readonly Option[] }) {
  const form = useAdminForm(createComponentAction, idle())
  return (
    <Form form={form} labels={{ name: 'Name', groupId: 'Group' }}>
      <TextField
        name="name"
        label="Name of the component"
        hint="As customers call it: “Checkout”, not “web-eu-3”."
        autoComplete="off"
      />
      {groups.length > 0 && (
        <SelectField name="groupId" label="Group" options={[{ value: '', label: 'Without a group' }, ...groups]} />
      )}
      <p className="mt-5">
        <SubmitButton>Add the component</SubmitButton>
      </p>
    </Form>
  )
}

export function CreateGroupForm() {
  const form = useAdminForm(createGroupAction, idle())
  return (
    <Form form={form} labels={{ name: 'Name', description: 'Description' }}>
      <TextField name="name" label="Name of the group" autoComplete="off" />
      <TextField name="description" label="Description (optional)" autoComplete="off" />
      <p className="mt-5">
        <SubmitButton>Add the group</SubmitButton>
      </p>
    </Form>
  )
}
