import { z } from 'zod'
import { incidents, maintenanceComponents, maintenances } from '#db/schema/incidents'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { requireActiveComponent } from './impact-windows.ts'
import { line, prose } from '../input.ts'
import { mustReachIncident } from './reach.ts'
import { insertUpdate } from './update-insertion.ts'

export const scheduleMaintenanceInput = z
  .object({
    title: line('The title'),
    body: prose('The text').default(''),
    componentIds: z.array(z.string()).max(500).default([]),
    scheduledFor: z.number().int(),
    scheduledUntil: z.number().int(),
    startsItself: z.boolean().default(true),
    completesItself: z.boolean().default(true),
    setsComponents: z.boolean().default(true),
    restoresComponents: z.boolean().default(true),
    notifiesAtStart: z.boolean().default(true),
    notifiesAtEnd: z.boolean().default(true),
    remindMinutes: z
      .number()
      .int()
      .min(1)
      .max(30 * 24 * 60)
      .nullable()
      .default(60),
  })
  .refine((input) => input.scheduledUntil > input.scheduledFor, {
    error: 'The end lies before the start. Choose a later end.',
    path: ['scheduledUntil'],
  })

export type ScheduleMaintenanceInput = z.input<typeof scheduleMaintenanceInput>

/** Plans a maintenance and announces it. Returns the id. Throws `forbidden` below responder and `invalid`. */
export function scheduleMaintenance(db: Db, actor: Actor, rawInput: ScheduleMaintenanceInput, now: number): string {
  mustAct(actor, 'responder')
  const { title, body, componentIds, ...schedule } = scheduleMaintenanceInput.parse(rawInput)
  return write(db, (tx) => {
    mustReachIncident(tx, actor, null, componentIds)
    const id = newId()
    tx.insert(incidents)
      .values({
        id,
        kind: 'maintenance',
        title,
        status: 'scheduled',
        startedAt: schedule.scheduledFor,
        publishedAt: now,
        latestUpdateAt: now,
        openedById: personOf(actor),
        createdAt: now,
        updatedAt: now,
      })
      .run()
    tx.insert(maintenances)
      .values({ incidentId: id, ...schedule })
      .run()
    for (const componentId of new Set(componentIds)) {
      requireActiveComponent(tx, componentId)
      tx.insert(maintenanceComponents).values({ incidentId: id, componentId }).run()
    }
    insertUpdate(
      tx,
      actor,
      { incidentId: id, status: 'scheduled', body, components: [], promise: 'default', happenedAt: now },
      now,
    )
    recordAudit(
      tx,
      actor,
      {
        action: 'maintenance.schedule',
        subjectKind: 'incident',
        subjectId: id,
        after: { title, body, componentIds, ...schedule },
      },
      now,
    )
    return id
  })
}
