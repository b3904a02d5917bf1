'use client'

import { createContext, useContext, useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react'
import type { FormState } from '#app/doors/form-state'
import type { AdminForm } from './use-admin-form.ts'

interface FormContext {
  state: FormState<unknown>
  isPending: boolean
  idOf: (name: string) => string
}

const CurrentForm = createContext<FormContext | null>(null)

/** What the form around a field knows: its state, and the id that a field's label and error share. */
export function useForm(): FormContext {
  const form = useContext(CurrentForm)
  if (!form) throw new Error('a field stands outside of a form')
  return form
}

interface FormProps<Data> {
  form: AdminForm<Data>
  /** Fields as the error summary names them; one without a label stands in the message alone. */
  labels?: Record<string, string>
  className?: string
  onChange?: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}

/** A form with the summary of what is wrong above its fields, and what came of it where that is said. */
export function Form<Data>({ form, labels = {}, className = '', onChange, children }: FormProps<Data>) {
  const { state, isPending, action, onSubmit } = form
  const prefix = useId()
  const idOf = (name: string) => `${prefix}${name}`
  return (
    <CurrentForm value={{ state, isPending, idOf }}>
      <form
        action={action}
        onSubmit={onSubmit}
        {...(onChange ? { onChange } : {})}
        noValidate
        aria-busy={isPending}
        className={className}
      >
        {state.status === 'error' && <ErrorSummary state={state} labels={labels} idOf={idOf} />}
        {state.status === 'ok' && state.message && (
          <p role="status" className="my-4 rounded-control bg-operational-tint px-4 py-3">
            {state.message}
          </p>
        )}
        {children}
      </form>
    </CurrentForm>
  )
}

interface ErrorSummaryProps {
  state: FormState<unknown>
  labels: Record<string, string>
  idOf: (name: string) => string
}

function ErrorSummary({ state, labels, idOf }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [state])
  const errors = Object.entries(state.errors)
  return (
    // Without scripts the browser's own autofocus leads here.
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      autoFocus
      className="my-5 rounded-control border-2 border-major bg-major-tint px-4 py-3"
    >
      <p className="font-semibold">{state.message ?? 'Nothing was saved yet. Please look at this again:'}</p>
      {errors.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {errors.map(([name, message]) => (
            <li key={name}>{name in labels ? <a href={`#${idOf(name)}`}>{message}</a> : message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
