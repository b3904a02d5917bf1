'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { IncidentCard } from '../../../../../components/incident/incident-card.tsx'
import { stateText } from '../../../../../components/state-colors.tsx'
import { StateIcon } from '../../../../../components/state-icon.tsx'
import type { ButtonLook } from '../../../parts/button.tsx'
import { useForm } from '../../../parts/form.tsx'
import { SubmitButton } from '../../../parts/submit-button.tsx'
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
  const isLooking = preview !== null && state.status === 'ok'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // What others did meanwhile is read first.
    if (isLooking && !state.stale) heading.current?.focus()
  }, [isLooking, state])
  return (
    <>
      <div hidden={isLooking}>
        {children}
        <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton intent="look">{look}</SubmitButton>
          <span className="text-note text-muted">Nothing is done before the next step.</span>
        </p>
      </div>
      {isLooking && (
        <div>
          <h2 ref={heading} tabIndex={-1} autoFocus={!state.stale} className="mt-6 text-section font-semibold">
            {preview.incident ? 'This is what customers will see' : 'Customers will see nothing of this'}
          </h2>
          {preview.incident && (
            <div className="mt-3 rounded-panel border border-line bg-page p-3 sm:p-5">
              <IncidentCard incident={preview.incident} now={preview.now} timeZone={preview.timeZone} isPreview />
            </div>
          )}
          <h3 className="mt-5 font-semibold">It does this</h3>
          <ActLines lines={preview.lines} />
          <p className="mt-6 flex flex-wrap gap-3">
            <SubmitButton intent="publish" look={buttonLook}>
              {state.stale ? `${act} all the same` : act}
            </SubmitButton>
            <SubmitButton intent="change" look="plain">
              Change it
            </SubmitButton>
          </p>
        </div>
      )}
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
