'use client'

import { settingLabels as labels } from '#domain/page/setting-words'
import { TextArea, TextField } from '../../parts/forms/fields.tsx'
import { saveContactAction } from './actions.ts'
import { SettingsForm } from './settings-form.tsx'

interface ContactFormProps {
  seenAt: number
  before: { supportUrl: string; supportEmail: string; links: string }
}

export function ContactForm({ seenAt, before }: ContactFormProps) {
  return (
    <SettingsForm action={saveContactAction} seenAt={seenAt} labels={labels} save="Save the contact and links">
      <TextField
        name="supportUrl"
        label={`${labels.supportUrl} (optional)`}
        hint="Every public page ends with “Get help:” and what you say here."
        type="url"
        before={before.supportUrl}
        autoComplete="off"
      />
      <TextField
        name="supportEmail"
        label={`${labels.supportEmail} (optional)`}
        type="email"
        before={before.supportEmail}
        autoComplete="off"
      />
      <TextArea
        name="links"
        label={`${labels.links} (optional)`}
        hint="Up to five, one a line: the words, then the address. They stand at the foot in this order."
        before={before.links}
        rows={5}
      />
    </SettingsForm>
  )
}
