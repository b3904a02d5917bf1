import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { incidents, maintenanceComponents, maintenances } from '#db/schema/incidents'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { localTimeOf } from '../calendar.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { prose } from '../input.ts'
import { readPage } from '../page.ts'
import { isOver } from '../status.ts'
import { zoneAbbreviation } from '../zone-names.ts'
import { requireActiveComponent } from './impact-windows.ts'
import { refuseMerged, requireIncident, type IncidentRow } from './incident-record.ts'
import { mustReachIncident } from './reach.ts'
import { insertUpdate } from './update-insertion.ts'

/** What is left out stays as it is. */
export const rescheduleMaintenanceInput = z.object({
  incidentId: z.string(),
  /** What the update says of another time; the times themselves unless told. */
  body: prose('The text').default(''),
  scheduledFor: z.number().int().optional(),
  scheduledUntil: z.number().int().optional(),
  startsItself: z.boolean().optional(),
  completesItself: z.boolean().optional(),
  setsComponents: z.boolean().optional(),
  restoresComponents: z.boolean().optional(),
  notifiesAtStart: z.boolean().optional(),
  notifiesAtEnd: z.boolean().optional(),
  remindMinutes: z.number().int().min(1).nullable().optional(),
  /** Components that it will touch as well; none is taken away. */
  componentIds: z.array(z.string()).max(500).default([]),
})

export type RescheduleMaintenanceInput = z.input<typeof rescheduleMaintenanceInput>
type PlanRow = typeof maintenances.$inferSelect

/**
 * Moves, extends or replans a maintenance. Another time is told in an update of its own. Returns
 * whether anything was changed. Throws `forbidden` below responder, `not_found`, `conflict` for what is
 * over or was merged, and `invalid`.
 */
export function rescheduleMaintenance(
  db: Db,
  actor: Actor,
  rawInput: RescheduleMaintenanceInput,
  now: number,
): boolean {
  mustAct(actor, 'responder')
  const { incidentId, body, componentIds, ...wanted } = rescheduleMaintenanceInput.parse(rawInput)
  return write(db, (tx) => {
    const incident = requireIncident(tx, incidentId)
    refuseMerged(incident)
    mustReachIncident(tx, actor, incidentId, componentIds)
    const before = requirePlan(tx, incident)
    const after: PlanRow = { ...before, ...withoutUndefined(wanted) }
    const added = componentIds.filter((id) => !listPlanned(tx, incidentId).includes(id))
    const isSame = (Object.keys(after) as (keyof PlanRow)[]).every((name) => after[name] === before[name])
    if (isSame && added.length === 0) return false
    refuseBadTimes(incident, before, after)
    const isMoved = after.scheduledFor !== before.scheduledFor || after.scheduledUntil !== before.scheduledUntil
    tx.update(maintenances)
      .set({ ...after, ...(after.scheduledFor === before.scheduledFor ? {} : { remindedAt: null }) })
      .where(eq(maintenances.incidentId, incidentId))
      .run()
    for (const componentId of new Set(added)) {
      requireActiveComponent(tx, componentId)
      tx.insert(maintenanceComponents).values({ incidentId, componentId }).run()
    }
    const startedAt = incident.status === 'scheduled' ? after.scheduledFor : incident.startedAt
    tx.update(incidents).set({ startedAt, updatedAt: now }).where(eq(incidents.id, incidentId)).run()
    if (isMoved) tellTimes(tx, actor, { incident, body, plan: after }, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'maintenance.reschedule',
        subjectKind: 'incident',
        subjectId: incidentId,
        before,
        after: { ...after, added },
      },
      now,
    )
    return true
  })
}

function requirePlan(tx: Db, incident: IncidentRow): PlanRow {
  const plan = tx.select().from(maintenances).where(eq(maintenances.incidentId, incident.id)).get()
  if (!plan) throw new DomainError('invalid', 'This is no maintenance, so nothing of it is planned.')
  if (isOver(incident.status)) throw new DomainError('conflict', 'This maintenance is over, so it can’t be replanned.')
  return plan
}

function refuseBadTimes(incident: IncidentRow, before: PlanRow, after: PlanRow): void {
  if (after.scheduledFor !== before.scheduledFor && incident.status !== 'scheduled') {
    throw new DomainError('conflict', 'It has begun already. Only its end can be moved.', 'scheduledFor')
  }
  if (after.scheduledUntil <= after.scheduledFor) {
    throw new DomainError('invalid', 'The end lies before the start. Choose a later end.', 'scheduledUntil')
  }
}

/** The update in which customers read of another time. */
function tellTimes(
  tx: Db,
  actor: Actor,
  { incident, body, plan }: { incident: IncidentRow; body: string; plan: PlanRow },
  now: number,
): void {
  const { timeZone } = readPage(tx)
  const words = (at: number) => `${localTimeOf(at, timeZone).replace('T', ' ')} ${zoneAbbreviation(at, timeZone)}`
  const said =
    incident.status === 'scheduled'
      ? `This maintenance is now planned from ${words(plan.scheduledFor)} to ${words(plan.scheduledUntil)}.`
      : `This maintenance now lasts until ${words(plan.scheduledUntil)}.`
  insertUpdate(
    tx,
    actor,
    {
      incidentId: incident.id,
      status: incident.status,
      body: body || said,
      components: [],
      promise: 'default',
      happenedAt: now,
    },
    now,
  )
}

function listPlanned(tx: Db, incidentId: string): string[] {
  return tx
    .select({ id: maintenanceComponents.componentId })
    .from(maintenanceComponents)
    .where(eq(maintenanceComponents.incidentId, incidentId))
    .all()
    .map(({ id }) => id)
}

type Wanted = Partial<{ [Name in keyof PlanRow]: PlanRow[Name] | undefined }>

function withoutUndefined(wanted: Wanted): Partial<PlanRow> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}
