'use client'

import type { ReactNode } from 'react'
import { useForm } from '../forms/form.tsx'
import type { Preview } from './publication.ts'
import { countOf, subscribersWords } from './recipient-words.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { lookTitle, TwoSteps } from '../forms/two-steps.tsx'

interface PublishStepsProps {
  preview: Preview | null
  /** Where nobody but the team sees what comes of it. */
  isInternal?: boolean
  /** What the last button then says. */
  teamWords?: string
  children: ReactNode
}

/** The two steps of a publication. */
export function PublishSteps({
  preview,
  isInternal = false,
  teamWords = 'Save it for the team only',
  children,
}: PublishStepsProps) {
  const { state } = useForm()
  const isSeen = Boolean(preview?.incident)
  return (
    <TwoSteps
      looked={preview && <PreviewPanel preview={preview} />}
      look={isInternal ? 'Look, then save' : 'Look, then publish'}
      note={isInternal ? 'Only the team sees it.' : 'Nothing is public before the next step.'}
      title={lookTitle(isSeen)}
      act={lastWords(isSeen, { isStale: state.stale !== null, teamWords, told: countOf(preview?.recipients ?? null) })}
    >
      {children}
    </TwoSteps>
  )
}

interface Looked {
  isStale: boolean
  teamWords: string
  /** How many subscribers hear of it. */
  told: number
}

function lastWords(isPublic: boolean, { isStale, teamWords, told }: Looked): string {
  if (isStale) return isPublic ? 'Publish all the same' : 'Save it all the same'
  if (!isPublic) return teamWords
  return told === 0 ? 'Publish' : `Publish, and tell ${subscribersWords(told)}`
}
