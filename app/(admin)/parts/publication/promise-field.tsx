'use client'

import { ChoiceField } from '../forms/fields.tsx'
import { durationWords } from '../../../../components/durations.tsx'

const minutes = [10, 15, 30, 60, 120]

/** When the next update comes. `usual` is the default of impact and state in minutes; null where none is asked for. */
export function PromiseField({ usual }: { usual: number | null }) {
  const usualWords = usual === null ? 'As usual' : `As usual: in ${durationWords(usual * 60_000)}`
  return (
    <ChoiceField
      name="promise"
      label="When do they hear more?"
      hint="The page shows it, and shows when it is missed. The usual follows from the impact and the state."
      before="default"
      options={[
        { value: 'default', label: usualWords },
        ...minutes.map((count) => ({ value: String(count), label: `In ${durationWords(count * 60_000)}` })),
        { value: 'none', label: 'No promise' },
      ]}
    />
  )
}
