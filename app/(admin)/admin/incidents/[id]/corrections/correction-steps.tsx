'use client'

import type { ReactNode } from 'react'
import { useForm } from '../../../../parts/forms/form.tsx'
import { lookTitle, TwoSteps } from '../../../../parts/forms/two-steps.tsx'
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

/** The two steps of a correction. */
export function CorrectionSteps({ preview, isPublic, look, children }: CorrectionStepsProps) {
  const { state } = useForm()
  return (
    <TwoSteps
      looked={preview && <EffectsPanel preview={preview} />}
      look={look}
      note={isPublic ? 'Nothing is public before the next step.' : 'Only the team sees it.'}
      title={lookTitle(Boolean(preview?.correction))}
      level="h3"
      act={lastWords(isPublic, state.stale !== null)}
    >
      {children}
    </TwoSteps>
  )
}

function lastWords(isPublic: boolean, isStale: boolean): string {
  if (isStale) return isPublic ? 'Publish all the same' : 'Save it all the same'
  return isPublic ? 'Publish the correction' : 'Save it for the team only'
}
