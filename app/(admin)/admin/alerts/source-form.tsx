'use client'

import { idle } from '#app/doors/forms/form-state'
import { CopyLine } from '../../parts/copy-line.tsx'
import { TextField } from '../../parts/forms/fields.tsx'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { createAlertSourceAction, type MadeSource } from './actions.ts'
import { snippetsFor } from './snippets.ts'

export function SourceForm({ url }: { url: string }) {
  const form = useAdminForm(createAlertSourceAction, idle<MadeSource>())
  const made = form.state.data
  return (
    <Form form={form} labels={{ name: 'Name' }}>
      {made && (
        <div className="mb-6 border-b border-line pb-6">
          <CopyLine label="The address; keep it as you keep a password" text={`${url}/intake/${made.token}`} rows={3} />
          {snippetsFor(`${url}/intake/${made.token}`).map(({ label, text }) => (
            <CopyLine key={label} label={label} text={text} rows={text.split('\n').length + 2} />
          ))}
          <p className="mt-4">
            Next: <a href={`/admin/alerts/${made.id}`}>add rules</a>. Until there are some, alerts are counted and
            nothing else.
          </p>
        </div>
      )}
      <TextField
        name="name"
        label="What sends alerts?"
        hint="The program and where it runs, such as “Alertmanager, production”. Its drafts stand under this name."
        autoComplete="off"
      />
      <p className="mt-6">
        <SubmitButton>Make the address</SubmitButton>
      </p>
    </Form>
  )
}
