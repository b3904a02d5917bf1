import { z } from 'zod'
import { communicationsLeads, incidents, incidentStatuses } from '#db/schema/incidents'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { insertUpdate, promiseInput } from './incident-updates.ts'
import { line, prose, statusChanges } from '../input.ts'

export const openIncidentInput = z.object({
  title: line('The title'),
  status: z.enum(incidentStatuses).exclude(['resolved']).default('investigating'),
  body: prose('The text').default(''),
  components: statusChanges.default([]),
  promise: promiseInput,
  isInternal: z.boolean().default(false),
})

export type OpenIncidentInput = z.input<typeof openIncidentInput>

/**
 * Opens an incident with its first update and its impact windows; whoever opens it becomes its
 * communications lead. Returns the id. Throws `forbidden` below responder and `invalid` for bad input.
 */
export function openIncident(db: Db, actor: Actor, rawInput: OpenIncidentInput, now: number): string {
  mustAct(actor, 'responder')
  const input = openIncidentInput.parse(rawInput)
  return write(db, (tx) => {
    const id = newId()
    tx.insert(incidents)
      .values({
        id,
        kind: 'incident',
        title: input.title,
        status: input.status,
        startedAt: now,
        publishedAt: input.isInternal ? null : now,
        latestUpdateAt: now,
        openedById: personOf(actor),
        createdAt: now,
        updatedAt: now,
      })
      .run()
    insertUpdate(tx, actor, { incidentId: id, ...input, happenedAt: now }, now)
    if (actor.kind === 'person') {
      tx.insert(communicationsLeads).values({ id: newId(), incidentId: id, personId: actor.id, since: now }).run()
    }
    recordAudit(tx, actor, { action: 'incident.open', subjectKind: 'incident', subjectId: id, after: input }, now)
    return id
  })
}
