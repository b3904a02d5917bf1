'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/forms/form-state'
import type { Role } from '#domain/actor'
import type { ButtonLook } from '../../parts/forms/button.tsx'
import { Disclosure } from '../../parts/forms/disclosure.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { changeRoleAction, deactivateAction, reactivateAction, resetSecondFactorAction } from './actions.ts'
import { RoleField } from './role-field.tsx'

interface PersonFormProps {
  id: string
  name: string
}

export function RoleForm({ id, name, role }: PersonFormProps & { role: Role }) {
  const form = useAdminForm(changeRoleAction, idle())
  return (
    <Disclosure summary="Change the role…" label={`Change the role of ${name}`} isOpen={form.state.status !== 'idle'}>
      <Form form={form} labels={{ role: 'Role' }}>
        <input type="hidden" name="subjectId" value={id} />
        <RoleField before={role} />
        <p className="mt-4 text-note text-muted">
          It holds from their next click. Where it lets them do more, all their devices are signed out, and they sign in
          anew.
        </p>
        <p className="mt-4">
          <SubmitButton label={`Change the role of ${name}`}>Change the role</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}

interface DeactivateFormProps extends PersonFormProps {
  /** How many API tokens that they made still work. */
  tokens: number
}

export function DeactivateForm({ id, name, tokens }: DeactivateFormProps) {
  return (
    <ActForm action={deactivateAction} id={id} summary="Deactivate…" label={`Deactivate ${name}`} look="danger">
      All devices of {name} are signed out at once, and nobody gets in with their password or by a link of theirs. What
      they did keeps their name. You can reactivate them later.
      {tokens > 0 && (
        <>
          {' '}
          {tokens === 1 ? 'An API token that they made goes' : `${tokens} API tokens that they made go`} on working:{' '}
          <a href="/admin/tokens">revoke what they may have kept</a>.
        </>
      )}
    </ActForm>
  )
}

export function ResetSecondFactorForm({ id, name }: PersonFormProps) {
  return (
    <ActForm
      action={resetSecondFactorAction}
      id={id}
      summary="Reset the second factor…"
      label={`Reset the second factor of ${name}`}
      look="danger"
    >
      For whoever lost their phone and their backup codes. Make sure that it is {name} who asks: call them. All their
      devices are signed out, and their password alone lets them in until they set up another.
    </ActForm>
  )
}

export function ReactivateForm({ id, name }: PersonFormProps) {
  return (
    <ActForm action={reactivateAction} id={id} summary="Reactivate…" label={`Reactivate ${name}`} look="plain">
      {name} can sign in again as before, with the same role.
    </ActForm>
  )
}

interface ActFormProps {
  action: FormAction
  id: string
  summary: string
  /** What the button says, with the name in it. */
  label: string
  look: ButtonLook
  /** What it does. */
  children: ReactNode
}

/** One act on one person, behind its name, with what it does said before it is done. */
function ActForm({ action, id, summary, label, look, children }: ActFormProps) {
  const form = useAdminForm(action, idle())
  return (
    <Disclosure summary={summary} label={label} isOpen={form.state.status === 'error'}>
      <Form form={form}>
        <input type="hidden" name="subjectId" value={id} />
        <p>{children}</p>
        <p className="mt-3">
          <SubmitButton look={look}>{label}</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}
