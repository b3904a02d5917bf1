'use client'

import { settingLabels as labels } from '#domain/page/setting-words'
import { SelectField } from '../../parts/forms/fields.tsx'
import { saveTimeZoneAction } from './actions.ts'
import { SettingsForm } from './settings-form.tsx'

interface TimeZoneFormProps {
  seenAt: number
  before: string
  names: readonly string[]
}

export function TimeZoneForm({ seenAt, before, names }: TimeZoneFormProps) {
  return (
    <SettingsForm action={saveTimeZoneAction} seenAt={seenAt} labels={labels} save="Save the time zone">
      <SelectField
        name="timeZone"
        label={labels.timeZone}
        hint={
          <>
            Times on the public page are told in it. A change also moves midnight: the days of bars, recent days and
            uptime are <strong className="font-semibold">cut anew, past ones too</strong>, so that a day’s figure can
            differ from what customers saw. No incident changes.
          </>
        }
        before={before}
        options={names.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
      />
    </SettingsForm>
  )
}
