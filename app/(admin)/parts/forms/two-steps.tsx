'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import type { ButtonLook } from './button.tsx'
import { useForm } from './form.tsx'
import { SubmitButton } from './submit-button.tsx'

interface TwoStepsProps extends Omit<LookStepProps, 'children'> {
  /** What is shown before it is done; null while the fields are filled in. */
  looked: ReactNode | null
  /** What the first button says, and what is said beside it. */
  look: string
  note: string
  /** The fields. */
  children: ReactNode
}

/**
 * A form that shows what it would do before it does it. In the second step the fields are hidden, not
 * gone: what is done is what was looked at.
 */
export function TwoSteps({ looked, look, note, children, ...step }: TwoStepsProps) {
  return (
    <>
      <div hidden={looked !== null}>
        {children}
        <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton intent="look">{look}</SubmitButton>
          <span className="text-note text-muted">{note}</span>
        </p>
      </div>
      {looked !== null && <LookStep {...step}>{looked}</LookStep>}
    </>
  )
}

interface LookStepProps {
  /** What is looked at. */
  title: string
  /** As deep in the page as the form stands. */
  level?: 'h2' | 'h3'
  /** What the button says that does it. */
  act: string
  actLook?: ButtonLook
  children: ReactNode
}

/** The second step: what would be done, the button that does it, and the way back. */
export function LookStep({ title, level: Heading = 'h2', act, actLook = 'primary', children }: LookStepProps) {
  const { state } = useForm()
  const heading = useRef<HTMLHeadingElement>(null)
  // What others did meanwhile, and what went wrong, is read first.
  const isFirst = !state.stale && state.status === 'ok'
  useEffect(() => {
    if (isFirst) heading.current?.focus()
  }, [isFirst, state])
  return (
    <div>
      <Heading
        ref={heading}
        tabIndex={-1}
        autoFocus={isFirst}
        className={`mt-5 font-semibold ${Heading === 'h2' ? 'text-section' : ''}`}
      >
        {title}
      </Heading>
      {children}
      <p className="mt-6 flex flex-wrap gap-3">
        <SubmitButton intent="publish" look={actLook}>
          {act}
        </SubmitButton>
        <SubmitButton intent="change" look="plain">
          Change it
        </SubmitButton>
      </p>
    </div>
  )
}

/** What stands above a look, where customers see something of it and where they don't. */
export function lookTitle(isSeen: boolean): string {
  return isSeen ? 'This is what customers will see' : 'Customers will see nothing of this'
}
