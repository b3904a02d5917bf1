'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#app/doors/admin-action'
import { idle } from '#app/doors/forms/form-state'
import { Form, Seen } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'

interface SettingsFormProps {
  action: FormAction
  /** When the settings were last changed, as this page shows them. */
  seenAt: number
  labels: Record<string, string>
  /** What the button says. */
  save: string
  onFields?: (fields: FormData) => void
  children: ReactNode
}

/** A part of the settings that is saved by itself, and never over what somebody else saved meanwhile. */
export function SettingsForm({ action, seenAt, labels, save, onFields, children }: SettingsFormProps) {
  const form = useAdminForm(action, idle())
  return (
    <Form form={form} labels={labels} className="mt-1" onFields={onFields}>
      <Seen version={String(seenAt)} />
      {children}
      <p className="mt-6">
        <SubmitButton>{save}</SubmitButton>
      </p>
    </Form>
  )
}
