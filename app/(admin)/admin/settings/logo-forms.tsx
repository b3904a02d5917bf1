'use client'

import { useState } from 'react'
import { idle } from '#app/doors/forms/form-state'
import { FileField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm, type AdminForm } from '../../parts/forms/use-admin-form.ts'
import { removeLogoAction, replaceLogoAction } from './actions.ts'

const labels = { logo: 'Picture' }

export function ReplaceLogoForm({ hasLogo, mostBytes }: { hasLogo: boolean; mostBytes: number }) {
  const form = useWithinSize(useAdminForm(replaceLogoAction, idle()), mostBytes)
  return (
    <Form form={form} labels={labels} className="mt-1">
      <FileField
        name="logo"
        label={hasLogo ? 'Another picture' : labels.logo}
        hint="PNG, SVG, WebP or JPEG of at most 100 KB. It takes the place of the name, 32 pixels high, so let it show the name."
        accept=".png,.svg,.webp,.jpg,.jpeg,image/png,image/svg+xml,image/webp,image/jpeg"
      />
      <p className="mt-6">
        <SubmitButton>{hasLogo ? 'Replace the logo' : 'Put the logo on the page'}</SubmitButton>
      </p>
    </Form>
  )
}

export function RemoveLogoForm() {
  const form = useAdminForm(removeLogoAction, idle())
  return (
    <Form form={form} className="mt-4">
      <SubmitButton look="danger">Take the logo off the page</SubmitButton>
      <p className="mt-2 text-note text-muted">The name stands in its place at once.</p>
    </Form>
  )
}

/** What is far too large is not even sent: the server would hang up on it. */
function useWithinSize(form: AdminForm<null>, mostBytes: number): AdminForm<null> {
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const state = tooLarge === null ? form.state : { ...form.state, status: 'error' as const, errors: { logo: tooLarge } }
  return {
    ...form,
    state,
    onSubmit: (event) => {
      const file = new FormData(event.currentTarget).get('logo')
      const size = file instanceof File ? file.size : 0
      if (size <= mostBytes) {
        setTooLarge(null)
        return form.onSubmit(event)
      }
      event.preventDefault()
      setTooLarge(
        `The file has ${Math.ceil(size / 1024).toLocaleString('en-GB')} KB; at most ${mostBytes / 1024} KB fit. Make it smaller: it is shown 32 pixels high.`,
      )
    },
  }
}
