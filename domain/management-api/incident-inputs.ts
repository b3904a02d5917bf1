import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { impacts, incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { flag, flagSaying, ids, instant, instantSaying, loose, requiredText, text, textSaying } from './inputs.ts'

const statuses = [...incidentStatuses, 'scheduled', 'in_progress', 'verifying', 'completed', 'postmortem'] as const

/** Components with what becomes of them; a list names them and changes nothing. */
const components = loose(
  (value) => (Array.isArray(value) ? Object.fromEntries(value.map((id) => [String(id), ''])) : (value ?? undefined)),
  z
    .record(z.string(), z.enum(['', ...componentStatuses], 'must be a component’s status'))
    .refine((named) => Object.keys(named).length <= 500, 'may name at most 500 components'),
  {
    type: ['object', 'array', 'null'],
    description: 'The statuses by component id. A list of ids names them only.',
    additionalProperties: { enum: ['', ...componentStatuses] },
    items: { type: 'string' },
  },
)

/** What Statuspage's automation sends of an incident; what is not here is without effect. */
const fields = {
  status: loose((value) => value || undefined, z.enum(statuses), { enum: ['', null, ...statuses] }),
  impact_override: loose((value) => (value === '' ? null : value), z.enum(impacts).nullable(), {
    enum: ['', null, ...impacts],
  }),
  scheduled_for: instant,
  scheduled_until: instant,
  scheduled_remind_prior: flag,
  scheduled_auto_in_progress: flag,
  scheduled_auto_completed: flag,
  scheduled_auto_transition: flag,
  auto_transition_to_maintenance_state: flag,
  auto_transition_to_operational_state: flag,
  auto_transition_deliver_notifications_at_start: flag,
  auto_transition_deliver_notifications_at_end: flag,
  reminder_intervals: loose(
    (value) => (Array.isArray(value) || typeof value === 'number' ? JSON.stringify(value) : value),
    z.string().max(200).nullable(),
    { type: ['string', 'array', 'integer', 'null'], description: 'Kept; reminds nobody.' },
  ),
  metadata: loose(
    (value) => (value === '' ? null : value),
    z.record(z.string(), z.record(z.string(), z.unknown())).nullable(),
    { type: ['object', 'null'], description: 'Objects of objects. Kept; never public.' },
  ),
  body: text,
  message: textSaying('The old name of body.'),
  components,
  component_ids: ids,
  next_update_at: instantSaying('Candor’s own: when the next update comes.'),
  no_promise: flagSaying('Candor’s own: true where no next update is promised.'),
  happened_at: instantSaying('Candor’s own: when it happened, where that was before now.'),
}

export const newIncident = z.object({
  incident: z.object({
    name: requiredText,
    ...fields,
    backfilled: flag,
    backfill_date: textSaying('A date or an instant of the past.'),
    is_internal: flagSaying('Candor’s own: for the team only.'),
  }),
})

export const changedIncident = z.object({
  incident: z.object({
    name: text,
    ...fields,
    reason: textSaying('Candor’s own: why it is corrected, as it goes on after “because”.'),
    minor: flagSaying('Candor’s own: true for a typo.'),
    is_internal: flagSaying('Candor’s own: false makes an internal incident public.'),
  }),
})

export const changedUpdate = z.object({
  incident_update: z.object({
    body: text,
    display_at: instant,
    reason: textSaying('Candor’s own: why it is corrected.'),
    minor: flagSaying('Candor’s own: true for a typo.'),
  }),
})

export type NewIncident = z.output<typeof newIncident>['incident']
export type ChangedIncident = z.output<typeof changedIncident>['incident']
/** What both have in common. */
export type IncidentFields = Omit<ChangedIncident, 'name' | 'reason' | 'minor' | 'is_internal'>

const isMaintenanceStatus = (status: string) => maintenanceStatuses.some((known) => known === status)

/** Whether what is sent tells of a maintenance. */
export function isMaintenance({ status, scheduled_for }: Pick<IncidentFields, 'status' | 'scheduled_for'>): boolean {
  return scheduled_for !== undefined || (status !== undefined && isMaintenanceStatus(status))
}
