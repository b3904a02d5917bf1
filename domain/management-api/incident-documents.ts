import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { impacts } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { IncidentColumns } from '../public/incident-rows.ts'
import { maintenancesAmong } from '../public/incidents.ts'
import type { ToldIncident } from '../public/status-api/incidents.ts'
import { incidentObject, type PageAndComponents } from '../public/status-api/objects.ts'
import type { UpdateObject } from '../public/status-api/schemas.ts'
import { componentDocument, managedComponentShape } from './component-documents.ts'
import { selectMetadata, selectPlans, selectTeamParts } from './rows.ts'
import { readManagedFor, tellManaged } from './told.ts'

const time = z.string()
const incidentStatus = z.enum([
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
  'scheduled',
  'in_progress',
  'verifying',
  'completed',
])

export const managedUpdateShape = z.strictObject({
  id: z.string(),
  incident_id: z.string(),
  status: incidentStatus,
  /** As it was written: Markdown, or the HTML of an imported page. */
  body: z.string(),
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        old_status: z.enum(componentStatuses),
        new_status: z.enum(componentStatuses),
      }),
    )
    .nullable(),
  deliver_notifications: z.boolean(),
  custom_tweet: z.null(),
  tweet_id: z.null(),
  twitter_updated_at: z.null(),
  wants_twitter_update: z.literal(false),
})

export const managedIncidentShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: incidentStatus,
  created_at: time,
  updated_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  started_at: time,
  impact: z.enum(impacts),
  impact_override: z.enum(impacts).nullable(),
  shortlink: z.string(),
  page_id: z.string(),
  incident_updates: z.array(managedUpdateShape),
  components: z.array(managedComponentShape),
  incident_impacts: z.array(z.never()),
  metadata: z.record(z.string(), z.record(z.string(), z.unknown())),
  reminder_intervals: z.string().nullable(),
  postmortem_body: z.string().nullable(),
  postmortem_body_last_updated_at: time.nullable(),
  postmortem_ignored: z.boolean(),
  postmortem_notified_subscribers: z.boolean(),
  postmortem_notified_twitter: z.boolean(),
  postmortem_published_at: time.nullable(),
  scheduled_for: time.nullable(),
  scheduled_until: time.nullable(),
  scheduled_remind_prior: z.boolean(),
  scheduled_reminded_at: time.nullable(),
  scheduled_auto_in_progress: z.boolean(),
  scheduled_auto_completed: z.boolean(),
  auto_transition_to_maintenance_state: z.boolean(),
  auto_transition_to_operational_state: z.boolean(),
  auto_transition_deliver_notifications_at_start: z.boolean(),
  auto_transition_deliver_notifications_at_end: z.boolean(),
  /** What Candor knows beside it. */
  candor: z.strictObject({
    is_internal: z.boolean(),
    is_false_alarm: z.boolean(),
    next_update_at: time.nullable(),
    no_promise: z.boolean(),
  }),
})

export const incidentSchema = { name: 'ManagedIncident', shape: managedIncidentShape }
export const updateSchema = { name: 'ManagedIncidentUpdate', shape: managedUpdateShape }
export type IncidentDocument = z.output<typeof managedIncidentShape>

/** Rows as Statuspage's management API tells of incidents, in their order. */
export function incidentDocuments(
  db: Db,
  rows: readonly IncidentColumns[],
  url: string,
  now: number,
): IncidentDocument[] {
  const parts = selectTeamParts(db, rows)
  const plans = new Map(selectPlans(db, maintenancesAmong(rows)).map((plan) => [plan.incidentId, plan]))
  const ids = rows.map(({ id }) => id)
  const notes = new Map(selectMetadata(db, ids).map((note) => [note.incidentId, note]))
  const incidents = tellManaged(db, rows, parts)
  const managed = readManagedFor(db, incidents, url, now)
  return incidents.map((told, index) => {
    const row = rows[index] as IncidentColumns
    const [newest] = parts.updates.get(told.id) ?? []
    return documentOf(managed, { row, told, newest, plan: plans.get(told.id), note: notes.get(told.id) })
  })
}

interface Parts {
  row: IncidentColumns
  told: ToldIncident
  /** The newest update: what it promises holds. */
  newest: { nextUpdateBy: number | null; promisesNone: boolean } | undefined
  plan: ReturnType<typeof selectPlans>[number] | undefined
  note: ReturnType<typeof selectMetadata>[number] | undefined
}

function documentOf(managed: PageAndComponents, { row, told, newest, plan, note }: Parts): IncidentDocument {
  const { stamp } = managed.page.times
  const stampOf = (at: number | null | undefined) => (at === null || at === undefined ? null : stamp(at))
  const named = new Set(told.componentIds)
  const object = incidentObject(managed, told)
  const published = told.report?.publishedAt
  const telling = told.updates.findLast((update) => update.status === 'postmortem')
  const isOpen = told.resolvedAt === null
  return {
    ...object,
    incident_updates: object.incident_updates.map(updateDocument),
    components: [...managed.components.known.values()]
      .filter((component) => named.has(component.id))
      .map((component) => componentDocument(managed, component)),
    impact_override: row.impactOverride,
    incident_impacts: [],
    metadata: note ? (JSON.parse(note.metadata) as IncidentDocument['metadata']) : {},
    reminder_intervals: note?.reminderIntervals ?? null,
    postmortem_body: told.report?.html ?? null,
    postmortem_body_last_updated_at: stampOf(published),
    postmortem_ignored: false,
    postmortem_notified_subscribers: false,
    postmortem_notified_twitter: false,
    postmortem_published_at: published === undefined ? null : stamp(telling?.displayAt ?? published),
    scheduled_for: stampOf(told.plan?.from),
    scheduled_until: stampOf(told.plan?.until),
    scheduled_remind_prior: (plan?.remindMinutes ?? null) !== null,
    scheduled_reminded_at: stampOf(plan?.remindedAt),
    scheduled_auto_in_progress: plan?.startsItself ?? false,
    scheduled_auto_completed: plan?.completesItself ?? false,
    auto_transition_to_maintenance_state: plan?.setsComponents ?? false,
    auto_transition_to_operational_state: plan?.restoresComponents ?? false,
    auto_transition_deliver_notifications_at_start: plan?.notifiesAtStart ?? false,
    auto_transition_deliver_notifications_at_end: plan?.notifiesAtEnd ?? false,
    candor: {
      is_internal: row.publishedAt === null,
      is_false_alarm: row.falseAlarmAt !== null,
      next_update_at: isOpen ? stampOf(newest?.nextUpdateBy) : null,
      no_promise: isOpen && (newest?.promisesNone ?? false),
    },
  }
}

export function updateDocument(update: UpdateObject): z.output<typeof managedUpdateShape> {
  return {
    ...update,
    status: update.status as IncidentDocument['status'],
    twitter_updated_at: null,
    wants_twitter_update: false,
  }
}
