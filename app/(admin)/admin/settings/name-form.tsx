'use client'

import { settingLabels as labels } from '#domain/page/setting-words'
import { TextArea, TextField } from '../../parts/forms/fields.tsx'
import { saveNameAction } from './actions.ts'
import { SettingsForm } from './settings-form.tsx'

export function NameForm({ seenAt, before }: { seenAt: number; before: { name: string; description: string } }) {
  return (
    <SettingsForm action={saveNameAction} seenAt={seenAt} labels={labels} save="Save the name">
      <TextField
        name="name"
        label={labels.name}
        hint="Customers read it at the top and in the browser’s tab, such as “Acme Status”."
        before={before.name}
        autoComplete="organization"
      />
      <TextArea
        name="description"
        label={`${labels.description} (optional)`}
        hint="One or two sentences that search engines and link previews show below the state."
        before={before.description}
        rows={2}
      />
    </SettingsForm>
  )
}
