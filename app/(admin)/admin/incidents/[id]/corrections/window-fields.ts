import { isTicked, textOf, textsOf } from '#app/doors/forms/form-fields'
import { instantIn } from '#app/doors/forms/form-instants'
import { exactLocalTimeOf, localTimeOf } from '#domain/calendar'
import type { CorrectWindowsInput } from '#domain/corrections/window-corrections'
import type { Span, WindowRow } from '#domain/corrections/window-plan'
import { DomainError } from '#domain/errors'
import type { ComponentStatus } from '#domain/status'

export type WindowField = 'componentId' | 'status' | 'startedAt' | 'endedAt' | 'isWithdrawn'

/** The keys of the table's lines, in their order: windows' ids, and `new-1` … for those that are added. */
export const linesField = 'windows'
/** How many lines are added. */
export const addedField = 'addedWindows'
export const mostAdded = 50

/** The name of a field in a line of the table. */
export function windowFieldName(key: string, field: WindowField | 'shown'): string {
  return `window:${key}:${field}`
}

export function addedKey(index: number): string {
  return `new-${index + 1}`
}

/** An instant as a field shows it: to the minute, and to the second where it has seconds. */
export function fieldTime(instant: number | null, timeZone: string): string {
  if (instant === null) return ''
  const exact = exactLocalTimeOf(instant, timeZone)
  return exact.endsWith(':00') ? localTimeOf(instant, timeZone) : exact
}

/**
 * The table as it was sent. What was not touched is as it is now, not as it was shown: sent all the
 * same over somebody else's correction it changes only what its sender changed.
 */
export function windowsIn(
  form: FormData,
  rows: readonly WindowRow[],
  span: Span,
  timeZone: string,
): CorrectWindowsInput['windows'] {
  const known = new Map(rows.map((row) => [row.id, row]))
  const exact = exactInstants(rows, span)
  const timeIn = (name: string) => exact(instantIn(form, name, timeZone))
  return textsOf(form, linesField).map((key) => {
    const row = known.get(key)
    const nameOf = (field: WindowField) => windowFieldName(key, field)
    const shown = shownParts(textOf(form, windowFieldName(key, 'shown')))
    const isKept = (field: keyof typeof shown) => row !== undefined && textOf(form, nameOf(field)) === shown[field]
    const isAdded = /^new-\d+$/.test(key)
    const endIn = () => (textOf(form, nameOf('endedAt')) === '' ? null : timeIn(nameOf('endedAt')))
    return {
      id: isAdded ? null : key,
      isWithdrawn: isTicked(form, nameOf('isWithdrawn')),
      componentId: row && isKept('componentId') ? row.componentId : textOf(form, nameOf('componentId')),
      status: row && isKept('status') ? row.status : statusIn(form, nameOf('status')),
      startedAt: row && isKept('startedAt') ? row.startedAt : timeIn(nameOf('startedAt')),
      endedAt: row && isKept('endedAt') ? row.endedAt : endIn(),
    }
  })
}

/**
 * Fields tell seconds, and what begins with its incident, or ends with it, does so to the millisecond:
 * a second in which one of the table's instants lies is taken for that instant.
 */
function exactInstants(rows: readonly WindowRow[], span: Span): (typed: number) => number {
  const instants = [span.startedAt, span.resolvedAt, ...rows.flatMap((row) => [row.startedAt, row.endedAt])]
  const second = (instant: number) => Math.floor(instant / 1_000)
  return (typed) => instants.find((instant) => instant !== null && second(instant) === second(typed)) ?? typed
}

/** The fields with times that were touched. */
export function touchedTimes(form: FormData): string[] {
  const lines = textsOf(form, linesField).flatMap((key) => {
    const shown = shownParts(textOf(form, windowFieldName(key, 'shown')))
    return (['startedAt', 'endedAt'] as const)
      .filter((field) => textOf(form, windowFieldName(key, field)) !== shown[field])
      .map((field) => windowFieldName(key, field))
  })
  return [...(['startedAt', 'resolvedAt'] as const).filter((name) => isSpanTouched(form, name)), ...lines]
}

/** Whether one of the incident's own times says something else than what was shown. */
export function isSpanTouched(form: FormData, name: 'startedAt' | 'resolvedAt'): boolean {
  return textOf(form, name) !== textOf(form, `${name}:shown`)
}

/** What a line showed, in one field, so that what was touched can be told. */
export function shownOf(line: Record<'componentId' | 'status' | 'startedAt' | 'endedAt', string>): string {
  return [line.componentId, line.status, line.startedAt, line.endedAt].join(' ')
}

function shownParts(shown: string) {
  const [componentId = '', status = '', startedAt = '', endedAt = ''] = shown.split(' ')
  return { componentId, status, startedAt, endedAt }
}

function statusIn(form: FormData, name: string): ComponentStatus {
  const status = textOf(form, name)
  if (status === '') throw new DomainError('invalid', 'Choose how badly it was hit.', name)
  return status as ComponentStatus
}

/** Puts what the domain says of a line's place in the table beside the line's own field. */
export function atOwnField(form: FormData, error: unknown): unknown {
  if (!(error instanceof DomainError)) return error
  const place = /^windows\.(\d+)\.(\w+)$/.exec(error.field ?? '')
  const key = place && textsOf(form, linesField)[Number(place[1])]
  if (!key) return error
  return new DomainError(error.code, error.message, windowFieldName(key, place[2] as WindowField))
}
