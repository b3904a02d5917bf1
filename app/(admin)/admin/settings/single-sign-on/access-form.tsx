'use client'

import { idle } from '#app/doors/forms/form-state'
import { SelectField, TextArea, TextField, TickBox } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { saveAccessAction } from './actions.ts'

const labels = {
  groupsClaim: 'Claim that holds the groups',
  groups: 'Groups and roles',
  defaultRole: 'Everybody else',
}

interface AccessFormProps {
  seenAt: number
  before: { groupsClaim: string; groups: string; defaultRole: string; trustsEmail: boolean }
}

export function AccessForm({ seenAt, before }: AccessFormProps) {
  const form = useAdminForm(saveAccessAction, idle())
  return (
    <Form form={form} labels={labels}>
      <Seen version={String(seenAt)} />
      <TextArea
        name="groups"
        label={labels.groups}
        hint="One a line: owner, responder, support or viewer, then the group as the provider names it. Who is in several gets the highest role."
        before={before.groups}
        rows={5}
      />
      <SelectField
        name="defaultRole"
        label={labels.defaultRole}
        hint="Who is in none of these groups. A role here is for everybody whom the provider lets in."
        before={before.defaultRole}
        options={[
          { value: 'none', label: 'Gets no access' },
          { value: 'viewer', label: 'Is a viewer' },
          { value: 'support', label: 'Is support' },
          { value: 'responder', label: 'Is a responder' },
          { value: 'owner', label: 'Is an owner' },
        ]}
      />
      <TextField
        name="groupsClaim"
        label={labels.groupsClaim}
        hint="As the ID token or the user info names it. Dots lead into it: realm_access.roles."
        before={before.groupsClaim}
        autoComplete="off"
        spellCheck={false}
      />
      <TickBox
        name="trustsEmail"
        label="Believe e-mail addresses that the provider does not call verified"
        hint="Only where nobody can choose their own address there, as in a company’s own Entra ID: a person is found by it."
        isTicked={before.trustsEmail}
      />
      <p className="mt-6">
        <SubmitButton>Save who gets in</SubmitButton>
      </p>
    </Form>
  )
}
