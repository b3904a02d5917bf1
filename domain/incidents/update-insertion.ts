import { and, eq, isNull, max } from 'drizzle-orm'
import { impactWindows, incidents, incidentUpdates, maintenances, updateComponents } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { personOf, type Actor } from '../actor.ts'
import { yieldToIncident } from '../alerts/alert-windows.ts'
import type { Db } from '../database.ts'
import { newId } from '../identity.ts'
import { announce } from '../outbox/announcements.ts'
import { prepared, preparedInsert, value } from '../prepared.ts'
import { isOver, type IncidentStatus, type MaintenanceStatus } from '../status.ts'
import { heldByItself, letGo } from './held-components.ts'
import { changeStatuses, type AppliedChange, type StatusChange } from './impact-windows.ts'
import { readImpact } from './incident-impact.ts'
import { requireIncident, type IncidentRow } from './incident-record.ts'
import type { PromiseChoice } from './promise-input.ts'
import { defaultPromiseMinutes } from './promises.ts'

export interface UpdateToInsert {
  incidentId: string
  status: IncidentStatus | MaintenanceStatus
  body: string
  components: readonly StatusChange[]
  promise: PromiseChoice
  happenedAt: number
  /** Told to no subscriber, by the choice of whoever writes it. */
  isQuiet?: boolean | undefined
}

/** Inserts an update, applies it and announces it, inside the caller's transaction; the caller has checked role and input. */
export function insertUpdate(tx: Db, actor: Actor, update: UpdateToInsert, now: number): string {
  const incident = requireIncident(tx, update.incidentId)
  const over = isOver(update.status)
  const affected = applyComponents(tx, incident, update, now)
  yieldToIncident(tx, actor, incident.id, update.happenedAt, now)
  const id = newId()
  insertRow(tx, {
    id,
    incidentId: incident.id,
    status: update.status,
    body: update.body || defaultBodies[update.status],
    bodyFormat: 'markdown',
    happenedAt: update.happenedAt,
    publishedAt: incident.publishedAt === null ? null : now,
    ...promiseOf(tx, incident, update, now),
    authorId: personOf(actor),
    createdAt: now,
    updatedAt: now,
  })
  for (const { componentId, oldStatus, newStatus } of affected) {
    insertComponent(tx, { updateId: id, componentId, oldStatus, newStatus })
  }
  turnIncident(tx).run({
    id: incident.id,
    status: update.status,
    // A later word on what is over already does not move its end.
    resolvedAt: over ? (incident.resolvedAt ?? endOf(tx, incident.id, update.happenedAt)) : null,
    falseAlarmAt: over ? incident.falseAlarmAt : null,
    falseAlarmReason: over ? incident.falseAlarmReason : null,
    now,
  })
  const isQuiet = update.isQuiet === true || isUnannounced(tx, update)
  announce(tx, { kind: 'update', incidentId: incident.id, updateId: id, isEnd: over, isQuiet }, now)
  return id
}

const insertRow = preparedInsert(incidentUpdates)
const insertComponent = preparedInsert(updateComponents)
const turnIncident = prepared((db) =>
  db
    .update(incidents)
    .set({
      status: value('status'),
      resolvedAt: value('resolvedAt'),
      falseAlarmAt: value('falseAlarmAt'),
      falseAlarmReason: value('falseAlarmReason'),
      latestUpdateAt: value('now'),
      updatedAt: value('now'),
    })
    .where(eq(incidents.id, value('id')))
    .prepare(),
)

/** A maintenance whose plan says that its start or its end is told to nobody. */
function isUnannounced(tx: Db, { incidentId, status }: UpdateToInsert): boolean {
  if (status !== 'in_progress' && status !== 'completed') return false
  const plan = tx.select().from(maintenances).where(eq(maintenances.incidentId, incidentId)).get()
  return plan !== undefined && !(status === 'in_progress' ? plan.notifiesAtStart : plan.notifiesAtEnd)
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

/** What an update promises of the next one; nothing where it ends the incident. Promises count from when they are made. */
export function promiseOf(
  tx: Db,
  incident: Pick<IncidentRow, 'id' | 'kind' | 'impactOverride'>,
  update: Pick<UpdateToInsert, 'status' | 'promise'>,
  now: number,
): { nextUpdateBy: number | null; promisesNone: boolean } {
  if (isOver(update.status)) return { nextUpdateBy: null, promisesNone: false }
  if (update.promise === 'none') return { nextUpdateBy: null, promisesNone: true }
  const minutes =
    update.promise === 'default'
      ? defaultPromiseMinutes(readImpact(tx, incident), update.status, readPromiseMinutes(tx))
      : update.promise
  return { nextUpdateBy: minutes === null ? null : now + minutes * 60_000, promisesNone: false }
}

const promiseMinutes = prepared((db) => db.select({ minutes: page.promiseMinutes }).from(page).prepare())

function readPromiseMinutes(tx: Db) {
  return promiseMinutes(tx).get()?.minutes ?? {}
}

function applyComponents(tx: Db, incident: IncidentRow, update: UpdateToInsert, now: number): AppliedChange[] {
  if (isOver(update.status)) return letGo(tx, incident, update.status, update.happenedAt, now)
  const named = new Set(update.components.map((change) => change.componentId))
  const others = heldByItself(tx, incident, update.status).filter((change) => !named.has(change.componentId))
  return changeStatuses(tx, incident.id, [...update.components, ...others], update.happenedAt, now)
}

/** An incident ends when that is said, and never before what it held did. */
function endOf(tx: Db, incidentId: string, saidAt: number): number {
  const last = tx
    .select({ at: max(impactWindows.endedAt) })
    .from(impactWindows)
    .where(and(eq(impactWindows.incidentId, incidentId), isNull(impactWindows.withdrawnAt)))
    .get()
  return Math.max(saidAt, last?.at ?? saidAt)
}
