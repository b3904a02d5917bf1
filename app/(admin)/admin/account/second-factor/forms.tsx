'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { TextField } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import {
  beginSecondFactorAction,
  proveSecondFactorAction,
  removeSecondFactorAction,
  renewCodesAction,
} from './actions.ts'
import { BackupCodes } from './backup-codes.tsx'

const labels = { password: 'Your password', code: 'Code' }

interface BeginFormProps {
  hasPassword: boolean
  isAgain?: boolean
}

export function BeginForm({ hasPassword, isAgain = false }: BeginFormProps) {
  const form = useAdminForm(beginSecondFactorAction, idle())
  return (
    <Form form={form} labels={labels}>
      {hasPassword && <PasswordField />}
      <p className="mt-6">
        <SubmitButton look={isAgain ? 'plain' : 'primary'}>{isAgain ? 'Make another key' : 'Begin'}</SubmitButton>
      </p>
    </Form>
  )
}

export function ProveForm() {
  const form = useAdminForm(proveSecondFactorAction, idle())
  return (
    <Form form={form} labels={labels}>
      <TextField
        name="code"
        label="Code"
        hint="Six digits. A new one comes every 30 seconds."
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <p className="mt-6">
        <SubmitButton>Turn the second factor on</SubmitButton>
      </p>
    </Form>
  )
}

export function BackupCodesForm({ hasPassword }: { hasPassword: boolean }) {
  const form = useAdminForm(renewCodesAction, idle<{ codes: string[] }>())
  const codes = form.state.data?.codes
  return (
    <Form form={form} labels={labels}>
      {codes && <BackupCodes codes={codes} />}
      {hasPassword && <PasswordField />}
      <p className="mt-6">
        <SubmitButton look="plain">Make new backup codes</SubmitButton>
      </p>
    </Form>
  )
}

export function RemoveForm() {
  const form = useAdminForm(removeSecondFactorAction, idle())
  return (
    <Disclosure summary="Remove the second factor…" isOpen={form.state.status === 'error'}>
      <Form form={form}>
        <p>
          Your password alone lets you in from then on, and whoever learns it. Where an owner asks you for a second
          factor, you are led to set up another one at once.
        </p>
        <p className="mt-3">
          <SubmitButton look="danger">Remove the second factor</SubmitButton>
        </p>
      </Form>
    </Disclosure>
  )
}

function PasswordField() {
  return <TextField name="password" label="Your password" type="password" autoComplete="current-password" />
}
