import { z } from 'zod'
import { cleanLine, cleanProse } from '#domain/input'

/** Longer than any that is shown; a source's own are rarely over a hundred characters. */
const longestLine = 1_000
const longestText = 500_000

/** Instants beyond this are typing errors, and further ones no calendar can hold. */
const earliest = Date.UTC(1990, 0)
const latest = Date.UTC(2200, 0)

/** What a reader returns for a value of another kind. */
const wrong = Symbol('wrong')

/**
 * A field that may be left out or null, which both read as null. One function of its own, because a
 * page's history has millions of fields and a chain of checks for each would take minutes.
 */
function field<Value>(expected: string, read: (value: unknown) => Value | typeof wrong) {
  return z
    .unknown()
    .optional()
    .transform((value, context): Value | null => {
      if (value === undefined || value === null) return null
      const result = read(value)
      if (result !== wrong) return result
      context.addIssue({ code: 'custom', message: `expected ${expected}` })
      return z.NEVER
    })
}

/** Text of several lines, without control characters; null where it is left out. Numbers are taken as they are written. */
export const text = field(`a text of at most ${longestText} characters`, (value) => {
  const written = writtenOf(value)
  return written === wrong || written.length > longestText ? wrong : cleanProse(written)
})

/** A name or a word on one line, without control characters; null where it is left out or empty. */
export const word = field('a text', (value) => {
  const written = writtenOf(value)
  return written === wrong ? wrong : cleanLine(written.slice(0, longestText)).slice(0, longestLine) || null
})

export const name = word.transform((value, context): string => {
  if (value !== null) return value
  context.addIssue({ code: 'custom', message: 'expected a text' })
  return z.NEVER
})

/** UTC milliseconds; null where it is left out or empty. */
export const time = field('a time', (value) => {
  if (value === '') return null
  return typeof value === 'string' ? (instantOf(value) ?? wrong) : wrong
})

/** ISO date; whatever time stands behind it is dropped. Null where it is left out or empty. */
export const date = field('a date', (value) => {
  if (value === '') return null
  return typeof value === 'string' && isDay(value.slice(0, 10)) ? value.slice(0, 10) : wrong
})

/** True or false, also as a text; null where it is left out. */
export const flag = field('true or false', (value) => {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : wrong
})

/** A whole number, also as a text; null where it is left out. */
export const whole = field('a number', (value) => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : wrong
})

/** A list; empty where it is left out. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item, { error: 'expected a list' })
    .nullish()
    .transform((value) => value ?? [])
}

/** An object of which any key may be left out. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, { error: 'expected an object' })
}

/** The instant of an ISO time, which counts as UTC where it names no zone; null for what is none. */
export function instantOf(value: string): number | null {
  if (!/^.{10}[T ]\d{2}:\d{2}/.test(value) || !isDay(value.slice(0, 10))) return null
  const hasZone = /(Z|[+-]\d{2}:?\d{2}|UTC)$/.test(value)
  const instant = Date.parse(hasZone ? value : `${value}Z`)
  return Number.isFinite(instant) && instant >= earliest && instant < latest ? instant : null
}

function writtenOf(value: unknown): string | typeof wrong {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : wrong
}

/** Whether a text is a day of the calendar: `Date` would take the 31st of February for the 2nd of March. */
function isDay(value: string): boolean {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN
  return Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(value)
}
