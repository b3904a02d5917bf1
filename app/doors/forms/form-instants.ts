import { instantOfLocalTime } from '#domain/calendar'
import { DomainError } from '#domain/errors'
import { textOf } from './form-fields.ts'

/** The instant that a field for date and time means on the page's clock. Throws `invalid` for anything else. */
export function instantIn(form: FormData, name: string, timeZone: string): number {
  const instant = instantOfLocalTime(textOf(form, name), timeZone)
  if (instant !== null) return instant
  throw new DomainError('invalid', 'Write a date and a time, such as 2026-11-24 22:00.', name)
}

/** The same of a field that may stay empty. */
export function optionalInstantIn(form: FormData, name: string, timeZone: string): number | undefined {
  return textOf(form, name) === '' ? undefined : instantIn(form, name, timeZone)
}
