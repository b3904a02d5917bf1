import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { impacts } from '#db/schema/incidents'

/** The Status API v2, field by field: what our documents are typed by, and what answers are checked against. */

const id = z.string().regex(/^[a-z0-9]{12}$/)
/** RFC 3339 with exactly three digits of milliseconds: some clients compare times as texts. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/)
const componentStatus = z.enum(componentStatuses)
const incidentStatus = z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'])
const maintenanceStatus = z.enum(['scheduled', 'in_progress', 'verifying', 'completed'])

export const pageSchema = z.strictObject({
  id,
  name: z.string(),
  url: z.string().regex(/^https?:\/\/[^/]+$/),
  time_zone: z.string(),
  updated_at: time,
})

export const statusSchema = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string(),
})

const componentFields = {
  id,
  name: z.string(),
  status: componentStatus,
  created_at: time,
  updated_at: time,
  position: z.int().min(1),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: id.nullable(),
  page_id: id,
}

export const singleComponentSchema = z.strictObject({
  ...componentFields,
  group: z.literal(false),
  only_show_if_degraded: z.boolean(),
})

export const groupSchema = z.strictObject({
  ...componentFields,
  group_id: z.null(),
  group: z.literal(true),
  only_show_if_degraded: z.literal(false),
  components: z.array(id).min(1),
})

export const componentSchema = z.union([singleComponentSchema, groupSchema])

export const affectedSchema = z.strictObject({
  code: id,
  name: z.string(),
  old_status: componentStatus,
  new_status: componentStatus,
})

function updateSchemaOf<Status extends z.ZodType>(status: Status) {
  return z.strictObject({
    id,
    status,
    body: z.string(),
    incident_id: id,
    created_at: time,
    updated_at: time,
    display_at: time,
    affected_components: z.array(affectedSchema).min(1).nullable(),
    deliver_notifications: z.boolean(),
    custom_tweet: z.null(),
    tweet_id: z.null(),
  })
}

function incidentFieldsOf<Status extends z.ZodType>(status: Status) {
  return {
    id,
    name: z.string(),
    status,
    created_at: time,
    updated_at: time,
    monitoring_at: time.nullable(),
    resolved_at: time.nullable(),
    impact: z.enum(impacts),
    shortlink: z.url(),
    started_at: time,
    page_id: id,
    incident_updates: z.array(updateSchemaOf(status)).min(1),
    components: z.array(singleComponentSchema),
  }
}

const incidentFields = { ...incidentFieldsOf(incidentStatus), reminder_intervals: z.null() }
const maintenanceFields = {
  ...incidentFieldsOf(maintenanceStatus),
  scheduled_for: time,
  scheduled_until: time,
}

export const incidentSchema = z.strictObject(incidentFields)
export const maintenanceSchema = z.strictObject(maintenanceFields)

/** What an incident's own document has beside its object in the lists. */
const ownFields = {
  code: id,
  postmortem_body: z.string().nullable(),
  postmortem_body_last_updated_at: time.nullable(),
  postmortem_ignored: z.boolean(),
  postmortem_published_at: time.nullable(),
  postmortem_notified_subscribers: z.boolean(),
  postmortem_notified_twitter: z.boolean(),
}

/** Every document by its path below `/api/v2/`. */
export const statusApiSchemas = {
  'summary.json': z.strictObject({
    page: pageSchema,
    components: z.array(componentSchema),
    incidents: z.array(incidentSchema),
    scheduled_maintenances: z.array(maintenanceSchema),
    status: statusSchema,
  }),
  'status.json': z.strictObject({ page: pageSchema, status: statusSchema }),
  'components.json': z.strictObject({ page: pageSchema, components: z.array(componentSchema) }),
  'incidents.json': z.strictObject({ page: pageSchema, incidents: z.array(incidentSchema).max(50) }),
  'incidents/unresolved.json': z.strictObject({ page: pageSchema, incidents: z.array(incidentSchema) }),
  'scheduled-maintenances.json': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema).max(50),
  }),
  'scheduled-maintenances/upcoming.json': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema),
  }),
  'scheduled-maintenances/active.json': z.strictObject({
    page: pageSchema,
    scheduled_maintenances: z.array(maintenanceSchema),
  }),
}

/** `/api/v2/components/<id>.json`. */
export const componentDocumentSchema = z.strictObject({ page: pageSchema, component: componentSchema })

/** `/incidents/<id>.json`. */
export const incidentDocumentSchema = z.union([
  z.strictObject({ ...incidentFields, ...ownFields }),
  z.strictObject({ ...maintenanceFields, ...ownFields }),
])

/** `/history.json?page=N`. */
export const historySchema = z.strictObject({
  page_status: z.strictObject({
    page: z.strictObject({
      id,
      name: z.string(),
      domain: z.string(),
      url: z.string(),
      time_zone: z.string(),
      page_description: z.string().nullable(),
      support_url: z.string().nullable(),
      updated_at: time,
    }),
  }),
  components: z.array(componentSchema),
  months: z.array(
    z.strictObject({
      name: z.string(),
      year: z.int(),
      /** The day of the week on which it begins; 0 is Sunday. */
      starts_on: z.int().min(0).max(6),
      days: z.int().min(28).max(31),
      incidents: z.array(
        z.strictObject({
          code: id,
          name: z.string(),
          message: z.string(),
          impact: z.enum(impacts),
          timestamp: z.string(),
        }),
      ),
    }),
  ),
  show_component_filter: z.boolean(),
  show_uptime_calendar: z.boolean(),
  component_filter: z.null(),
  start_time: z.string(),
  end_time: z.string(),
})

export type PageObject = z.infer<typeof pageSchema>
export type ComponentObject = z.infer<typeof componentSchema>
export type SingleComponentObject = z.infer<typeof singleComponentSchema>
export type UpdateObject = z.infer<ReturnType<typeof updateSchemaOf<z.ZodType<string>>>>
export type StatusApiDocument<Path extends keyof typeof statusApiSchemas> = z.infer<(typeof statusApiSchemas)[Path]>
export type IncidentObject = z.infer<typeof incidentSchema>
export type MaintenanceObject = z.infer<typeof maintenanceSchema>
export type IncidentDocument = z.infer<typeof incidentDocumentSchema>
export type HistoryDocument = z.infer<typeof historySchema>
