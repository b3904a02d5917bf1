import { postUpdate } from '../incidents/incident-updates.ts'
import { dayOf } from '../calendar.ts'
import { renameIncident } from '../corrections/title-corrections.ts'
import { DomainError } from '../errors.ts'
import { setIncidentMetadata } from '../incidents/incident-metadata.ts'
import { openIncident, recordPastIncident } from '../incidents/incidents.ts'
import { heldStatuses, type StatusChange } from '../incidents/impact-windows.ts'
import { setImpact } from '../incidents/life/impact-overrides.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { publishIncident } from '../incidents/life/publications.ts'
import { scheduleMaintenance } from '../incidents/maintenances.ts'
import type { PromiseChoice } from '../incidents/promise-input.ts'
import { rescheduleMaintenance } from '../incidents/reschedules.ts'
import { cleanLine } from '../input.ts'
import { readPage } from '../page.ts'
import type { IncidentColumns } from '../public/incident-rows.ts'
import { isOver } from '../status.ts'
import { instant } from './inputs.ts'
import { isMaintenance, type ChangedIncident, type IncidentFields, type NewIncident } from './incident-inputs.ts'
import type { OperationRequest } from './operation.ts'

type Acting = Pick<OperationRequest<unknown, unknown>, 'db' | 'actor' | 'now'>

const usualReason = 'it was changed through the API'
const remindMinutes = 60

/** Opens, plans or writes down what was sent. Returns its id. */
export function createIncident(acting: Acting, wanted: NewIncident): string {
  const id = isMaintenance(wanted) ? plan(acting, wanted) : open(acting, wanted)
  note(acting, id, wanted)
  return id
}

function open({ db, actor, now }: Acting, wanted: NewIncident): string {
  const { name: title, status, impact_override } = wanted
  const body = wanted.body ?? wanted.message ?? ''
  const isPast = wanted.backfilled === true || wanted.backfill_date !== undefined
  if (isPast || status === 'resolved' || status === 'postmortem') {
    if (namedComponents(wanted).some((change) => change.status !== 'operational')) {
      throw new DomainError('invalid', 'What is over holds no component. Open it first, or name none.')
    }
    const happenedAt = isPast ? pastOf(db, wanted.backfill_date, now) : (wanted.happened_at ?? now)
    return recordPastIncident(db, actor, { title, body, happenedAt }, now)
  }
  return openIncident(
    db,
    actor,
    {
      title,
      body,
      status: status as 'investigating' | 'identified' | 'monitoring' | undefined,
      components: namedComponents(wanted),
      promise: promiseOf(wanted, now),
      happenedAt: wanted.happened_at,
      isInternal: wanted.is_internal,
      impactOverride: impactOf(impact_override) ?? undefined,
    },
    now,
  )
}

function plan({ db, actor, now }: Acting, wanted: NewIncident): string {
  const { scheduled_for, scheduled_until, status } = wanted
  if (scheduled_for === undefined || scheduled_until === undefined) {
    throw new DomainError('invalid', 'A maintenance needs scheduled_for and scheduled_until.')
  }
  const transitions = wanted.scheduled_auto_transition ?? false
  const id = scheduleMaintenance(
    db,
    actor,
    {
      title: wanted.name,
      body: wanted.body ?? wanted.message ?? '',
      componentIds: namedComponents(wanted).map(({ componentId }) => componentId),
      scheduledFor: scheduled_for,
      scheduledUntil: scheduled_until,
      startsItself: wanted.scheduled_auto_in_progress ?? transitions,
      completesItself: wanted.scheduled_auto_completed ?? transitions,
      setsComponents: wanted.auto_transition_to_maintenance_state ?? false,
      restoresComponents: wanted.auto_transition_to_operational_state ?? false,
      notifiesAtStart: wanted.auto_transition_deliver_notifications_at_start,
      notifiesAtEnd: wanted.auto_transition_deliver_notifications_at_end,
      remindMinutes: wanted.scheduled_remind_prior === true ? remindMinutes : null,
    },
    now,
  )
  if (status !== undefined && status !== 'scheduled')
    postUpdate(db, actor, { incidentId: id, status: knownStatus(status) }, now)
  return id
}

/** Corrects, replans and goes on with an incident, each only where that is named. */
export function changeIncident(acting: Acting, row: IncidentColumns, wanted: ChangedIncident): void {
  const { db, actor, now } = acting
  const reason = wanted.reason ?? usualReason
  if (wanted.is_internal === false && row.publishedAt === null) {
    publishIncident(db, actor, { incidentId: row.id, promise: promiseOf(wanted, now) }, now)
  }
  if (wanted.name !== undefined && cleanLine(wanted.name) !== row.title) {
    renameIncident(db, actor, { incidentId: row.id, title: wanted.name, reason, isMinor: wanted.minor }, now)
  }
  const impact = wanted.impact_override
  if (row.kind === 'incident' && impact !== undefined && impactOf(impact) !== row.impactOverride) {
    setImpact(db, actor, { incidentId: row.id, impact: impactOf(impact), reason }, now)
  }
  const isReplanned = row.kind === 'maintenance' && !isOver(row.status) && replan(acting, row, wanted)
  goOn(acting, row, wanted, isReplanned)
  note(acting, row.id, wanted)
}

