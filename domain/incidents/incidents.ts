import { z } from 'zod'
import { incidents, incidentStatuses } from '#db/schema/incidents'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { line, prose, statusChanges } from '../input.ts'
import { beginningOf, happenedAtInput } from './happened-at.ts'
import { insertLead, requireLead } from './leads.ts'
import { promiseInput } from './promise-input.ts'
import { mustReachIncident } from './reach.ts'
import { insertUpdate } from './update-insertion.ts'

export const openIncidentInput = z.object({
  title: line('The title'),
  status: z.enum(incidentStatuses).exclude(['resolved']).default('investigating'),
  body: prose('The text').default(''),
  components: statusChanges.default([]),
  promise: promiseInput,
  /** When it began; now where it is left out. */
  happenedAt: happenedAtInput,
  /** Who holds the pen; whoever opens it where it is left out. */
  leadId: z.string().optional(),
  isInternal: z.boolean().default(false),
})

export type OpenIncidentInput = z.input<typeof openIncidentInput>

/**
 * Opens an incident with its first update and its impact windows, all of which begin when it
 * happened; whoever opens it becomes its communications lead, unless another is chosen. Returns the
 * id. Throws `forbidden` below responder and `invalid` for bad input.
 */
export function openIncident(db: Db, actor: Actor, rawInput: OpenIncidentInput, now: number): string {
  mustAct(actor, 'responder')
  const input = openIncidentInput.parse(rawInput)
  const startedAt = beginningOf(input.happenedAt, now)
  return write(db, (tx) => {
    mustReachIncident(
      tx,
      actor,
      null,
      input.components.map(({ componentId }) => componentId),
    )
    const id = newId()
    tx.insert(incidents)
      .values({
        id,
        kind: 'incident',
        title: input.title,
        status: input.status,
        startedAt,
        publishedAt: input.isInternal ? null : now,
        latestUpdateAt: now,
        openedById: personOf(actor),
        createdAt: now,
        updatedAt: now,
      })
      .run()
    insertUpdate(tx, actor, { incidentId: id, ...input, happenedAt: startedAt }, now)
    const lead = input.leadId === undefined ? personOf(actor) : requireLead(tx, input.leadId, 'leadId').id
    if (lead !== null) insertLead(tx, { incidentId: id, personId: lead, note: null }, now)
    recordAudit(tx, actor, { action: 'incident.open', subjectKind: 'incident', subjectId: id, after: input }, now)
    return id
  })
}
