import { z } from 'zod'
import { line, prose } from '#domain/input'

/** Longer than any that is shown; a source's own are rarely over a hundred characters. */
const longestLine = 1_000
const longestText = 500_000

/** Instants beyond this are typing errors, and further ones no calendar can hold. */
const earliest = Date.UTC(1990, 0)
const latest = Date.UTC(2200, 0)

/** Numbers are taken as they are written. */
const raw = z
  .union([z.string(), z.number().transform(String)], { error: 'expected a text' })
  .nullish()
  .transform((value) => value ?? null)
  .refine((value) => (value?.length ?? 0) <= longestText, `expected at most ${longestText} characters`)

/** Text of several lines, without control characters; null where it is left out. */
export const text = raw.transform((value) =>
  value === null ? null : prose('The text', { max: longestText }).parse(value),
)

/** A name or a word on one line, without control characters; null where it is left out or empty. */
export const word = raw.transform((value) => {
  if (value === null) return null
  return line('The text', { min: 0, max: longestText }).parse(value).slice(0, longestLine) || null
})

export const name = word.refine((value) => value !== null, 'expected a text').transform((value) => value ?? '')

/** UTC milliseconds; null where it is left out. */
export const time = raw.transform((value, context) => {
  if (value === null || value === '') return null
  const instant = instantOf(value)
  if (instant !== null) return instant
  context.addIssue({ code: 'custom', message: 'expected a time' })
  return z.NEVER
})

/** ISO date; whatever time stands behind it is dropped. Null where it is left out. */
export const date = raw.transform((value, context) => {
  if (value === null || value === '') return null
  const day = value.slice(0, 10)
  if (isDay(day)) return day
  context.addIssue({ code: 'custom', message: 'expected a date' })
  return z.NEVER
})

/** True or false, also as a text; null where it is left out. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
    error: 'expected true or false',
  })
  .nullish()
  .transform((value) => value ?? null)

/** A whole number, also as a text; null where it is left out. */
export const whole = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error: 'expected a number' })
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Math.trunc(value)))

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

/** Whether a text is a day of the calendar: `Date` would take the 31st of February for the 2nd of March. */
function isDay(value: string): boolean {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN
  return Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(value)
}