/** Returns whether the text was told with another time already. */
function replan({ db, actor, now }: Acting, row: IncidentColumns, wanted: ChangedIncident): boolean {
  const { scheduled_for: scheduledFor, scheduled_until: scheduledUntil, scheduled_auto_transition: both } = wanted
  const keepsStatus = wanted.status === undefined || wanted.status === row.status
  const isMoved = scheduledFor !== undefined || scheduledUntil !== undefined
  const body = keepsStatus && isMoved ? (wanted.body ?? wanted.message) : undefined
  const reminds = wanted.scheduled_remind_prior
  const isChanged = rescheduleMaintenance(
    db,
    actor,
    {
      incidentId: row.id,
      body,
      scheduledFor,
      scheduledUntil,
      startsItself: wanted.scheduled_auto_in_progress ?? both,
      completesItself: wanted.scheduled_auto_completed ?? both,
      setsComponents: wanted.auto_transition_to_maintenance_state,
      restoresComponents: wanted.auto_transition_to_operational_state,
      notifiesAtStart: wanted.auto_transition_deliver_notifications_at_start,
      notifiesAtEnd: wanted.auto_transition_deliver_notifications_at_end,
      remindMinutes: reminds === undefined ? undefined : reminds ? remindMinutes : null,
      componentIds: row.status === 'scheduled' ? namedComponents(wanted).map(({ componentId }) => componentId) : [],
    },
    now,
  )
  return isChanged && body !== undefined
}

function goOn({ db, actor, now }: Acting, row: IncidentColumns, wanted: ChangedIncident, isTold: boolean): void {
  const body = isTold ? '' : (wanted.body ?? wanted.message ?? '')
  const isTurned = wanted.status !== undefined && wanted.status !== 'postmortem' && wanted.status !== toldStatusOf(row)
  const status = isTurned && wanted.status ? knownStatus(wanted.status) : row.status
  const held = heldStatuses(db, row.id)
  const holds = row.status !== 'scheduled' || isTurned
  const changes = holds
    ? statusesIn(wanted).filter(({ componentId, status }) => (held.get(componentId) ?? 'operational') !== status)
    : []
  if (isOver(status) && changes.some((change) => change.status !== 'operational')) {
    throw new DomainError('invalid', 'What is over holds no component. Say what they are after it as their own status.')
  }
  if (body === '' && !isTurned && changes.length === 0) return
  const promise = promiseOf(wanted, now)
  const update = { incidentId: row.id, status, body, promise, happenedAt: wanted.happened_at }
  const others = namedComponents(wanted).filter(
    ({ componentId }) =>
      holds && !held.has(componentId) && !changes.some((change) => change.componentId === componentId),
  )
  postUpdate(db, actor, { ...update, components: isOver(status) ? [] : [...changes, ...others] }, now)
}

/** Ends what should not have been: a false alarm, or a maintenance that is called off. Nothing that was public goes away. */
export function withdrawIncident({ db, actor, now }: Acting, row: IncidentColumns): void {
  if (row.kind === 'incident') {
    return markFalseAlarm(db, actor, { incidentId: row.id, reason: 'It was withdrawn through the API.' }, now)
  }
  if (isOver(row.status))
    throw new DomainError('conflict', 'This maintenance is over already, and stays in the history.')
  postUpdate(db, actor, { incidentId: row.id, status: 'cancelled' }, now)
}

function note({ db, actor, now }: Acting, incidentId: string, { metadata, reminder_intervals }: IncidentFields): void {
  if (metadata === undefined && reminder_intervals === undefined) return
  setIncidentMetadata(db, actor, { incidentId, metadata, reminderIntervals: reminder_intervals }, now)
}

/** Every component that is named, at the status that is said, or none. */
function namedComponents(wanted: Pick<IncidentFields, 'components' | 'component_ids'>): StatusChange[] {
  const said = new Map(Object.entries(wanted.components ?? {}))
  for (const id of wanted.component_ids ?? []) if (!said.has(id)) said.set(id, '')
  return [...said].map(([componentId, status]) => ({
    componentId,
    status: status || 'operational',
  }))
}

function statusesIn({ components = {} }: Pick<IncidentFields, 'components'>): StatusChange[] {
  return Object.entries(components).flatMap(([componentId, status]) => (status === '' ? [] : [{ componentId, status }]))
}

function promiseOf(
  { next_update_at, no_promise }: Pick<IncidentFields, 'next_update_at' | 'no_promise'>,
  now: number,
): PromiseChoice {
  if (no_promise === true) return 'none'
  if (next_update_at === undefined) return 'default'
  if (next_update_at > now) return Math.ceil((next_update_at - now) / 60_000)
  throw new DomainError('invalid', 'next_update_at lies in the past. Promise a later time.')
}

type Impact = NonNullable<NewIncident['impact_override']>

/** An incident is no maintenance, whatever a program says of its impact. */
function impactOf(impact: Impact | null | undefined): Exclude<Impact, 'maintenance'> | null {
  return impact === undefined || impact === 'maintenance' ? null : impact
}

function pastOf(db: Acting['db'], date: string | undefined, now: number): number {
  if (date === undefined) return now
  const day = dayOf(date, readPage(db).timeZone)
  if (day) return Math.min(day.from, now)
  const at = instant.safeParse(date)
  if (at.success && at.data !== undefined) return at.data
  throw new DomainError('invalid', 'backfill_date must be a date such as 2026-11-24.')
}

function toldStatusOf({ status }: IncidentColumns) {
  return status === 'cancelled' ? 'completed' : status
}

function knownStatus(status: NonNullable<IncidentFields['status']>) {
  return status === 'postmortem' ? 'resolved' : status
}
