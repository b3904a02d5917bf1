'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { signOutAction } from './actions.ts'

/** The button that ends the session. */
export function SignOutForm() {
  const form = useAdminForm(signOutAction, idle())
  return (
    <Form form={form}>
      <button type="submit" className="min-h-11 cursor-pointer underline underline-offset-[0.18em]">
        Sign out
      </button>
    </Form>
  )
}
