'use client'

import { updateWords } from '#domain/status'
import { TextField } from '../../parts/forms/fields.tsx'
import { savePromisesAction } from './actions.ts'
import { promiseFieldName, promisedImpacts, promisedStatuses, type PromisedMinutes } from './promised.ts'
import { SettingsForm } from './settings-form.tsx'

const legends = {
  critical: 'Critical incidents',
  major: 'Major incidents',
  minor: 'Minor incidents, and those that name no component',
}

const labels = Object.fromEntries(
  promisedImpacts.flatMap((impact) =>
    promisedStatuses.map((status) => [promiseFieldName(impact, status), updateWords[status]]),
  ),
)

export function PromiseMinutesForm({ seenAt, before }: { seenAt: number; before: PromisedMinutes }) {
  return (
    <SettingsForm action={savePromisesAction} seenAt={seenAt} labels={labels} save="Save the usual promises">
      <p className="mt-2 text-muted">
        Within how many minutes an update promises the next one, unless whoever posts it says otherwise. The page shows
        the promise, and by how much it is missed.
      </p>
      {promisedImpacts.map((impact) => (
        <fieldset key={impact} className="mt-5">
          <legend className="font-semibold">{legends[impact]}</legend>
          <div className="-mt-3 grid gap-x-4 sm:grid-cols-3">
            {promisedStatuses.map((status) => (
              <TextField
                key={status}
                name={promiseFieldName(impact, status)}
                label={
                  <span className="font-normal">
                    {updateWords[status]} <span className="text-note text-muted">minutes</span>
                  </span>
                }
                before={String(before[impact][status])}
                inputMode="numeric"
                autoComplete="off"
              />
            ))}
          </div>
        </fieldset>
      ))}
    </SettingsForm>
  )
}
