import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { impacts } from '#db/schema/incidents'

/** Candor's own documents, field by field: what they are typed by, and what answers are checked against. */

/** Raised when a key goes or changes its meaning; keys that are added leave it as it is. */
export const documentVersion = 1

const id = z.string().regex(/^[a-z0-9]{12}$/)
const time = z.iso.datetime({ precision: 3 }).describe('An instant in UTC, to the millisecond.')
const status = z.enum(componentStatuses)
const state = z.enum([...componentStatuses, 'no_data'])
const impact = z.enum(impacts)
const html = z.string().describe('Safe HTML.')

export const envelope = {
  version: z.literal(documentVersion),
  as_of: time.describe('The instant at which everything in the document was true.'),
  confirmed_at: time.describe('When the document was last known to be current.'),
  unconfirmed: z.string().optional().describe('Words that say so, while the current status can’t be confirmed.'),
}

const namedComponent = z.strictObject({ id, slug: z.string(), name: z.string() })
const incidentLink = z.strictObject({ id, title: z.string(), url: z.url() })

export const pageSchema = z.strictObject({
  id,
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  description: z.string().nullable(),
  support_url: z.string().nullable(),
  support_email: z.string().nullable(),
  links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
})

export const headlineSchema = z.strictObject({
  state,
  text: z.string().describe('The page in one sentence.'),
  since: time.nullable(),
  detail: z.string().nullable(),
})

export const windowSchema = z
  .strictObject({
    component_id: id,
    status,
    started_at: time,
    ended_at: time.nullable().describe('Null while it lasts.'),
    incident: z.strictObject({ id, title: z.string() }).nullable().describe('Null where it was set by hand.'),
  })
  .describe('A stretch of time in which a component had a status: what every figure is made of.')

const changeSchema = z.strictObject({
  kind: z.string(),
  subject: z.string().nullable().describe('The component or the update that was changed.'),
  was: z.string().nullable(),
  is: z.string().nullable(),
})

export const correctionSchema = z.strictObject({
  at: time,
  reason: z.string().nullable(),
  is_minor: z.boolean().describe('A typo.'),
  changes: z.array(changeSchema),
})

export const promiseSchema = z.strictObject({
  next_update_by: time,
  is_missed: z.boolean(),
  missed_by_seconds: z.number().min(0),
})

export const updateSchema = z.strictObject({
  id,
  status: z.string(),
  label: z.string(),
  html,
  happened_at: time,
  published_at: time,
  next_update_by: time.nullable().describe('When this update promised the next one.'),
  promises_none: z.boolean(),
  merged_from: z.string().nullable().describe('The title of the incident that it was written for.'),
  components: z.array(z.strictObject({ slug: z.string(), name: z.string(), old_status: status, new_status: status })),
  corrected_at: time.nullable(),
  earlier_versions: z.array(z.strictObject({ html, until: time })),
})

export const actionItemSchema = z.strictObject({
  id,
  title: z.string(),
  owner_role: z.string(),
  due_at: time.nullable(),
  state: z.enum(['open', 'late', 'done', 'dropped']),
  late_by_seconds: z.number().min(0),
  done_at: time.nullable(),
  dropped_at: time.nullable(),
  dropped_reason: z.string().nullable(),
})

const reportDueFields = {
  awaits: z.enum(['preliminary', 'final']),
  due_at: time,
  final_due_at: time,
  is_late: z.boolean(),
  late_by_seconds: z.number().min(0),
}

export const reportSchema = z.strictObject({
  published: z
    .strictObject({
      number: z.int().min(1),
      is_preliminary: z.boolean(),
      published_at: time,
      sections: z.array(z.strictObject({ key: z.string(), heading: z.string(), html })),
    })
    .nullable(),
  versions: z.array(z.strictObject({ number: z.int().min(1), is_preliminary: z.boolean(), published_at: time })),
  due: z.strictObject(reportDueFields).nullable(),
  waived: z.strictObject({ at: time, reason: z.string() }).nullable(),
  action_items: z.array(actionItemSchema),
})

