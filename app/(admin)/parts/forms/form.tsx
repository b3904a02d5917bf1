'use client'

import { createContext, Fragment, useContext, useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react'
import { draftField, keyField, seenField, typed, type FormState } from '#app/doors/forms/form-state'
import { KeptNote, RestoredNote } from './draft-note.tsx'
import { StaleNotice } from './stale-notice.tsx'
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
  /** Called with what stands in the fields whenever that changes, and once where it changed before the scripts came. */
  onFields?: ((fields: FormData) => void) | undefined
  children: ReactNode
}

/** A form with the summary of what is wrong above its fields, and what came of it where that is said. */
export function Form<Data>({ form, labels = {}, className = '', onFields, children }: FormProps<Data>) {
  const { state, isPending, formKey, generation, draft, action, onSubmit } = form
  const prefix = useId()
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (element.current && draft && !draft.restored) draft.onShown(element.current)
  }, [generation])
  useEffect(() => {
    if (element.current && wasChanged(element.current)) onFields?.(new FormData(element.current))
  }, [])
  const idOf = (name: string) => `${prefix}${name}`
  return (
    <CurrentForm value={{ state, isPending, idOf }}>
      {draft && state.status === 'restored' && <RestoredNote draft={draft} />}
      <form
        ref={element}
        action={action}
        onSubmit={onSubmit}
        {...(draft ? { onInput: (event: FormEvent<HTMLFormElement>) => draft.onInput(event.currentTarget) } : {})}
        {...(onFields ? { onChange: (event) => onFields(new FormData(event.currentTarget)) } : {})}
        noValidate
        aria-busy={isPending}
        className={className}
      >
        {formKey && <input type="hidden" name={keyField} value={formKey} />}
        {draft && <input type="hidden" name={draftField} value={draft.form} />}
        {state.status === 'error' && !state.stale && <ErrorSummary state={state} labels={labels} idOf={idOf} />}
        {state.stale && <StaleNotice stale={state.stale} own={typed(state.values, 'body').trim()} />}
        {state.status === 'ok' && state.message && (
          <p role="status" className="my-4 rounded-control bg-operational-tint px-4 py-3">
            {state.message}
          </p>
        )}
        <Fragment key={generation}>{children}</Fragment>
        {draft && <KeptNote kept={draft.kept} />}
      </form>
    </CurrentForm>
  )
}

/** Whether the fields say something else than the page came with. */
function wasChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLInputElement) {
      return field.checked !== field.defaultChecked || (field.type !== 'hidden' && field.value !== field.defaultValue)
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
    if (field instanceof HTMLSelectElement) {
      const first = [...field.options].findIndex((option) => option.defaultSelected)
      return field.selectedIndex !== Math.max(first, 0)
    }
    return false
  })
}

interface SeenProps {
  version: string
  /** For a form in which nothing is typed: whatever is shown now has been seen, whatever was sent before. */
  isFollowed?: boolean
}

/**
 * What whoever sees this form has seen of the thing that it is about, so that nothing is overwritten
 * unseen: the newest update's id, or what the domain calls the thing's version.
 */
export function Seen({ version, isFollowed = false }: SeenProps) {
  const { state } = useForm()
  // What was done is seen; what was refused or only looked at still rests on what was seen before it.
  const before = isFollowed || state.isSpent ? version : typed(state.values, seenField, version)
  const seen = isFollowed ? version : (state.stale?.seen ?? before)
  return <input type="hidden" name={seenField} value={seen} />
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
      {state.asksToConfirm && (
        <p className="mt-1">
          <a href="/admin/confirm" target="_blank" rel="noopener">
            Confirm that it is you (opens a new tab)
          </a>
          , then press the button here again. What you typed is still here.
        </p>
      )}
      {state.sentBeforeTo && (
        <p className="mt-1">
          <a href={state.sentBeforeTo}>See what was saved</a>
        </p>
      )}
    </div>
  )
}
