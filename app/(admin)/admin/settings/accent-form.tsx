'use client'

import { useState } from 'react'
import { textOf } from '#app/doors/forms/form-fields'
import type { Scheme } from '#domain/page/contrast'
import { settingLabels as labels } from '#domain/page/setting-words'
import { TextField } from '../../parts/forms/fields.tsx'
import { AccentSample } from './accent-sample.tsx'
import { saveAccentAction } from './actions.ts'
import { SettingsForm } from './settings-form.tsx'

interface AccentFormProps {
  seenAt: number
  before: Record<Scheme, string>
}

export function AccentForm({ seenAt, before }: AccentFormProps) {
  const [typed, setTyped] = useState(before)
  function onFields(fields: FormData): void {
    setTyped({ light: textOf(fields, 'accentLight'), dark: textOf(fields, 'accentDark') })
  }
  return (
    <SettingsForm
      action={saveAccentAction}
      seenAt={seenAt}
      labels={labels}
      save="Save the accent colours"
      onFields={onFields}
    >
      <p className="mt-2 text-muted">
        The page’s name, its controls and the focus ring have it. Text needs a contrast of 4.5:1 with page and panel, so
        the two schemes seldom share one colour. Left empty, a colour is Candor’s own.
      </p>
      <div className="grid gap-x-6 sm:grid-cols-2">
        <div>
          <TextField
            name="accentLight"
            label={labels.accentLight}
            before={before.light}
            autoComplete="off"
            spellCheck={false}
          />
          <AccentSample scheme="light" typed={typed.light} />
        </div>
        <div>
          <TextField
            name="accentDark"
            label={labels.accentDark}
            before={before.dark}
            autoComplete="off"
            spellCheck={false}
          />
          <AccentSample scheme="dark" typed={typed.dark} />
        </div>
      </div>
    </SettingsForm>
  )
}