const incidentFields = {
  id,
  kind: z.enum(['incident', 'maintenance']),
  title: z.string(),
  url: z.url(),
  status: z.string(),
  is_over: z.boolean(),
  impact,
  started_at: time,
  resolved_at: time.nullable(),
  published_at: time,
  updated_at: time,
  scheduled_for: time.nullable(),
  scheduled_until: time.nullable(),
  false_alarm: z.strictObject({ at: time, reason: z.string() }).nullable(),
  components: z.array(namedComponent.extend({ worst_status: status })),
  corrected_at: time.nullable(),
}

export const incidentSummarySchema = z.strictObject({
  ...incidentFields,
  excerpt: z.string(),
  has_report: z.boolean(),
})

export const incidentSchema = z.strictObject({
  ...incidentFields,
  promise: promiseSchema.nullable(),
  promises_none: z.boolean().describe('Whether the newest update says that it promises no next one.'),
  windows: z.array(windowSchema),
  updates: z.array(updateSchema).describe('The newest first.'),
  corrections: z.array(correctionSchema).describe('The newest first.'),
})

export const componentSchema = z.strictObject({
  id,
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  url: z.url(),
  group_id: id.nullable(),
  status,
  since: time.nullable(),
  starts_at: time,
  shows_uptime: z.boolean(),
  uptime_percent: z.number().nullable().describe('Over the last 90 days, floored to two digits.'),
})

export const groupSchema = z.strictObject({
  id,
  name: z.string(),
  description: z.string().nullable(),
  component_ids: z.array(id),
  uptime_percent: z.number().nullable().describe('The mean of its components’.'),
})

/** `/api/candor/summary.json`. */
export const summarySchema = z.strictObject({
  ...envelope,
  page: pageSchema,
  headline: headlineSchema,
  components: z.array(componentSchema),
  groups: z.array(groupSchema),
  windows: z.array(windowSchema).describe('Those that last now.'),
  incidents: z.array(incidentSchema).describe('Open ones, the newest first.'),
  maintenances: z.strictObject({ active: z.array(incidentSchema), planned: z.array(incidentSchema) }),
  recent: z.array(z.strictObject({ date: z.iso.date(), incidents: z.array(incidentSummarySchema) })),
  reports_due: z.array(z.strictObject({ incident: incidentLink, ...reportDueFields })),
})

/** `/api/candor/now.json`. */
export const nowSchema = z.strictObject({
  ...envelope,
  state: state.describe('`operational` while nothing is wrong.'),
  text: z.string().describe('The page in one sentence.'),
  since: time.nullable(),
  url: z.url().describe('Where to read more: the incident where one alone is open, else the page.'),
})

/** `/api/candor/incidents/<id>.json`. */
export const incidentDocumentSchema = z.strictObject({ ...envelope, incident: incidentSchema, report: reportSchema })

/** `/api/candor/actions.json`. */
export const actionsSchema = z.strictObject({
  ...envelope,
  page_number: z.int().min(1),
  pages: z.int().min(1),
  state: actionItemSchema.shape.state.nullable(),
  counts: z.record(actionItemSchema.shape.state, z.int().min(0)),
  action_items: z.array(actionItemSchema.extend({ incident: incidentLink })),
})

export type SummaryDocument = z.infer<typeof summarySchema>
export type NowDocument = z.infer<typeof nowSchema>
export type IncidentDocument = z.infer<typeof incidentDocumentSchema>
export type ActionsDocument = z.infer<typeof actionsSchema>
export type IncidentRecord = z.infer<typeof incidentSchema>
export type IncidentSummaryRecord = z.infer<typeof incidentSummarySchema>
export type WindowRecord = z.infer<typeof windowSchema>
export type ChangeRecord = z.infer<typeof changeSchema>
export type ActionItemRecord = z.infer<typeof actionItemSchema>
