import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { components } from '#db/schema/components'
import {
  impactWindows,
  incidents,
  incidentStatuses,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  maintenanceStatuses,
  updateComponents,
} from '#db/schema/incidents'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { changeStatuses, releaseComponents, type AppliedChange, type StatusChange } from './impact-windows.ts'
import { requireIncident, type IncidentRow } from './incident-record.ts'
import { prose, statusChanges } from '../input.ts'
import { defaultPromiseMinutes } from './promises.ts'
import { impactOf, isOver, type Impact, type IncidentStatus, type MaintenanceStatus } from '../status.ts'

const mostPromisedMinutes = 7 * 24 * 60

/** When the next update comes: the default of impact and status, none at all, or a number of minutes. */
export const promiseInput = z
  .union([
    z.literal('default'),
    z.literal('none'),
    z.coerce.number().int().min(1).max(mostPromisedMinutes, 'A promise reaches at most a week ahead.'),
  ])
  .default('default')

export const postUpdateInput = z.object({
  incidentId: z.string(),
  status: z.enum([...incidentStatuses, ...maintenanceStatuses]),
  body: prose('The text').default(''),
  components: statusChanges.default([]),
  promise: promiseInput,
})

export type PostUpdateInput = z.input<typeof postUpdateInput>

/**
 * Posts an update with all that follows from it in one transaction: the incident's status, its
 * impact windows (all of them end when it is over) and the promise of the next update. Returns the
 * update's id. Throws `forbidden` below responder, `not_found`, and `invalid` for bad input.
 */
export function postUpdate(db: Db, actor: Actor, rawInput: PostUpdateInput, now: number): string {
  mustAct(actor, 'responder')
  const input = postUpdateInput.parse(rawInput)
  return write(db, (tx) => {
    const incident = requireIncident(tx, input.incidentId)
    refuseWrongStatus(incident, input.status)
    if (input.body === '' && input.status === incident.status && input.components.length === 0) {
      throw new DomainError('invalid', 'Write what customers need to know, or change the state or a component.', 'body')
    }
    const id = insertUpdate(tx, actor, { ...input, happenedAt: now }, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'incident_update.post',
        subjectKind: 'incident',
        subjectId: incident.id,
        before: { status: incident.status },
        after: { ...input, updateId: id },
      },
      now,
    )
    return id
  })
}

export interface UpdateToInsert {
  incidentId: string
  status: IncidentStatus | MaintenanceStatus
  body: string
  components: readonly StatusChange[]
  promise: 'default' | 'none' | number
  happenedAt: number
}

/** Inserts an update and applies it, inside the caller's transaction; the caller has checked role and input. */
export function insertUpdate(tx: Db, actor: Actor, update: UpdateToInsert, now: number): string {
  const incident = requireIncident(tx, update.incidentId)
  const affected = applyComponents(tx, incident, update, now)
  const id = newId()
  const over = isOver(update.status)
  const promise = over ? { nextUpdateBy: null, promisesNone: false } : promiseOf(tx, incident, update, now)
  tx.insert(incidentUpdates)
    .values({
      id,
      incidentId: incident.id,
      status: update.status,
      body: update.body || defaultBodies[update.status],
      bodyFormat: 'markdown',
      happenedAt: update.happenedAt,
      publishedAt: incident.publishedAt === null ? null : now,
      ...promise,
      authorId: personOf(actor),
      createdAt: now,
      updatedAt: now,
    })
    .run()
  for (const { componentId, oldStatus, newStatus } of affected) {
    tx.insert(updateComponents).values({ updateId: id, componentId, oldStatus, newStatus }).run()
  }
  tx.update(incidents)
    .set({
      status: update.status,
      // A later word on what is over already does not move its end.
      resolvedAt: over ? (incident.resolvedAt ?? update.happenedAt) : null,
      latestUpdateAt: now,
      updatedAt: now,
    })
    .where(eq(incidents.id, incident.id))
    .run()
  return id
}

/** An incident's impact: the override where one was set, else what its worst window gives. For the team's use. */
export function readImpact(db: Db, incident: Pick<IncidentRow, 'id' | 'kind' | 'impactOverride'>): Impact {
  if (incident.impactOverride) return incident.impactOverride
  if (incident.kind === 'maintenance') return 'maintenance'
  const windows = db
    .select({ status: impactWindows.status })
    .from(impactWindows)
    .where(and(eq(impactWindows.incidentId, incident.id), isNull(impactWindows.withdrawnAt)))
    .all()
  return impactOf(windows.map((window) => window.status))
}

/** What an update says where nobody wrote a text: enough to be true and useful. */
export const defaultBodies: Record<IncidentStatus | MaintenanceStatus, string> = {
  investigating: 'We are looking into it.',
  identified: 'We have found the cause and are working on it.',
  monitoring: 'A fix is in place. We are watching the results.',
  resolved: 'This incident is resolved.',
  scheduled: 'This maintenance is planned.',
  in_progress: 'The maintenance has started.',
  verifying: 'The work is done. We are checking the results.',
  completed: 'The maintenance is complete.',
  cancelled: 'This maintenance will not take place.',
}

function applyComponents(tx: Db, incident: IncidentRow, update: UpdateToInsert, now: number): AppliedChange[] {
  if (isOver(update.status)) return releaseComponents(tx, incident.id, update.happenedAt, now)
  const named = new Set(update.components.map((change) => change.componentId))
  const planned = isBeginning(incident, update) ? listPlannedComponents(tx, incident.id) : []
  const changes = planned
    .filter((componentId) => !named.has(componentId))
    .map((componentId): StatusChange => ({ componentId, status: 'under_maintenance' }))
  return changeStatuses(tx, incident.id, [...update.components, ...changes], update.happenedAt, now)
}

function isBeginning(incident: IncidentRow, update: UpdateToInsert): boolean {
  return incident.kind === 'maintenance' && incident.status === 'scheduled' && update.status === 'in_progress'
}

/** What a maintenance sets to maintenance when it begins: nothing where that was not asked for. */
function listPlannedComponents(tx: Db, incidentId: string): string[] {
  return tx
    .select({ id: components.id })
    .from(maintenanceComponents)
    .innerJoin(
      maintenances,
      and(eq(maintenances.incidentId, maintenanceComponents.incidentId), eq(maintenances.setsComponents, true)),
    )
    .innerJoin(components, and(eq(components.id, maintenanceComponents.componentId), isNull(components.archivedAt)))
    .where(eq(maintenanceComponents.incidentId, incidentId))
    .all()
    .map((component) => component.id)
}

function promiseOf(tx: Db, incident: IncidentRow, update: UpdateToInsert, now: number) {
  if (update.promise === 'none') return { nextUpdateBy: null, promisesNone: true }
  const minutes =
    update.promise === 'default' ? defaultPromiseMinutes(readImpact(tx, incident), update.status) : update.promise
  return { nextUpdateBy: minutes === null ? null : now + minutes * 60_000, promisesNone: false }
}

function refuseWrongStatus(incident: IncidentRow, status: IncidentStatus | MaintenanceStatus): void {
  const statuses: readonly string[] = incident.kind === 'incident' ? incidentStatuses : maintenanceStatuses
  if (statuses.includes(status)) return
  throw new DomainError('invalid', `Choose one of: ${statuses.join(', ')}.`, 'status')
}
