'use client'

import type { ReactNode } from 'react'
import { buttonLook, type ButtonLook } from './button.tsx'
import { useForm } from './form.tsx'

interface SubmitButtonProps {
  look?: ButtonLook
  /** What the button asks of the form's action, where it has more than one. */
  intent?: string
  /** Where several forms on a page have a button of the same words. */
  label?: string
  children: ReactNode
}

/** Sends the form around it. It stays focusable while the form is on its way, so that the focus is not lost. */
export function SubmitButton({ look = 'primary', intent, label, children }: SubmitButtonProps) {
  const { isPending } = useForm()
  return (
    <button
      type="submit"
      {...(intent ? { name: 'intent', value: intent } : {})}
      {...(label ? { 'aria-label': label } : {})}
      aria-disabled={isPending}
      className={buttonLook[look]}
    >
      {children}
    </button>
  )
}
