'use client'

import { useEffect, useRef } from 'react'
import { idle, typed } from '#app/doors/forms/form-state'
import { SelectField, TextArea, TextField } from '../../../parts/forms/fields.tsx'
import { Form } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { setUpAction } from './actions.ts'

const labels = {
  pageName: 'Name of the page',
  timeZone: 'Time zone',
  componentNames: 'First components',
  name: 'Your name',
  email: 'E-mail',
  password: 'Password',
}

interface SetupFormProps {
  token: string
  timeZones: readonly string[]
  before: { pageName: string; timeZone: string }
}

export function SetupForm({ token, timeZones, before }: SetupFormProps) {
  const form = useAdminForm(setUpAction, idle())
  const zone = useRef<HTMLDivElement>(null)
  const isUntouched = typed(form.state.values, 'timeZone') === ''
  useEffect(() => {
    const select = zone.current?.querySelector('select')
    const guess = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (select && isUntouched && select.value === before.timeZone && timeZones.includes(guess)) select.value = guess
  }, [before.timeZone, isUntouched, timeZones])
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="token" value={token} />
      <h2 className="mt-8 text-section font-semibold">The page</h2>
      <TextField
        name="pageName"
        label={labels.pageName}
        hint="Customers read it at the top, such as “Acme Status”."
        before={before.pageName}
        autoComplete="organization"
        autoFocus
      />
      <div ref={zone}>
        <SelectField
          name="timeZone"
          label={labels.timeZone}
          hint="Days and times on the page are told in it."
          before={before.timeZone}
          options={timeZones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        />
      </div>
      <TextArea
        name="componentNames"
        label={`${labels.componentNames} (optional)`}
        hint="What customers use and know by name, one per line: Website, Checkout, API. You can change all of it later."
        rows={5}
      />
      <h2 className="mt-8 text-section font-semibold">You, its first owner</h2>
      <TextField name="name" label={labels.name} autoComplete="name" />
      <TextField name="email" label={labels.email} type="email" autoComplete="username" />
      <TextField
        name="password"
        label={labels.password}
        hint="At least 12 characters. A few words in a row make a good one."
        type="password"
        autoComplete="new-password"
      />
      <p className="mt-8">
        <SubmitButton>Set up the page and sign in</SubmitButton>
      </p>
    </Form>
  )
}
