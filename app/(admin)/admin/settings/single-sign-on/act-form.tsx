'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/forms/form-state'
import type { ButtonLook } from '../../../parts/forms/button.tsx'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { SelectField, type Option } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import {
  allowOnlyAction,
  allowPasswordsAction,
  markBreakGlassAction,
  removeSingleSignOnAction,
  unlinkAccountAction,
  unmarkBreakGlassAction,
} from './actions.ts'

/** Marks an owner for emergencies. */
export function MarkForm({ owners }: { owners: readonly Option[] }) {
  const form = useAdminForm(markBreakGlassAction, idle())
  return (
    <Form form={form} labels={{ personId: 'Owner' }}>
      <SelectField
        name="personId"
        label="Another owner"
        hint="Owners who have a password."
        before={owners[0]?.value ?? ''}
        options={owners}
      />
      <p className="mt-5">
        <SubmitButton look="plain">Mark for emergencies</SubmitButton>
      </p>
    </Form>
  )
}

export function UnmarkForm({ id, name }: { id: string; name: string }) {
  return (
    <ActForm
      action={unmarkBreakGlassAction}
      summary="Take the mark away…"
      label={`Take the mark from ${name}`}
      field={{ name: 'personId', value: id }}
      says={`${name} stays an owner, and can’t sign in by password any more while only single sign-on is allowed.`}
      button={`Take the mark from ${name}`}
    />
  )
}

export function UnlinkForm({ id, name }: { id: string; name: string }) {
  return (
    <ActForm
      action={unlinkAccountAction}
      summary="Undo the link…"
      label={`Undo the link of ${name}`}
      field={{ name: 'subjectId', value: id }}
      says={`The next account of the provider with ${name}’s e-mail address becomes theirs. Do this where the provider gave them a new account.`}
      button={`Undo the link of ${name}`}
    />
  )
}

export function AllowOnlyForm({ sessions, people }: { sessions: number; people: number }) {
  const ended =
    sessions === 0
      ? 'Nobody is signed out by it.'
      : `${people === 1 ? 'One person is' : `${people} people are`} signed out by it, on ${sessions === 1 ? 'one device' : `${sessions} devices`}.`
  return (
    <ActForm
      action={allowOnlyAction}
      summary="Allow only single sign-on…"
      says={`Passwords and one-time links are refused from then on, but to owners who are marked for emergencies. ${ended}`}
      button="Allow only single sign-on"
    />
  )
}

export function AllowPasswordsForm() {
  return (
    <ActForm
      action={allowPasswordsAction}
      summary="Allow passwords again…"
      says="Everybody who has a password can sign in with it again, and one-time links work."
      button="Allow passwords again"
      look="plain"
    />
  )
}

export function RemoveForm({ people }: { people: number }) {
  const whom =
    people === 0
      ? 'Nobody has come from it yet.'
      : `${people === 1 ? 'One person' : `${people} people`} came from it: without a password they need a link from an owner.`
  return (
    <ActForm
      action={removeSingleSignOnAction}
      summary="Remove the provider…"
      says={`The provider, its secret and the groups are forgotten, and passwords are allowed. ${whom}`}
      button="Remove the provider"
    />
  )
}

interface ActFormProps {
  action: FormAction
  summary: string
  label?: string
  field?: { name: string; value: string }
  /** What it does, and to how many. */
  says: ReactNode
  button: string
  look?: ButtonLook
}

function ActForm({ action, summary, label, field, says, button, look = 'danger' }: ActFormProps) {
  const form = useAdminForm(action, idle())
  return (
    <Disclosure summary={summary} {...(label ? { label } : {})} isOpen={form.state.status === 'error'}>
      <Form form={form}>
        {field && <input type="hidden" name={field.name} value={field.value} />}
        <p>{says}</p>
        <p className="mt-4">
          <SubmitButton look={look}>{button}</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}
