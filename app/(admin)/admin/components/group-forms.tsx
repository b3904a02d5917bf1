'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form, Seen } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm, type AdminForm } from '../../parts/forms/use-admin-form.ts'
import { archiveGroupAction, updateGroupAction } from './actions.ts'

interface GroupFormProps {
  /** With what is shown of it, as `groupMark` says it. */
  group: { id: string; name: string; description: string | null; mark: string }
}

/** What can be done to a group; one that is empty can be archived too. */
export function GroupForms({ group, isEmpty }: GroupFormProps & { isEmpty: boolean }) {
  const update = useAdminForm(updateGroupAction, idle())
  const archive = useAdminForm(archiveGroupAction, idle())
  const isOpen = update.state.status !== 'idle' || archive.state.status !== 'idle'
  return (
    <Disclosure summary={`Change the group ${group.name}`} isOpen={isOpen} className="mt-2">
      <GroupForm group={group} form={update} />
      {isEmpty && <ArchiveGroupForm group={group} form={archive} />}
    </Disclosure>
  )
}

function GroupForm({ group, form }: GroupFormProps & { form: AdminForm<null> }) {
  return (
    <Form form={form} labels={{ name: 'Name', description: 'Description' }}>
      <input type="hidden" name="subjectId" value={group.id} />
      <Seen version={group.mark} />
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

function ArchiveGroupForm({ group, form }: GroupFormProps & { form: AdminForm<null> }) {
  return (
    <Form form={form} className="mt-4 border-t border-line pt-4">
      <input type="hidden" name="subjectId" value={group.id} />
      <p className="mb-2 text-note text-muted">Takes the empty group off the page. It can’t be undone.</p>
      <SubmitButton look="danger" label={`Archive the group ${group.name}`}>
        Archive the group
      </SubmitButton>
    </Form>
  )
}
