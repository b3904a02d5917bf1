'use client'

import type { ReactNode } from 'react'
import { IncidentCard } from '../../../../../components/incident/incident-card.tsx'
import { stateText } from '../../../../../components/state-colors.tsx'
import { StateIcon } from '../../../../../components/state-icon.tsx'
import type { ButtonLook } from '../../../parts/forms/button.tsx'
import { useForm } from '../../../parts/forms/form.tsx'
import { lookTitle, TwoSteps } from '../../../parts/forms/two-steps.tsx'
import type { ActLine, ActPreview } from './act-preview.ts'

interface ActStepsProps {
  preview: ActPreview | null
  /** What the first button says, and the last one. */
  look: string
  act: string
  buttonLook?: ButtonLook
  children: ReactNode
}

/** The two steps of an act: what it needs, then everything that it does, and the button that does it. */
export function ActSteps({ preview, look, act, buttonLook = 'primary', children }: ActStepsProps) {
  const { state } = useForm()
  return (
    <TwoSteps
      looked={preview && <Effects preview={preview} />}
      look={look}
      note="Nothing is done before the next step."
      title={lookTitle(Boolean(preview?.incident))}
      act={state.stale ? `${act} all the same` : act}
      actLook={buttonLook}
    >
      {children}
    </TwoSteps>
  )
}

function Effects({ preview: { incident, now, timeZone, lines } }: { preview: ActPreview }) {
  return (
    <>
      {incident && (
        <div className="mt-3 rounded-panel border border-line bg-page p-3 sm:p-5">
          <IncidentCard incident={incident} now={now} timeZone={timeZone} isPreview />
        </div>
      )}
      <h3 className="mt-5 font-semibold">It does this</h3>
      <ActLines lines={lines} />
    </>
  )
}

function ActLines({ lines }: { lines: readonly ActLine[] }) {
  return (
    <ul className="mt-1.5 grid gap-1.5" role="list">
      {lines.map(({ state, text }) => (
        <li key={text} className="flex gap-2">
          <span className={`mt-1 flex-none ${state === null ? 'text-muted' : stateText[state]}`}>
            <StateIcon state={state ?? 'no_data'} />
          </span>
          {text}
        </li>
      ))}
    </ul>
  )
}
