import { z } from 'zod'
import { date, flag, list, name, record, text, time, whole, word } from './fields.ts'
import { ImportError } from './problems.ts'

/** What older pages say instead of an empty list. */
const saysNone = /^no components were affected/i

const pageFields = record({ id: word, name: word, url: word, time_zone: word })

const component = record({
  id: word,
  name,
  status: word,
  created_at: time,
  updated_at: time,
  position: whole,
  description: text,
  showcase: flag,
  start_date: date,
  group_id: word,
  group: flag,
  only_show_if_degraded: flag,
})

const affected = record({ code: word, id: word, name: word, old_status: word, new_status: word })

const update = record({
  id: word,
  status: word,
  body: text,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: list(affected).transform((all) =>
    all
      .filter((one) => one.code !== null || one.id !== null || !saysNone.test(one.name ?? ''))
      .filter((one) => one.code !== null || one.id !== null || one.name !== null),
  ),
}).refine((one) => one.display_at !== null || one.created_at !== null, {
  path: ['display_at'],
  error: 'expected a time',
})

const incident = record({
  id: word,
  code: word,
  name,
  status: word,
  impact: word,
  created_at: time,
  updated_at: time,
  monitoring_at: time,
  resolved_at: time,
  started_at: time,
  scheduled_for: time,
  scheduled_until: time,
  incident_updates: list(update),
  components: list(component),
  postmortem_body: text,
  postmortem_published_at: time,
}).refine((one) => one.id !== null || one.code !== null, { path: ['id'], error: 'expected a text' })

/** Every document of the Status API holds some of these keys. */
export const pageDocument = record({
  page: pageFields.nullish().transform((value) => value ?? null),
  components: list(component),
  incidents: list(incident),
  scheduled_maintenances: list(incident),
})

/** `/incidents/<id>.json`, bare or wrapped. */
export const incidentDocument = z
  .unknown()
  .transform((value) => (isObject(value) && isObject(value.incident) ? value.incident : value))
  .pipe(incident)

const historyEntry = record({ code: word, name, message: text, impact: word, timestamp: text })

/** `/history.json`, the object behind a page's history. */
export const historyDocument = record({
  page_status: record({
    page: record({ id: word, name: word, domain: word, time_zone: word })
      .nullish()
      .transform((value) => value ?? null),
  })
    .nullish()
    .transform((value) => value?.page ?? null),
  components: list(component),
  months: list(record({ name, year: whole, incidents: list(historyEntry) })),
})

export type PageDocument = z.output<typeof pageDocument>
export type IncidentDocument = z.output<typeof incident>
export type ComponentDocument = z.output<typeof component>
export type HistoryDocument = z.output<typeof historyDocument>

/** Reads a JSON document. Throws ImportError, naming the file and each field that can't be read. */
export function parseDocument<Schema extends z.ZodType>(file: string, json: string, schema: Schema): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new ImportError([`${file}: expected JSON, found “${json.trim().slice(0, 40)}”`])
  }
  return parseValue(file, value, schema)
}

/** The same of what another format held. */
export function parseValue<Schema extends z.ZodType>(file: string, value: unknown, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ImportError(
    result.error.issues.map((issue) => {
      const field = issue.path.reduce<string>(
        (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${String(key)}`),
        '',
      )
      return `${file}: ${field && `${field}: `}${issue.message}`
    }),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
