'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { useForm } from '../../../../parts/form.tsx'
import { SubmitButton } from '../../../../parts/submit-button.tsx'
import type { CorrectionPreview } from './correction-preview.ts'
import { EffectsPanel } from './effects-panel.tsx'

interface CorrectionStepsProps {
  preview: CorrectionPreview | null
  /** Whether customers could read what is corrected. */
  isPublic: boolean
  /** What the first button says. */
  look: string
  children: ReactNode
}

/** The two steps of a correction. In the second the fields are hidden, not gone: what is published is what was looked at. */
export function CorrectionSteps({ preview, isPublic, look, children }: CorrectionStepsProps) {
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
          <span className="text-note text-muted">
            {isPublic ? 'Nothing is public before the next step.' : 'Only the team sees it.'}
          </span>
        </p>
      </div>
      {isLooking && (
        <div>
          <h3 ref={heading} tabIndex={-1} autoFocus={!state.stale} className="mt-5 font-semibold">
            {preview.correction ? 'This is what customers will see' : 'Customers will see nothing of this'}
          </h3>
          <EffectsPanel preview={preview} />
          <p className="mt-6 flex flex-wrap gap-3">
            <SubmitButton intent="publish">{lastWords(isPublic, state.stale !== null)}</SubmitButton>
            <SubmitButton intent="change" look="plain">
              Change it
            </SubmitButton>
          </p>
        </div>
      )}
    </>
  )
}

function lastWords(isPublic: boolean, isStale: boolean): string {
  if (isStale) return isPublic ? 'Publish all the same' : 'Save it all the same'
  return isPublic ? 'Publish the correction' : 'Save it for the team only'
}
