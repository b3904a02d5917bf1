import type { ReactNode } from 'react'
import type { FieldErrors } from './typed-choices.tsx'

export const control =
  'mt-1.5 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3 aria-invalid:border-2 aria-invalid:border-major'
export const mainButton =
  'min-h-11 rounded-control border border-text bg-text px-4 py-2 font-medium text-page hover:underline'

/** What a control says of itself where something is to know of it, or wrong with it. */
export function described(name: string, errors: FieldErrors, hasHint = false) {
  const ids = [hasHint ? `${name}-hint` : '', name in errors ? `${name}-error` : ''].filter(Boolean).join(' ')
  return {
    ...(name in errors ? { 'aria-invalid': true } : {}),
    ...(ids ? { 'aria-describedby': ids } : {}),
  }
}

/** What is to know of a field, and what is wrong with it. */
export function Notes({ name, hint, errors }: { name: string; hint?: string; errors: FieldErrors }) {
  return (
    <>
      {hint && (
        <p id={`${name}-hint`} className="text-note text-muted">
          {hint}
        </p>
      )}
      {errors[name] && (
        <p id={`${name}-error`} className="text-note font-medium text-major">
          {errors[name]}
        </p>
      )}
    </>
  )
}

interface GroupProps {
  name: string
  legend: string
  hint?: string
  errors: FieldErrors
  children: ReactNode
}

/** Controls that answer one question. */
export function Group({ name, legend, hint, errors, children }: GroupProps) {
  return (
    <fieldset id={name} tabIndex={-1} className="mt-6 min-w-0" {...described(name, errors, Boolean(hint))}>
      <legend className="font-semibold">{legend}</legend>
      <Notes name={name} {...(hint ? { hint } : {})} errors={errors} />
      {children}
    </fieldset>
  )
}

interface TickProps {
  type: 'radio' | 'checkbox'
  name: string
  value: string
  isChecked: boolean
  id?: string
  children: ReactNode
}

/** One choice of several: its box and its words are one target. */
export function Tick({ type, name, value, isChecked, id, children }: TickProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 py-1">
      <input
        id={id}
        type={type}
        name={name}
        value={value}
        defaultChecked={isChecked}
        className="size-5 flex-none accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}

/** What is wrong with a form as a whole, said where it begins; with the way to each field. */
export function FormProblems({ message, errors }: { message: string | null; errors: FieldErrors }) {
  const fields = Object.entries(errors)
  if (message === null && fields.length === 0) return null
  return (
    <div
      role="alert"
      tabIndex={-1}
      autoFocus
      className="mb-6 rounded-control border-2 border-major bg-major-tint px-4 py-3"
    >
      {message !== null && <p>{message}</p>}
      {fields.length > 0 && (
        <>
          <p className="font-semibold">Nothing was sent yet:</p>
          <ul role="list">
            {fields.map(([name, words]) => (
              <li key={name}>
                <a className="inline-block py-2.5" href={`#${name}`}>
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
