'use client'

import { idle } from '#app/doors/forms/form-state'
import { TextField, TickBox } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { saveProviderAction } from './actions.ts'

const labels = {
  issuer: 'Issuer',
  clientId: 'Client id',
  clientSecret: 'Client secret',
  scopes: 'Scopes',
  label: 'Name of the provider',
}

interface ProviderFormProps {
  seenAt: number | null
  hasSecret: boolean
  before: { issuer: string; clientId: string; scopes: string; label: string }
}

export function ProviderForm({ seenAt, hasSecret, before }: ProviderFormProps) {
  const form = useAdminForm(saveProviderAction, idle())
  return (
    <Form form={form} labels={labels}>
      <Seen version={String(seenAt ?? '')} />
      <TextField
        name="issuer"
        label={labels.issuer}
        hint="The provider’s address, exactly as it calls itself, such as https://login.example.com/realms/acme."
        type="url"
        before={before.issuer}
        autoComplete="off"
      />
      <TextField
        name="clientId"
        label={labels.clientId}
        before={before.clientId}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        name="clientSecret"
        label={`${labels.clientSecret}${hasSecret ? ' (there is one; leave this empty to keep it)' : ''}`}
        hint="It is sealed and never shown again."
        type="password"
        autoComplete="off"
      />
      {hasSecret && (
        <TickBox name="isWithoutSecret" label="Forget the secret: the provider takes this client without one" />
      )}
      <TextField
        name="scopes"
        label={labels.scopes}
        hint="What is asked of the provider, with spaces between. Some send groups only for a scope “groups”."
        before={before.scopes}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        name="label"
        label={labels.label}
        hint="As everybody calls it: the button says “Sign in with …” and this."
        before={before.label}
        autoComplete="off"
      />
      <p className="mt-6 flex flex-wrap gap-3">
        <SubmitButton intent="save">Save the provider</SubmitButton>
        <SubmitButton intent="try" look="plain">
          Try it
        </SubmitButton>
      </p>
    </Form>
  )
}
