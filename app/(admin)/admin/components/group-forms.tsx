'use client'

import { idle } from '#app/doors/form-state'
import { TextField } from '../../parts/fields.tsx'
import { Form } from '../../parts/form.tsx'
import { SubmitButton } from '../../parts/submit-button.tsx'
import { useAdminForm } from '../../parts/use-admin-form.ts'
import { archiveGroupAction, restoreComponentAction, updateGroupAction } from './actions.ts'

interface GroupFormProps {
  group: { id: string; name: string; description: string | null }
}

export function GroupForm({ group }: GroupFormProps) {
  const form = useAdminForm(updateGroupAction, idle())
  return (
    <Form form={form} labels={{ name: 'Name', description: 'Description' }}>
      <input type="hidden" name="id" value={group.id} />
      <TextField name="name" label="Name of the group" before={group.name} autoComplete="off" />
      <TextField
        name="description"
        label="Description (optional)"
        before={group.description ?? ''}
        autoComplete="off"
      />
      <p className="mt-4">
        <SubmitButton look="plain">Save the group</SubmitButton>
      </p>
    </Form>
  )
}

export function ArchiveGroupForm({ group }: GroupFormProps) {
  const form = useAdminForm(archiveGroupAction, idle())
  return (
    <Form form={form} className="mt-4 border-t border-line pt-4">
      <input type="hidden" name="id" value={group.id} />
      <p className="mb-2 text-note text-muted">Takes the empty group off the page. It can’t be undone.</p>
      <SubmitButton look="danger" label={`Archive the group ${group.name}`}>
        Archive the group
      </SubmitButton>
    </Form>
  )
}

export function RestoreForm({ id, name }: { id: string; name: string }) {
  const form = useAdminForm(restoreComponentAction, idle())
  return (
    <Form form={form}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton look="plain" label={`Restore ${name}`}>
        Restore
      </SubmitButton>
    </Form>
  )
}
