'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { useForm } from './form.tsx'
import type { Preview } from './publication.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { SubmitButton } from './submit-button.tsx'

interface PublishStepsProps {
  preview: Preview | null
  /** Where nobody but the team sees what comes of it. */
  isInternal?: boolean
  /** What the last button then says. */
  teamWords?: string
  children: ReactNode
}

/**
 * The two steps of a publication. In the second the fields are hidden, not gone: what is published
 * is what was looked at.
 */
export function PublishSteps({
  preview,
  isInternal = false,
  teamWords = 'Save it for the team only',
  children,
}: PublishStepsProps) {
  const { state } = useForm()
  const isLooking = preview !== null
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // What others did meanwhile, and what went wrong, is read first.
    if (isLooking && !state.stale && state.status === 'ok') heading.current?.focus()
  }, [isLooking, state])
  return (
    <>
      <div hidden={isLooking}>
        {children}
        <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton intent="look">{isInternal ? 'Look, then save' : 'Look, then publish'}</SubmitButton>
          <span className="text-note text-muted">
            {isInternal ? 'Only the team sees it.' : 'Nothing is public before the next step.'}
          </span>
        </p>
      </div>
      {isLooking && (
        <div>
          <h2 ref={heading} tabIndex={-1} autoFocus={!state.stale} className="mt-5 text-section font-semibold">
            {preview.incident ? 'This is what customers will see' : 'Customers will see nothing of this'}
          </h2>
          <PreviewPanel preview={preview} />
          <p className="mt-6 flex flex-wrap gap-3">
            <SubmitButton intent="publish">
              {lastWords(preview.incident !== null, state.stale !== null, teamWords)}
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

function lastWords(isPublic: boolean, isStale: boolean, teamWords: string): string {
  if (isStale) return isPublic ? 'Publish all the same' : 'Save it all the same'
  return isPublic ? 'Publish' : teamWords
}
