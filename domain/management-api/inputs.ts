import { z } from 'zod'

/** What programs send, as they send it: in JSON or in forms, where everything is text. */

type JsonSchema = Record<string, unknown>

/** How what is read loosely may be sent, as JSON Schema: zod knows only what it is read as. */
export const sentAs = new WeakMap<object, JsonSchema>()

/** A value that may be left out, read by `read` first: undefined counts as left out, too. */
export function loose<Inner extends z.ZodType>(read: (value: unknown) => unknown, inner: Inner, sent: JsonSchema) {
  const schema = z.preprocess((value) => read(value), inner.optional()).optional()
  sentAs.set(schema, sent)
  return schema
}

const yes = new Set<unknown>([true, 'true', 't', '1', 1, 'yes', 'on'])
const no = new Set<unknown>([false, 'false', 'f', '0', 0, 'no', 'off'])

/** Yes or no; null and an empty text are left out. */
export const flagSaying = (description?: string) =>
  loose(
    (value) => (value === null || value === '' ? undefined : yes.has(value) ? true : no.has(value) ? false : value),
    z.boolean('must be true or false'),
    { type: ['boolean', 'string', 'null'], ...(description === undefined ? {} : { description }) },
  )
export const flag = flagSaying()

/** Text; null counts as left out. */
export const textSaying = (description?: string) =>
  loose((value) => value ?? undefined, z.string('must be a text'), {
    type: ['string', 'null'],
    ...(description === undefined ? {} : { description }),
  })
export const text = textSaying()

/** Text that must be there. */
export const requiredText = z.string('must be a text')

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:\s*(Z|UTC|[+-]\d\d:?\d\d))?)?$/i

/** An instant in ISO 8601, in milliseconds; without an offset it is UTC. Null and an empty text are left out. */
export const instantSaying = (description?: string) =>
  loose((value) => value || undefined, z.string('must be a text').transform(parseInstant), {
    type: ['string', 'null'],
    format: 'date-time',
    ...(description === undefined ? {} : { description }),
  })
export const instant = instantSaying()

function parseInstant(value: string, context: z.RefinementCtx): number {
  const [, date, time = '00:00', zone = 'Z'] = written.exec(value.trim()) ?? []
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : zone
  const at = Date.parse(`${date ?? ''}T${time}${offset}`)
  if (date && !Number.isNaN(at)) return at
  context.addIssue('must be a time such as 2026-11-24T14:05:00Z')
  return z.NEVER
}

/** A list of ids; a single one is understood. */
export const ids = loose(
  (value) => (value === null || value === '' ? undefined : typeof value === 'string' ? [value] : value),
  z.array(z.string()).max(500, 'may have at most 500 entries'),
  { type: ['array', 'null'], items: { type: 'string' } },
)

const count = (description: string) =>
  loose(
    (value) => (value === '' ? undefined : Number(value)),
    z.int('must be a whole number').min(1, 'begins with 1'),
    {
      type: 'integer',
      minimum: 1,
      description,
    },
  )

/** Which page of a list: `page` from 1, and `per_page` or `limit`, at most 100. */
export const listQuery = z.object({
  page: count('1 comes first.'),
  per_page: count('At most 100; 100 unless told.'),
  limit: count('The same as per_page.'),
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
