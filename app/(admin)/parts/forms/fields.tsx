'use client'

import type { ReactNode } from 'react'
import { typed, type FormState } from '#app/doors/forms/form-state'
import { useForm } from './form.tsx'

export const control =
  'w-full rounded-control border border-muted bg-panel px-3 py-2.5 text-text aria-invalid:border-2 aria-invalid:border-major'

/** A date and time may tell its seconds. */
const widths: Record<string, string> = { date: 'max-w-64', 'datetime-local': 'max-w-72' }

interface FieldProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** What stands there before anything was typed. */
  before?: string
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'datetime-local'
  autoComplete?: string
  autoFocus?: boolean
  inputMode?: 'numeric'
  /** Reaches the field with the browser's modifier keys, without scripts too. */
  accessKey?: string
  maxLength?: number
  spellCheck?: boolean
}

/** One line of text. */
export function TextField({ name, label, hint, before = '', autoFocus, ...attributes }: TextFieldProps) {
  const { state } = useForm()
  const field = useField(name, hint)
  const { type = 'text' } = attributes
  return (
    <Field name={name} label={label} hint={hint}>
      <input
        {...attributes}
        {...field}
        type={type}
        autoFocus={autoFocus && state.status === 'idle'}
        defaultValue={type === 'password' ? '' : shown(state, name, before)}
        className={`${control} ${widths[type] ?? ''}`}
      />
    </Field>
  )
}

/** A file to send. The browser alone keeps it: after an error without scripts it is chosen again. */
export function FileField({ name, label, hint, accept }: Omit<FieldProps, 'before'> & { accept: string }) {
  return (
    <Field name={name} label={label} hint={hint}>
      <input
        {...useField(name, hint)}
        type="file"
        accept={accept}
        className={`${control} file:mr-3 file:cursor-pointer file:rounded-control file:border file:border-muted file:bg-panel file:px-3 file:py-1 file:font-medium`}
      />
    </Field>
  )
}

/** Text of several lines. */
export function TextArea({ name, label, hint, before = '', rows = 4 }: FieldProps & { rows?: number }) {
  const { state } = useForm()
  return (
    <Field name={name} label={label} hint={hint}>
      <textarea {...useField(name, hint)} rows={rows} defaultValue={shown(state, name, before)} className={control} />
    </Field>
  )
}

export interface Option {
  value: string
  label: string
}

/** One of many, in a list that opens. */
export function SelectField({ name, label, hint, before = '', options }: FieldProps & { options: readonly Option[] }) {
  const { state } = useForm()
  return (
    <Field name={name} label={label} hint={hint}>
      <select {...useField(name, hint)} defaultValue={shown(state, name, before)} className={`${control} min-h-11`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** One of a few, all of them in sight. */
export function ChoiceField({ name, label, hint, before = '', options }: FieldProps & { options: readonly Option[] }) {
  const { state, idOf } = useForm()
  const field = useField(name, hint)
  const chosen = shown(state, name, before)
  return (
    <fieldset id={field.id} aria-describedby={field['aria-describedby']} tabIndex={-1} className="mt-5">
      <legend className="font-semibold">{label}</legend>
      <Notes name={name} hint={hint} />
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative inline-flex min-h-11 cursor-pointer items-center rounded-full border border-muted bg-panel px-4 py-1.5 has-checked:border-text has-checked:bg-text has-checked:font-semibold has-checked:text-page has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === chosen}
              id={idOf(`${name}-${option.value}`)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Yes or no. */
export function TickBox({ name, label, hint, isTicked = false }: Omit<FieldProps, 'before'> & { isTicked?: boolean }) {
  const { state } = useForm()
  const field = useField(name, hint)
  const isOn = state.status === 'idle' || state.isSpent ? isTicked : name in state.values
  return (
    <div className="mt-3">
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input {...field} type="checkbox" defaultChecked={isOn} className="size-5 flex-none accent-accent" />
        <span>{label}</span>
      </label>
      <Notes name={name} hint={hint} className="pl-8" />
    </div>
  )
}

/** What was typed, until it is saved: from then on what the page says. */
function shown(state: FormState<unknown>, name: string, before: string): string {
  return state.isSpent ? before : typed(state.values, name, before)
}

function Field({ name, label, hint, children }: Omit<FieldProps, 'before'> & { children: ReactNode }) {
  const { idOf } = useForm()
  return (
    <div className="mt-5">
      <label htmlFor={idOf(name)} className="font-semibold">
        {label}
      </label>
      <Notes name={name} hint={hint} />
      <div className="mt-1.5">{children}</div>
    </div>
  )
}

/** What is to know of a field, and what is wrong with it. */
export function Notes({ name, hint, className = '' }: { name: string; hint: ReactNode; className?: string }) {
  const { state, idOf } = useForm()
  const error = state.errors[name]
  return (
    <>
      {hint && (
        <p id={idOf(`${name}-hint`)} className={`text-note text-muted ${className}`}>
          {hint}
        </p>
      )}
      {error && (
        <p id={idOf(`${name}-error`)} className={`text-note font-medium text-major ${className}`}>
          {error}
        </p>
      )}
    </>
  )
}

/** What a control says of itself: its id, its name, what describes it, and whether something is wrong with it. */
export function useField(name: string, hint: ReactNode) {
  const { state, idOf } = useForm()
  const hasError = name in state.errors
  const described = [hint ? idOf(`${name}-hint`) : '', hasError ? idOf(`${name}-error`) : ''].filter(Boolean).join(' ')
  return {
    id: idOf(name),
    name,
    ...(hasError ? { 'aria-invalid': true } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
  }
}
