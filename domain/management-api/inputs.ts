import { z } from 'zod'

/** What programs send, as they send it: in JSON or in forms, where everything is text. */

const yes = new Set<unknown>([true, 'true', 't', '1', 1, 'yes', 'on'])
const no = new Set<unknown>([false, 'false', 'f', '0', 0, 'no', 'off'])

/** Yes or no; null and nothing are left out. */
export const flag = z
  .preprocess((value) => {
    if (value === null || value === '') return undefined
    return yes.has(value) ? true : no.has(value) ? false : value
  }, z.boolean('must be true or false').optional())
  .meta({ type: ['boolean', 'string', 'null'], description: 'true or false; t and f are understood.' })

/** Text that may be left out; null counts as left out. */
export const text = z
  .preprocess((value) => value ?? undefined, z.string('must be a text').optional())
  .meta({ type: ['string', 'null'] })

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:\s*(Z|UTC|[+-]\d\d:?\d\d))?)?$/i

/** An instant in ISO 8601, in milliseconds; without an offset it is UTC. Null and empty are left out. */
export const instant = z
  .preprocess(
    (value) => (value === null || value === '' ? undefined : value),
    z.string().transform(parseInstant).optional(),
  )
  .meta({ type: ['string', 'null'], format: 'date-time' })

function parseInstant(value: string, context: z.RefinementCtx): number {
  const [, date, time = '00:00', zone = 'Z'] = written.exec(value.trim()) ?? []
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : zone
  const at = Date.parse(`${date ?? ''}T${time}${offset}`)
  if (date && !Number.isNaN(at)) return at
  context.addIssue('must be a time such as 2026-11-24T14:05:00Z')
  return z.NEVER
}

/** A list of ids; a single one, and what a form's missing list gives, are understood. */
export const ids = z
  .preprocess(
    (value) => (value === null || value === '' ? undefined : typeof value === 'string' ? [value] : value),
    z.array(z.string()).max(500, 'may have at most 500 entries').optional(),
  )
  .meta({ type: ['array', 'null'], items: { type: 'string' } })

const wholeNumber = (words: string, least: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? undefined : Number(value)),
    z.int(words).min(least, words).optional(),
  )

/** Which page of a list: `page` from 1, and `per_page` or `limit`, at most 100. */
export const listQuery = z.object({
  page: wholeNumber('must be a whole number from 1', 1).meta({ type: 'integer', description: '1 comes first.' }),
  per_page: wholeNumber('must be a whole number', 1).meta({
    type: 'integer',
    description: 'At most 100; 100 unless told.',
  }),
  limit: wholeNumber('must be a whole number', 1).meta({ type: 'integer', description: 'The same as per_page.' }),
})

export const mostPerPage = 100

/** Where a page of a list begins, and how much it holds. */
export function pageOf({ page = 1, per_page, limit }: z.output<typeof listQuery>): { offset: number; limit: number } {
  const size = Math.min(per_page ?? limit ?? mostPerPage, mostPerPage)
  return { offset: (page - 1) * size, limit: size }
}

/** The part of a list that a page holds. */
export function slicePage<Item>(items: readonly Item[], query: z.output<typeof listQuery>): Item[] {
  const { offset, limit } = pageOf(query)
  return items.slice(offset, offset + limit)
}
