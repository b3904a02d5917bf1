'use client'

import type { ReactNode } from 'react'
import { idle } from '#app/doors/forms/form-state'
import { roleWords, type Role } from '#domain/actor'
import { ChoiceField, SelectField, TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { TickGroup, type Tick } from '../../parts/forms/tick-group.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { createTokenAction } from './actions.ts'
import { scopeWords } from './scope-words.ts'

const roles: Role[] = ['viewer', 'support', 'responder', 'owner']
const lives = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: 'A year, the longest' },
]

const labels = {
  name: 'Name',
  role: 'Role',
  scopes: 'Scopes',
  componentIds: 'Components',
  expiresAt: 'End',
}

export function TokenForm({ components }: { components: readonly Tick[] }) {
  const form = useAdminForm(createTokenAction, idle<{ token: string }>())
  const token = form.state.data?.token
  return (
    <Form form={form} labels={labels}>
      {token && <CopyLine label="The token; keep it as you keep a password" text={token} rows={1} />}
      <TextField
        name="name"
        label="What is it for?"
        hint="The program and where it runs, such as “Deploy pipeline, production”. Its acts stand under this name."
        autoComplete="off"
      />
      <ChoiceField
        name="role"
        label="Role"
        hint="It may do what a person with this role may, and no more. Choose the least that does."
        before="responder"
        options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
      />
      <Narrowed>
        <ChoiceField
          name="width"
          label="Scopes"
          before="all"
          options={[
            { value: 'all', label: 'All that the role may' },
            { value: 'some', label: 'Only some' },
          ]}
        />
        <TickGroup name="scopes" label="Only these scopes" isLabelHidden ticks={scopeWords} />
      </Narrowed>
      {components.length > 0 && (
        <Narrowed>
          <ChoiceField
            name="reach"
            label="Components"
            before="all"
            options={[
              { value: 'all', label: 'All, later ones too' },
              { value: 'some', label: 'Only some' },
            ]}
          />
          <TickGroup name="componentIds" label="Only these components" isLabelHidden ticks={components} />
        </Narrowed>
      )}
      <SelectField name="expiresAt" label="It ends after" before="90" options={lives} />
      <p className="mt-6">
        <SubmitButton>Make the token</SubmitButton>
      </p>
    </Form>
  )
}

/** A choice, and what it is narrowed to: in sight once “some” is chosen, also without scripts. */
function Narrowed({ children: [choice, ticks] }: { children: [ReactNode, ReactNode] }) {
  return (
    <div className="group/narrowed">
      {choice}
      <div className="hidden group-has-[[value=some]:checked]/narrowed:block">{ticks}</div>
    </div>
  )
}
