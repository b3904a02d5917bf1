import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'

/** Control characters except tab and line breaks, and the marks that override a text's direction. */
const controlCharacters = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Text as one line: trimmed, without control or direction-override characters. */
export function cleanLine(value: string): string {
  return value.replace(controlCharacters, '').replace(/\s+/g, ' ').trim()
}

/** The same of text that keeps its lines. */
export function cleanProse(value: string): string {
  return value.replace(controlCharacters, '').replace(/\r\n?/g, '\n').trim()
}

/** One line that people wrote: trimmed, without control or direction-override characters. */
export function line(name: string, { max = 255, min = 1 }: { max?: number; min?: number } = {}) {
  return z
    .string({ error: `${name} is missing.` })
    .transform(cleanLine)
    .refine(
      (value) => lengthOf(value) >= min,
      `${name} is empty. Write at least ${min} character${min === 1 ? '' : 's'}.`,
    )
    .refine((value) => lengthOf(value) <= max, {
      error: ({ input }) => `${name} has ${lengthOf(String(input))} characters; at most ${max} fit.`,
    })
}

/** Text of several lines in Markdown; empty is allowed, its meaning is the caller's. */
export function prose(name: string, { max = 25_000 }: { max?: number } = {}) {
  return z
    .string({ error: `${name} is missing.` })
    .transform(cleanProse)
    .refine((value) => lengthOf(value) <= max, {
      error: ({ input }) => `${name} has ${lengthOf(String(input))} characters; at most ${max} fit.`,
    })
}

/** An optional line: empty means that there is none. */
export function optionalLine(name: string, options: { max?: number } = {}) {
  return line(name, { ...options, min: 0 }).transform((value) => value || null)
}

/** An optional address of the web: empty means that there is none. */
export function optionalUrl(name: string) {
  return optionalLine(name, { max: 2_000 }).refine(
    (value) => value === null || /^https?:\/\/[^\s/]+/i.test(value),
    `${name} must begin with https:// or http://.`,
  )
}

/** What a mail's path holds (RFC 5321, 4.5.3.1.3), without its angle brackets. */
const longestEmail = 254

/** An e-mail address, whatever spaces and capitals it was typed with. */
export function emailAddress(error: string) {
  return z
    .string({ error })
    .transform((value) => cleanLine(value).toLowerCase())
    .pipe(z.email(error).max(longestEmail, `An e-mail address has at most ${longestEmail} characters.`))
}

export const statusChanges = z
  .array(z.object({ componentId: z.string(), status: z.enum(componentStatuses) }))
  .max(500, 'At most 500 components fit into one update.')
  .refine(
    (changes) => new Set(changes.map((change) => change.componentId)).size === changes.length,
    'A component is named twice. Give each one status.',
  )

/** In characters as people count them: an emoji of one code point is one. */
function lengthOf(text: string): number {
  return [...text].length
}
