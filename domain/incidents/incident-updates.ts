import { z } from 'zod'
import { incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { prose, statusChanges } from '../input.ts'
import type { IncidentStatus, MaintenanceStatus } from '../status.ts'
import { happenedAtInput, happenedWithin } from './happened-at.ts'
import { refuseMerged, requireIncident, type IncidentRow } from './incident-record.ts'
import { refuseStaleView, seenUpdateInput } from './newer-updates.ts'
import { promiseInput } from './promise-input.ts'
import { mustReachIncident } from './reach.ts'
import { insertUpdate } from './update-insertion.ts'

export const postUpdateInput = z.object({
  incidentId: z.string(),
  status: z.enum([...incidentStatuses, ...maintenanceStatuses]),
  body: prose('The text').default(''),
  components: statusChanges.default([]),
  promise: promiseInput,
  happenedAt: happenedAtInput,
  isQuiet: z.boolean().optional(),
  seenUpdateId: seenUpdateInput,
})

export type PostUpdateInput = z.input<typeof postUpdateInput>

/**
 * Posts an update with all that follows from it in one transaction: the incident's status, its
 * impact windows and the promise of the next update. What ends it ends them all; what reopens it
 * makes it hold again what it held at its end, unless it says otherwise, and takes back that it was
 * a false alarm. All of it counts from when the update happened. Returns the update's id. Throws
 * `forbidden` below responder, `not_found`, `invalid` for bad input, and `conflict` for what was
 * merged and (StaleViewError) where others posted what the writer has not seen.
 */
export function postUpdate(db: Db, actor: Actor, rawInput: PostUpdateInput, now: number): string {
  mustAct(actor, 'responder')
  const { seenUpdateId, ...input } = postUpdateInput.parse(rawInput)
  return write(db, (tx) => {
    const incident = requireIncident(tx, input.incidentId)
    refuseMerged(incident)
    mustReachIncident(
      tx,
      actor,
      incident.id,
      input.components.map(({ componentId }) => componentId),
    )
    refuseWrongStatus(incident, input.status)
    if (input.body === '' && input.status === incident.status && input.components.length === 0) {
      throw new DomainError('invalid', 'Write what customers need to know, or change the state or a component.', 'body')
    }
    const happenedAt = happenedWithin(incident, input.happenedAt, now)
    refuseStaleView(tx, actor, incident, seenUpdateId)
    const id = insertUpdate(tx, actor, { ...input, happenedAt }, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'incident_update.post',
        subjectKind: 'incident',
        subjectId: incident.id,
        before: { status: incident.status },
        after: { ...input, happenedAt, updateId: id },
      },
      now,
    )
    return id
  })
}

function refuseWrongStatus(incident: IncidentRow, status: IncidentStatus | MaintenanceStatus): void {
  const statuses: readonly string[] = incident.kind === 'incident' ? incidentStatuses : maintenanceStatuses
  if (statuses.includes(status)) return
  throw new DomainError('invalid', `Choose one of: ${statuses.join(', ')}.`, 'status')
}
